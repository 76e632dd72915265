using ChatGov.Media;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Messengers;

/// <summary>One messenger's strict server with the whole bot behind it, and two people on it: what they do, and what reaches them.</summary>
internal interface IMessengerStage : IAsyncDisposable
{
    TestDatabase Database { get; }

    World World { get; }

    TestBot Bot { get; }

    CapturedLog Log { get; }

    string Member { get; }

    string Secretary { get; }

    string Channel { get; }

    /// <summary>Says something; comes back when the messenger has it.</summary>
    Task Say(string user, string text);

    /// <summary>Presses, or chooses and submits, the one of the newest buttons of a person.</summary>
    Task Press(string user, int index);

    /// <summary>Sends a picture, with words under it where the messenger has that.</summary>
    Task SendPhoto(string user, byte[] content, string? caption = null);

    /// <summary>Sends a voice message.</summary>
    Task SendVoice(string user, byte[] content);

    /// <summary>What reached a person, in order: its words, with those on cards and buttons.</summary>
    IReadOnlyList<string> Got(string user);

    /// <summary>The file that reached a person last.</summary>
    (string Name, byte[] Content) LastFile(string user);
}

internal static class MessengerStages
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<IMessengerStage> Start(string messenger, Provider provider, Transcriber? transcriber = null) => messenger switch
    {
        "wecom" => await WeCom.WeComStage.Start(provider, transcriber),
        "telegram" => await Telegram.WebhookBotStage.Start(provider, transcriber),
        _ => throw new ArgumentOutOfRangeException(nameof(messenger), messenger, "no such messenger"),
    };

    public static async Task Says(this IMessengerStage stage, string user, string text, string expected)
    {
        var before = stage.Got(user).Count;
        await stage.Say(user, text);
        await stage.Hears(user, before, expected);
    }

    public static async Task Presses(this IMessengerStage stage, string user, int index, string expected)
    {
        var before = stage.Got(user).Count;
        await stage.Press(user, index);
        await stage.Hears(user, before, expected);
    }

    public static async Task SendsPhoto(this IMessengerStage stage, string user, byte[] content, string expected, string? caption = null)
    {
        var before = stage.Got(user).Count;
        await stage.SendPhoto(user, content, caption);
        await stage.Hears(user, before, expected);
    }

    public static async Task SendsVoice(this IMessengerStage stage, string user, byte[] content, string expected)
    {
        var before = stage.Got(user).Count;
        await stage.SendVoice(user, content);
        await stage.Hears(user, before, expected);
    }

    /// <summary>Waits for words that came by themselves or will.</summary>
    public static async Task Hears(this IMessengerStage stage, string user, int from, string expected)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!stage.Got(user).Skip(from).Any(words => words.Contains(expected, StringComparison.Ordinal)))
        {
            if (limit.IsCancellationRequested)
            {
                Assert.Fail($"“{expected}” did not reach {user}, but: {string.Join(" | ", stage.Got(user).Skip(from))}");
            }

            await Task.Delay(5, CancellationToken.None);
        }
    }
}
