using ChatGov.Messengers.Telegram;
using ChatGov.Messengers.Terminal;
using ChatGov.Messengers.WeCom;
using ChatGov.Settings;

namespace ChatGov.Messengers;

/// <summary>A messenger as both programs have to know it: by its section of settings.</summary>
/// <param name="Settings">The first is the one that it cannot do without.</param>
public sealed record Messenger(string Section, IReadOnlyList<Setting> Settings)
{
    /// <summary>Real people are met there, so the demo is not shown.</summary>
    public bool ServesPeople { get; init; } = true;
}

/// <summary>Every messenger, once. How the bot speaks with each stands in its <c>ChannelList</c>; a test holds the two together.</summary>
public static class MessengerList
{
    public static readonly IReadOnlyList<Messenger> All = [TelegramSettings.Messenger, WeComSettings.Messenger, TerminalSettings.Messenger];

    public static IEnumerable<Messenger> ForPeople => All.Where(messenger => messenger.ServesPeople);

    /// <summary>What to set so that one of them is served: <c>Telegram:Token or WeCom:CorpId</c>.</summary>
    public static string WaysToServe => string.Join(" or ", ForPeople.Select(messenger => messenger.Settings[0].Name));
}
