using ChatGov.Channels;

namespace ChatGov.Outbox;

/// <summary>Keeps to what a messenger takes: so many a second in all, and a distance between two to one chat.</summary>
internal sealed class Pace(SendLimits limits, TimeProvider time) : IDisposable
{
    private const int AtOnce = 2;

    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(1);

    /// <summary>A little less than a slot, so that what a hold-up has gathered at the door is gone again in the end.</summary>
    private readonly TimeSpan _leastGap = TimeSpan.FromSeconds(0.9 / limits.PerSecond);
    private readonly SemaphoreSlim _door = new(1);
    private readonly Lock _gate = new();
    private DateTimeOffset _nextSlot = DateTimeOffset.MinValue;
    private DateTimeOffset _lastLeft = DateTimeOffset.MinValue;

    /// <summary>Reserves the next place among all chats and tells how long to wait for it. After a rest two may go at once: a second's worth of them, and the next second's, would be twice what is taken.</summary>
    public TimeSpan Reserve()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var earliest = now - TimeSpan.FromSeconds((double)AtOnce / limits.PerSecond);
            _nextSlot = _nextSlot < earliest ? earliest : _nextSlot;
            _nextSlot += TimeSpan.FromSeconds(1.0 / limits.PerSecond);
            return _nextSlot > now ? _nextSlot - now : TimeSpan.Zero;
        }
    }

    /// <summary>
    /// The last wait before a call leaves. Between its slot and here a message is taken in the database, and whatever
    /// holds that up would let many leave at once: at this door they go one after the other.
    /// </summary>
    public async Task Leave()
    {
        await _door.WaitAsync();
        try
        {
            var rest = _lastLeft == DateTimeOffset.MinValue ? TimeSpan.Zero : _lastLeft + _leastGap - time.GetUtcNow();
            if (rest >= ShortestTick)
            {
                await Task.Delay(rest);
            }

            _lastLeft = time.GetUtcNow();
        }
        finally
        {
            _door.Release();
        }
    }

    public ChatPace ForChat() => new(limits);

    public void Dispose() => _door.Dispose();
}

/// <summary>The distance between messages to one chat: a few may follow each other at once after a rest.</summary>
internal sealed class ChatPace(SendLimits limits)
{
    private DateTimeOffset _nextSlot = DateTimeOffset.MinValue;

    public TimeSpan Reserve(DateTimeOffset now)
    {
        var earliest = now - (limits.ChatSpacing * (limits.Burst - 1));
        _nextSlot = _nextSlot < earliest ? earliest : _nextSlot;
        var wait = _nextSlot > now ? _nextSlot - now : TimeSpan.Zero;
        _nextSlot += limits.ChatSpacing;
        return wait;
    }

    public bool IsRested(DateTimeOffset now) => _nextSlot < now - (limits.ChatSpacing * limits.Burst);
}
