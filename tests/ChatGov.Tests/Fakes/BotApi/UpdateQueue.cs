namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>
/// The updates that wait for the bot. They go only when a poll names a later one, or when they grow too old. Not
/// locked: whoever holds it does that.
/// </summary>
internal sealed class UpdateQueue(TimeProvider time)
{
    /// <summary>An offset further ahead than this is taken for a mistake, and everything is shown again.</summary>
    private const int FurthestAhead = 10;

    private readonly List<Pending> _pending = [];

    public int NextId { get; set; } = 100_000_001;

    public int Count
    {
        get
        {
            DropOld();
            return _pending.Count;
        }
    }

    public int Add(Func<int, byte[]> write, TimeSpan life)
    {
        var id = NextId++;
        _pending.Add(new Pending(id, write(id), time.GetUtcNow() + life));
        return id;
    }

    /// <summary>Forgets all before the offset; a negative one keeps so many of the newest.</summary>
    /// <returns>How many were forgotten.</returns>
    public int Acknowledge(int offset)
    {
        DropOld();
        var gone = offset switch
        {
            < 0 => Math.Max(0, _pending.Count + offset),
            0 => 0,
            _ when offset > NextId + FurthestAhead => 0,
            _ => CountBefore(offset),
        };
        _pending.RemoveRange(0, gone);
        return gone;
    }

    public List<byte[]> Peek(int limit)
    {
        DropOld();
        return [.. _pending.Take(limit).Select(each => each.Json)];
    }

    public void Clear() => _pending.Clear();

    private int CountBefore(int offset)
    {
        var index = _pending.FindIndex(each => each.Id >= offset);
        return index < 0 ? _pending.Count : index;
    }

    private void DropOld()
    {
        var now = time.GetUtcNow();
        _pending.RemoveAll(each => each.ExpiresAt <= now);
    }

    private sealed record Pending(int Id, byte[] Json, DateTimeOffset ExpiresAt);
}
