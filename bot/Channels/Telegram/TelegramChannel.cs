using System.Globalization;
using ChatGov.Data;
using ChatGov.Outbox;
using Telegram.Bot;

namespace ChatGov.Channels.Telegram;

/// <summary>Telegram by long polling. What it does and what it leaves out: README.md in this folder.</summary>
public sealed class TelegramChannel(ITelegramBotClient client, TelegramTiming timing, ILogger<TelegramChannel> log) : IChannel, IDisposable
{
    private readonly Delivery _delivery = new(client, timing);

    public string Name => "telegram";

    public SendLimits Limits => timing.Limits;

    /// <summary>Two polls of one bot end each other.</summary>
    public bool IsExclusive => true;

    /// <param name="token">The setting <c>Telegram:Token</c>.</param>
    /// <param name="apiUrl">The setting <c>Telegram:ApiUrl</c>; null is the public server.</param>
    /// <exception cref="ConfigurationFault">One of the two is malformed.</exception>
    public static TelegramChannel Create(string token, string? apiUrl, ILogger<TelegramChannel> log)
    {
        try
        {
            return new TelegramChannel(new TelegramBotClient(new TelegramBotClientOptions(token, apiUrl)), TelegramTiming.Default, log);
        }
        catch (ArgumentException fault) when (fault.ParamName == "baseUrl")
        {
            throw new ConfigurationFault("Telegram:ApiUrl is not the address of a Bot API server, such as http://localhost:8081");
        }
        catch (ArgumentException)
        {
            throw new ConfigurationFault("Telegram:Token is not a bot token: digits, a colon, and the secret BotFather gave");
        }
    }

    public string? OnlyChat => null;

    public Task Receive(StoreIncoming store, CancellationToken cancel) => new Poller(client, timing, log).Run(store, cancel);

    public Task<SendResult> Send(string chatId, Message message, CancellationToken cancel) =>
        long.TryParse(chatId, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var chat)
            ? _delivery.Deliver(chat, message, cancel)
            : Task.FromResult<SendResult>(new SendResult.Refused("bad_chat_id"));

    public void Dispose() => (client as IDisposable)?.Dispose();
}
