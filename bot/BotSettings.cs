using System.Buffers;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Media;
using ChatGov.Messengers.Telegram;
using ChatGov.Messengers.WeCom;
using ChatGov.Papers;
using ChatGov.Settings;

namespace ChatGov;

/// <summary>The settings of the bot. A wrong one stops the start with one line that names it.</summary>
public sealed record BotSettings
{
    private static readonly SearchValues<char> SecretLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    public required DatabaseSettings Database { get; init; }

    /// <summary>Null when Telegram is not configured.</summary>
    public TelegramSettings? Telegram { get; init; }

    /// <summary>Null when WeCom is not configured.</summary>
    public WeComSettings? WeCom { get; init; }

    /// <summary>Where the bot listens for messengers that call it; a proxy that speaks TLS stands before it.</summary>
    public required Uri Listen { get; init; }

    /// <summary>Null when voice messages are answered with the wish to type.</summary>
    public VoiceSettings? Voice { get; init; }

    /// <summary>Where the terminal puts the files it is sent; in the user's data folder unless configured.</summary>
    public required string FilesFolder { get; init; }

    public static BotSettings Read(SettingValues values) => new()
    {
        Database = DatabaseSettings.Read(values),
        Telegram = ReadTelegram(values),
        WeCom = ReadWeCom(values),
        Listen = new Uri(values.Find("Webhooks:Listen")!),
        Voice = ReadVoice(values),
        FilesFolder = values.Find("Terminal:FilesFolder") ?? Path.Combine(DatabaseSettings.DataFolder(), "files"),
    };

    /// <summary>What nobody has to set for a trial, and everybody once real people are served.</summary>
    public void SayWhatIsMissing(Db db, ILogger log)
    {
        if (ServesPeople && db.Read(CheckAddress.IsLoopback))
        {
            log.LogWarning("Papers:CheckAddress is still this machine: nobody else can check a certificate");
        }

        if (ServesPeople && db.Read(DeskAddress.IsLoopback))
        {
            log.LogWarning("Desk:Address is still this machine: links to sign in work nowhere else");
        }
    }

    private bool ServesPeople => Telegram is not null || WeCom is not null;

    private static TelegramSettings? ReadTelegram(SettingValues values)
    {
        if (!values.HasAny("Telegram"))
        {
            return null;
        }

        var webhook = ReadWebhook(values);
        return new TelegramSettings(values.Required("Telegram:Token"), values.Find("Telegram:ApiUrl"), webhook);
    }

    private static TelegramWebhook? ReadWebhook(SettingValues values)
    {
        var (url, secret) = (values.Find("Telegram:WebhookUrl"), values.Find("Telegram:WebhookSecret"));
        if (values.Find("Telegram:Mode") != "webhook")
        {
            return url is null && secret is null ? null : throw new ConfigurationFault("Telegram:WebhookUrl and Telegram:WebhookSecret are for Telegram:Mode webhook");
        }

        var isPublic = url is not null && new Uri(url) is { AbsolutePath: "/telegram/webhook" } address && (address.Scheme == Uri.UriSchemeHttps || values.IsSet("Telegram:ApiUrl"));
        return new TelegramWebhook(
            isPublic ? url! : throw new ConfigurationFault("Telegram:WebhookUrl has to be the public address of this bot, such as https://bot.example.org/telegram/webhook"),
            secret is { Length: >= 16 and <= 256 } && secret.AsSpan().IndexOfAnyExcept(SecretLetters) < 0
                ? secret
                : throw new ConfigurationFault("Telegram:WebhookSecret has to be 16 to 256 letters, digits, _ or -"));
    }

    private static WeComSettings? ReadWeCom(SettingValues values) => values.HasAny("WeCom")
        ? new WeComSettings(values.Required("WeCom:CorpId"), values.Count("WeCom:AgentId"), values.Required("WeCom:Secret"))
        {
            CallbackToken = values.Required("WeCom:Token"),
            EncodingAesKey = values.Required("WeCom:EncodingAesKey"),
            ApiUrl = new Uri(values.Required("WeCom:ApiUrl")),
            Markdown = values.IsOn("WeCom:Markdown"),
        }
        : null;

    private static VoiceSettings? ReadVoice(SettingValues values) => values.HasAny("Voice")
        ? new VoiceSettings(new Uri(values.Required("Voice:TranscriptionUrl")), values.Required("Voice:Model"), values.Find("Voice:ApiKey"))
        : null;
}

/// <summary>How to reach Telegram. Not a record: nothing prints the token by accident.</summary>
/// <param name="apiUrl">One's own Bot API server; null for Telegram's.</param>
/// <param name="webhook">Null to poll.</param>
public sealed class TelegramSettings(string token, string? apiUrl, TelegramWebhook? webhook = null)
{
    public TelegramWebhook? Webhook { get; } = webhook;

    public string Token { get; } = token;

    public string? ApiUrl { get; } = apiUrl;
}
