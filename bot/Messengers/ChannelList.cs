using ChatGov.Data;
using ChatGov.Messengers.Telegram;
using ChatGov.Messengers.Terminal;
using ChatGov.Messengers.WeCom;

namespace ChatGov.Messengers;

/// <summary>Which messengers this program serves, by its settings.</summary>
internal static class ChannelList
{
    public static IReadOnlyList<IChannel> Create(IServiceProvider services, BotSettings settings, bool isDemo)
    {
        var channels = new List<IChannel>();
        if (isDemo)
        {
            var people = new TerminalPeople(services.GetRequiredService<Db>());
            channels.Add(new TerminalChannel(people, new TerminalFiles(settings.FilesFolder), Console.In, Console.Out, isInteractive: !Console.IsInputRedirected));
        }

        if (settings.Telegram is { } telegram)
        {
            channels.Add(TelegramChannel.Create(telegram.Token, telegram.ApiUrl, services.GetRequiredService<ILogger<TelegramChannel>>(), telegram.Webhook));
        }

        if (settings.WeCom is { } wecom)
        {
            channels.Add(new WeComChannel(wecom, TimeProvider.System, services.GetRequiredService<ILogger<WeComChannel>>()));
        }

        return channels.Count > 0
            ? channels
            : throw new ConfigurationFault("no messenger is configured: set Telegram:Token or WeCom:CorpId, or Demo to true for the terminal");
    }

    /// <summary>The terminal waits for its answers, which only the running bot can tell it.</summary>
    public static void ConnectTerminal(IServiceProvider services)
    {
        var bot = services.GetRequiredService<BotService>();
        foreach (var terminal in services.GetRequiredService<IReadOnlyList<IChannel>>().OfType<TerminalChannel>())
        {
            terminal.Quiet = bot.Quiet;
        }
    }
}
