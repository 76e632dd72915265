using System.Globalization;
using ChatGov.Data;
using ChatGov.Media;
using ChatGov.Outbox;
using ChatGov.Settings;
using ChatGov.Webhooks;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types.Enums;

namespace ChatGov.Messengers.Telegram;

/// <summary>Telegram, by long polling or by webhook. What it does and what it leaves out: README.md in this folder.</summary>
public sealed class TelegramChannel : IChannel, ICalled, IDisposable
{
    private const int LongestId = 16;

    private readonly ITelegramBotClient _client;
    private readonly TelegramTiming _timing;
    private readonly ILogger<TelegramChannel> _log;
    private readonly Delivery _delivery;
    private readonly Files _files;
    private readonly WebhookReceiver? _webhook;

    /// <param name="webhook">Null to poll.</param>
    public TelegramChannel(ITelegramBotClient client, TelegramTiming timing, ILogger<TelegramChannel> log, TelegramWebhook? webhook = null)
    {
        (_client, _timing, _log) = (client, timing, log);
        (_delivery, _files) = (new Delivery(client, timing), new Files(client));
        _webhook = webhook is null ? null : new WebhookReceiver(client, webhook, timing, log);
    }

    public string Name => "telegram";

    public SendLimits Limits => _timing.Limits;

    /// <summary>Two polls of one bot end each other; calls come to whichever program the proxy chooses.</summary>
    public Sharing Sharing => _webhook is null ? Sharing.Alone : Sharing.Together;

    /// <summary>20 messages a minute are taken in a group, whose id is negative.</summary>
    public IReadOnlyList<CallWindow> WindowsOf(string chatId) => chatId.StartsWith('-') ? _timing.GroupWindows : [];

    public int CallsFor(Message message) => Rendering.Render(message, isPrivate: false).Parts;

    IWebhook? ICalled.Webhook => _webhook;

    public static MakeChannel? Configured(SettingValues values) => TelegramSettings.Read(values) is { } telegram
        ? services => Create(telegram.Token, telegram.ApiUrl, services.GetRequiredService<ILogger<TelegramChannel>>(), telegram.Webhook, telegram.MessagesPerSecond)
        : null;

    /// <param name="token">The setting <c>Telegram:Token</c>.</param>
    /// <param name="apiUrl">The setting <c>Telegram:ApiUrl</c>; null is the public server.</param>
    /// <param name="webhook">The settings <c>Telegram:WebhookUrl</c> and <c>Telegram:WebhookSecret</c>; null to poll.</param>
    /// <param name="messagesPerSecond">The setting <c>Telegram:MessagesPerSecond</c>; null keeps clear of what the public server takes.</param>
    /// <exception cref="ConfigurationFault">One of the first two is malformed.</exception>
    public static TelegramChannel Create(string token, string? apiUrl, ILogger<TelegramChannel> log, TelegramWebhook? webhook = null, int? messagesPerSecond = null)
    {
        if (!IsToken(token))
        {
            throw new ConfigurationFault("Telegram:Token is not a bot token: digits, a colon, and the secret BotFather gave");
        }

        if (apiUrl is not null && !(Uri.TryCreate(apiUrl, UriKind.Absolute, out var server) && server.Scheme is "http" or "https"))
        {
            throw new ConfigurationFault("Telegram:ApiUrl is not the address of a Bot API server, such as http://localhost:8081");
        }

        return new TelegramChannel(new BotClient(new TelegramBotClientOptions(token, apiUrl)), messagesPerSecond is { } pace ? TelegramTiming.At(pace) : TelegramTiming.Default, log, webhook);
    }

    /// <summary>The package looks at the number alone, and a secret with a slash in it would ask another address.</summary>
    private static bool IsToken(string token) => token.Split(':') is [{ Length: >= 1 and <= LongestId } id, { Length: > 0 } secret]
        && id.All(char.IsAsciiDigit) && secret.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    public string? OnlyChat => null;

    public Task Receive(StoreIncoming store, CancellationToken cancel) =>
        _webhook?.Run(store, cancel) ?? new Poller(_client, _timing, _log).Run(store, cancel);

    public Task<SendResult> Send(string chatId, Message message, CancellationToken cancel) =>
        long.TryParse(chatId, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var chat)
            ? _delivery.Deliver(chat, message, cancel)
            : Task.FromResult<SendResult>(new SendResult.Refused("bad_chat_id"));

    public Task<Fetched> Fetch(string mediaRef, int most, CancellationToken cancel) => _files.Fetch(mediaRef, most, cancel);

    public async Task<bool> ShowBusy(string chatId, CancellationToken cancel)
    {
        try
        {
            await _client.SendChatAction(long.Parse(chatId, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), ChatAction.Typing, cancellationToken: cancel);
        }
        catch (RequestException exception)
        {
            _log.LogDebug("That something is done could not be shown: {Code}", Results.CodeOf(exception));
        }

        return true;
    }

    public void Dispose() => (_client as IDisposable)?.Dispose();
}
