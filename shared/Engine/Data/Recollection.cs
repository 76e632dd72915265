namespace ChatGov.Data;

/// <summary>
/// What was found on one view of the database, and is there on the next view without looking as long as nobody has committed anything in
/// between, in this program or in another: whatever was revoked or changed counts with the next question. Of what time alone can change, it
/// is said until when it holds. One thread at a time uses it.
/// </summary>
internal sealed class Recollection
{
    // Beyond that it begins anew, so that memory has a bound.
    private const int MostKept = 1_000;

    private readonly Dictionary<object, Kept> _kept = [];
    private long _state;

    /// <summary>From here on this is what is seen.</summary>
    public void At(long state)
    {
        if (_state != state)
        {
            _kept.Clear();
            _state = state;
        }
    }

    public bool TryFind<T>(object key, DateTimeOffset now, out T found)
    {
        if (_kept.TryGetValue(key, out var kept) && kept.Since <= now && now < kept.Until)
        {
            found = (T)kept.Value!;
            return true;
        }

        found = default!;
        return false;
    }

    public void Keep(object key, object? value, DateTimeOffset now, DateTimeOffset until)
    {
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        if (now < until)
        {
            _kept[key] = new Kept(value, now, until);
        }
    }

    private readonly record struct Kept(object? Value, DateTimeOffset Since, DateTimeOffset Until);
}
