using System.Buffers;
using ChatGov.Data;
using ChatGov.Settings;

namespace ChatGov.Messengers.Telegram;

/// <summary>How to reach Telegram. Not a record: nothing prints the token by accident.</summary>
/// <param name="apiUrl">One's own Bot API server; null for Telegram's.</param>
/// <param name="messagesPerSecond">How fast it takes messages.</param>
/// <param name="webhook">Null to poll.</param>
public sealed class TelegramSettings(string token, string? apiUrl, int messagesPerSecond, TelegramWebhook? webhook = null)
{
    public static readonly Messenger Messenger = new("Telegram",
    [
        new("Telegram:Token", ReadBy.Bot, Kind.Secret, "123456:…", "the bot's token"),
        new("Telegram:BotName", ReadBy.Desk, Kind.Text, "@example_bot", "the bot's user name, for the code on posters"),
        new("Telegram:ApiUrl", ReadBy.Bot, Kind.Server, "http://127.0.0.1:8081", "another Bot API server") { Otherwise = "`https://api.telegram.org`" },
        new("Telegram:MessagesPerSecond", ReadBy.Bot, Kind.Count, "30", "how many messages a second are sent: Telegram takes 30, and up to 1000 with paid broadcasts; beyond that nothing is paced, which only a server of your own can bear") { Default = "25" },
        new("Telegram:Mode", ReadBy.Bot, Kind.OneOf("polling", "webhook"), "webhook", "`webhook`: Telegram calls the bot") { Default = "polling" },
        new("Telegram:WebhookUrl", ReadBy.Bot, Kind.Server, "https://bot.example.org/telegram/webhook", "where it calls: the public address of the bot, with `/telegram/webhook`"),
        new("Telegram:WebhookSecret", ReadBy.Bot, Kind.Secret, "16 to 256 letters, digits, _ or -", "how Telegram proves that it is Telegram"),
    ]);

    private static readonly SearchValues<char> SecretLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    public TelegramWebhook? Webhook { get; } = webhook;

    public string Token { get; } = token;

    public string? ApiUrl { get; } = apiUrl;

    public int MessagesPerSecond { get; } = messagesPerSecond;

    /// <returns>Null when Telegram is not configured.</returns>
    public static TelegramSettings? Read(SettingValues values)
    {
        if (!values.HasAny("Telegram"))
        {
            return null;
        }

        var webhook = ReadWebhook(values);
        return new TelegramSettings(values.Required("Telegram:Token"), values.Find("Telegram:ApiUrl"), values.Count("Telegram:MessagesPerSecond"), webhook);
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
}

/// <summary>Where Telegram is to call, and how it proves that it is Telegram. Not a record: nothing prints the secret.</summary>
public sealed class TelegramWebhook(string url, string secret)
{
    public string Url { get; } = url;

    public string Secret { get; } = secret;
}
