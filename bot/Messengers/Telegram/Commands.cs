using ChatGov.Texts;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace ChatGov.Messengers.Telegram;

/// <summary>
/// The commands in Telegram's menu. They are in Latin letters because Telegram takes no others, and stand for the
/// words of the menu, so that nothing behind the channel knows of them.
/// </summary>
internal static class Commands
{
    private static readonly (string Name, string? Word)[] All =
    [
        ("start", null),
        ("baodao", "menu.register"),
        ("renwu", "menu.list_tasks"),
        ("wode", "menu.my_claims"),
        ("shichang", "menu.my_hours"),
        ("zhengming", "menu.certificate"),
        ("help", null),
    ];

    /// <summary>What a command stands for, with what follows it: <c>renwu 3</c> is 任务 3. Others stay as they are.</summary>
    /// <param name="name">Without the slash.</param>
    /// <param name="rest">What follows, with its space, or nothing.</param>
    public static string Read(string name, string rest) =>
        Array.Find(All, each => each.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Word is { } word
            ? Catalog.Say(Language.Chinese, word) + rest
            : $"/{name}{rest}";

    /// <summary>Shows the menu, in Chinese to whoever has no other language set. The bot works without it.</summary>
    public static async Task Publish(ITelegramBotClient client, ILogger log, CancellationToken cancel)
    {
        try
        {
            await client.SetMyCommands(In(Language.Chinese), languageCode: null, cancellationToken: cancel);
            await client.SetMyCommands(In(Language.English), languageCode: Language.English, cancellationToken: cancel);
        }
        catch (RequestException exception)
        {
            log.LogWarning("The menu of commands could not be set: {Code}", Results.CodeOf(exception));
        }
    }

    private static List<BotCommand> In(string language) =>
        [.. All.Select(each => new BotCommand(each.Name, Catalog.Say(language, "telegram.command." + each.Name)))];
}
