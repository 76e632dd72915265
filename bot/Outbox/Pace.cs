using ChatGov.Channels;

namespace ChatGov.Outbox;

/// <summary>Keeps to what a messenger takes: so many a second in all, and a distance between two to one chat.</summary>
internal sealed class Pace(SendLimits limits, TimeProvider time)
{
    private const int AtOnce = 2;
    private readonly Lock _gate = new();
    private DateTimeOffset _nextSlot = DateTimeOffset.MinValue;

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

    public ChatPace ForChat() => new(limits);
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
