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

    /// <param name="key">By which webhooks keep order: one queue each.</param>
    public int Add(Func<int, byte[]> write, TimeSpan life, long key)
    {
        var id = NextId++;
        _pending.Add(new Pending(id, write(id), time.GetUtcNow() + life, key));
        return id;
    }

    /// <summary>The first of each queue, where it is not on its way and its time to be tried has come.</summary>
    public List<(int Id, byte[] Json)> TakeForCalls(long now, int most)
    {
        DropOld();
        var ready = _pending.GroupBy(each => each.Key).Select(queue => queue.First()).Where(first => !first.IsOnItsWay && first.TryAt <= now).Take(most).ToList();
        ready.ForEach(each => each.IsOnItsWay = true);
        return ready.ConvertAll(each => (each.Id, each.Json));
    }

    public void Called(int id) => _pending.RemoveAll(each => each.Id == id);

    /// <param name="pause">From the number of failures so far.</param>
    public void NotCalled(int id, long now, Func<int, long> pause)
    {
        if (_pending.Find(each => each.Id == id) is { } failed)
        {
            failed.IsOnItsWay = false;
            failed.TryAt = now + pause(failed.Failures++);
        }
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

    private sealed record Pending(int Id, byte[] Json, DateTimeOffset ExpiresAt, long Key)
    {
        public bool IsOnItsWay { get; set; }

        public long TryAt { get; set; }

        public int Failures { get; set; }
    }
}
