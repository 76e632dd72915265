using System.Buffers;
using ChatGov.Access;
using ChatGov.Channels.Telegram;
using ChatGov.Channels.WeCom;
using ChatGov.Data;
using ChatGov.Demo;
using ChatGov.Media;
using ChatGov.Papers;

namespace ChatGov;

/// <summary>The settings of the bot. A wrong one stops the start with one line that names it.</summary>
public sealed record BotSettings
{
    private static readonly string[] TelegramKnown = ["Token", "ApiUrl", "Mode", "WebhookUrl", "WebhookSecret"];
    private static readonly string[] WebhooksKnown = ["Listen"];
    private static readonly Uri ListenDefault = new("http://127.0.0.1:8082");
    private static readonly SearchValues<char> SecretLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    private static readonly string[] WeComKnown = ["CorpId", "AgentId", "Secret", "Token", "EncodingAesKey", "ApiUrl", "Markdown"];
    private static readonly string[] VoiceKnown = ["TranscriptionUrl", "ApiKey", "Model"];
    private static readonly string[] TerminalKnown = ["FilesFolder"];

    public required DatabaseSettings Database { get; init; }

    /// <summary>Null when Telegram is not configured.</summary>
    public TelegramSettings? Telegram { get; init; }

    /// <summary>Null when WeCom is not configured.</summary>
    public WeComSettings? WeCom { get; init; }

    /// <summary>Where the bot listens for messengers that call it; a proxy that speaks TLS stands before it.</summary>
    public Uri Listen { get; init; } = ListenDefault;

    /// <summary>Null when voice messages are answered with the wish to type.</summary>
    public VoiceSettings? Voice { get; init; }

    /// <summary>Where the terminal puts the files it is sent; in the user's data folder unless configured.</summary>
    public required string FilesFolder { get; init; }

    /// <summary>The demo banner and the terminal; on when neither database nor messenger is configured.</summary>
    public bool Demo { get; init; }

    public static BotSettings Read(IConfiguration configuration)
    {
        var database = DatabaseSettings.Read(configuration);
        var telegram = ReadTelegram(configuration.GetSection("Telegram"));
        return new BotSettings
        {
            Database = database,
            Telegram = telegram,
            WeCom = ReadWeCom(configuration.GetSection("WeCom")),
            Listen = ReadListen(configuration.GetSection("Webhooks")),
            Voice = ReadVoice(configuration.GetSection("Voice")),
            FilesFolder = ReadFilesFolder(configuration.GetSection("Terminal")),
            Demo = DemoStart.IsWanted(configuration),
        };
    }

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

    private static TelegramSettings? ReadTelegram(IConfigurationSection section)
    {
        DatabaseSettings.RefuseUnknown(section, TelegramKnown);
        if (section["Token"] is not { } token)
        {
            _ = ReadWebhook(section);
            return TelegramKnown.Skip(1).All(key => section[key] is null) ? null : throw new ConfigurationFault("Telegram:Token is missing");
        }

        return new TelegramSettings(token, section["ApiUrl"], ReadWebhook(section));
    }

    private static TelegramWebhook? ReadWebhook(IConfigurationSection section) => section["Mode"] switch
    {
        null or "polling" => section["WebhookUrl"] is null && section["WebhookSecret"] is null
            ? null
            : throw new ConfigurationFault("Telegram:WebhookUrl and Telegram:WebhookSecret are for Telegram:Mode webhook"),
        "webhook" => new TelegramWebhook(
            Uri.TryCreate(section["WebhookUrl"], UriKind.Absolute, out var url) && url.AbsolutePath == "/telegram/webhook"
                && (url.Scheme == Uri.UriSchemeHttps || section["ApiUrl"] is not null)
                ? url.ToString()
                : throw new ConfigurationFault("Telegram:WebhookUrl has to be the public address of this bot, such as https://bot.example.org/telegram/webhook"),
            section["WebhookSecret"] is { Length: >= 16 and <= 256 } secret && secret.AsSpan().IndexOfAnyExcept(SecretLetters) < 0
                ? secret
                : throw new ConfigurationFault("Telegram:WebhookSecret has to be 16 to 256 letters, digits, _ or -")),
        _ => throw new ConfigurationFault("Telegram:Mode has to be polling or webhook"),
    };

    private static WeComSettings? ReadWeCom(IConfigurationSection section)
    {
        DatabaseSettings.RefuseUnknown(section, WeComKnown);
        if (WeComKnown.All(key => section[key] is null))
        {
            return null;
        }

        var api = section["ApiUrl"] is not { } url ? WeComSettings.PublicApi
            : Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? new Uri(url)
            : throw new ConfigurationFault("WeCom:ApiUrl is not the address of a server");
        return new WeComSettings(Required("CorpId"), long.TryParse(Required("AgentId"), out var agent) && agent > 0 ? agent : throw new ConfigurationFault("WeCom:AgentId is the app's number"), Required("Secret"))
        {
            CallbackToken = Required("Token"), EncodingAesKey = Required("EncodingAesKey"), ApiUrl = api, Markdown = ReadMarkdown(section["Markdown"]),
        };

        string Required(string key) => section[key] is { Length: > 0 } value ? value : throw new ConfigurationFault($"WeCom:{key} is missing");
    }

    private static bool ReadMarkdown(string? value) => value is null ? false
        : bool.TryParse(value, out var isOn) ? isOn
        : throw new ConfigurationFault("WeCom:Markdown has to be true or false");

    private static Uri ReadListen(IConfigurationSection section)
    {
        DatabaseSettings.RefuseUnknown(section, WebhooksKnown);
        return section["Listen"] is not { } listen ? ListenDefault
            : Uri.TryCreate(listen, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp ? address
            : throw new ConfigurationFault("Webhooks:Listen has to be an address of this machine, such as http://127.0.0.1:8082");
    }

    private static VoiceSettings? ReadVoice(IConfigurationSection section)
    {
        DatabaseSettings.RefuseUnknown(section, VoiceKnown);
        return section["TranscriptionUrl"] is not { } url
            ? VoiceKnown.All(key => section[key] is null) ? null : throw new ConfigurationFault("Voice:TranscriptionUrl is missing")
            : Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? new VoiceSettings(address, section["Model"] is { Length: > 0 } model ? model : VoiceSettings.UsualModel, section["ApiKey"])
                : throw new ConfigurationFault("Voice:TranscriptionUrl has to be the address of a transcription, such as http://127.0.0.1:9000/v1/audio/transcriptions");
    }

    private static string ReadFilesFolder(IConfigurationSection section)
    {
        DatabaseSettings.RefuseUnknown(section, TerminalKnown);
        return section["FilesFolder"] is { Length: > 0 } folder ? folder : Path.Combine(DatabaseSettings.DataFolder(), "files");
    }
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
