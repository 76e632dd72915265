namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>
/// How many messages and edits pass: about 30 a second over all, about one a second in a chat with a few at once, 20 a minute
/// in a group. The real server's are advice and change; the contract is 429. Not locked: whoever holds it does that.
/// </summary>
internal sealed class RateLimits(TimeProvider time)
{
    private const int MostASecond = 30;
    private const int MostAMinuteInGroup = 20;
    private const int MostAtOnce = 5;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly List<DateTimeOffset> _all = [];
    private readonly Dictionary<long, List<DateTimeOffset>> _chats = [];

    /// <summary>Off unless a test is about them.</summary>
    public bool IsOn { get; set; }

    public void Take(FakeChat chat)
    {
        if (!IsOn)
        {
            return;
        }

        _chats.TryAdd(chat.Id, []);
        var own = _chats[chat.Id];
        Check(_all, MostASecond, Second);
        if (chat.IsPrivate)
        {
            Check(own, MostAtOnce, Second * MostAtOnce);
        }
        else
        {
            Check(own, MostAMinuteInGroup, Minute);
        }

        _all.Add(time.GetUtcNow());
        own.Add(time.GetUtcNow());
    }

    /// <summary>Refuses what would be more than so many within a time, and says when the oldest is over.</summary>
    private void Check(List<DateTimeOffset> times, int most, TimeSpan within)
    {
        var now = time.GetUtcNow();
        times.RemoveAll(at => at <= now - within);
        if (times.Count >= most)
        {
            var seconds = (int)Math.Ceiling((times[0] + within - now).TotalSeconds);
            throw new ApiRefusal(429, $"Too Many Requests: retry after {seconds}", retryAfter: seconds);
        }
    }
}
