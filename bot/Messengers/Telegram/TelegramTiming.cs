
namespace ChatGov.Messengers.Telegram;

/// <summary>The times and limits the channel keeps to. The defaults are for the public server; tests shorten them.</summary>
public sealed record TelegramTiming
{
    public static readonly TelegramTiming Default = new();

    // As many as paid broadcasts allow; whoever says more measures on a server of their own, which has no such limits for a chat either.
    private const int MostOfTelegram = 1_000;

    /// <summary>At the pace of the setting <c>Telegram:MessagesPerSecond</c>.</summary>
    public static TelegramTiming At(int messagesPerSecond) => messagesPerSecond <= MostOfTelegram
        ? Default with { Limits = Default.Limits with { PerSecond = messagesPerSecond } }
        : Default with { Limits = new SendLimits(messagesPerSecond, TimeSpan.Zero, 1), GroupWindows = [] };

    /// <summary>How long one poll waits for something to happen; the server allows 50 seconds.</summary>
    public TimeSpan PollWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>An empty answer comes no sooner than this after the question; one that does is waited out.</summary>
    public TimeSpan EarlyAnswerPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The first pause after a failure; each further one is twice as long, with a jitter.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause while the token is refused: only the operator can end that.</summary>
    public TimeSpan RefusedTokenPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a stop waits for the last confirmation and for answers to pressed buttons.</summary>
    public TimeSpan FinishWithin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>About 30 a second in all and one a second to a chat are taken; a little less keeps clear of the limit.</summary>
    public SendLimits Limits { get; init; } = new(PerSecond: 25, ChatSpacing: TimeSpan.FromSeconds(1), Burst: 3);

    public IReadOnlyList<CallWindow> GroupWindows { get; init; } = [new(20, TimeSpan.FromMinutes(1))];
}
