using ChatGov.Data;
using ChatGov.Messengers.Telegram;
using ChatGov.Messengers.Terminal;
using ChatGov.Messengers.WeCom;
using ChatGov.Settings;

namespace ChatGov.Messengers;

public delegate IChannel MakeChannel(IServiceProvider services);

/// <summary>How the bot speaks with each messenger of <see cref="MessengerList"/>, and which of them it serves.</summary>
internal static class ChannelList
{
    private static readonly IReadOnlyList<Func<SettingValues, MakeChannel?>> All = [TelegramChannel.Configured, WeComChannel.Configured];

    public static IReadOnlyList<MakeChannel> Read(SettingValues values) => [.. All.Select(configured => configured(values)).OfType<MakeChannel>()];

    public static IReadOnlyList<IChannel> Create(IServiceProvider services, BotSettings settings, bool isDemo)
    {
        List<IChannel> channels = [.. isDemo ? [TerminalChannel.Create(services, settings.Terminal)] : Array.Empty<IChannel>(), .. settings.Messengers.Select(make => make(services))];
        return channels.Count > 0
            ? channels
            : throw new ConfigurationFault($"no messenger is configured: set {MessengerList.WaysToServe}, or Demo to true for the terminal");
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
