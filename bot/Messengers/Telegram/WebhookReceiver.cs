using System.Security.Cryptography;
using System.Text;
using ChatGov.Webhooks;
using Microsoft.AspNetCore.Http;
using Telegram.Bot;

namespace ChatGov.Messengers.Telegram;

/// <summary>
/// Telegram calls us. An update is in the inbox before it is acknowledged; while that cannot be done the answer is 503,
/// and Telegram delivers it again. What nobody can read is acknowledged, or it would hold up its chat for a day.
/// </summary>
internal sealed class WebhookReceiver(ITelegramBotClient client, TelegramWebhook settings, TelegramTiming timing, ILogger log) : IWebhook
{
    private const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";
    private const int MostConnections = 40;

    private readonly Mailbox _mailbox = new();
    private readonly Trouble _trouble = new(timing, log);
    private readonly PressAnswers _presses = new(client, log);
    private readonly byte[] _secret = SHA256.HashData(Encoding.UTF8.GetBytes(settings.Secret));
    private volatile Decoder? _decoder;

    public string Path => "/telegram/webhook";

    public int LargestBody => 1024 * 1024;

    public async Task Run(StoreIncoming store, CancellationToken cancel)
    {
        try
        {
            var me = await _trouble.Insist(() => client.GetMe(cancel), cancel);
            _decoder = new Decoder(client.BotId, me.Username);
            var receiving = _mailbox.Open(store, cancel);
            await _trouble.Insist(() => SetWebhook(cancel), cancel);
            log.LogInformation("Receives from Telegram as @{Bot}, by webhook", me.Username);
            await Commands.Publish(client, log, cancel);
            await receiving;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The program stops. The webhook stays: what comes meanwhile waits at Telegram for a day.
        }

        await _presses.End(timing.FinishWithin);
    }

    public async Task<IResult> Answer(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            return Microsoft.AspNetCore.Http.Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
        }

        if (!IsTelegram(request))
        {
            return Microsoft.AspNetCore.Http.Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        var update = UpdateBatch.ReadSingle(body.Span);
        await _mailbox.WhenOpened(cancel);
        if (_decoder is not { } decoder)
        {
            return NotNow;
        }

        if (update.Id > 0 && decoder.Decode(update) is { } incoming && !await _mailbox.TryPut(incoming, log, cancel))
        {
            return NotNow;
        }

        _presses.Begin([update]);
        return Microsoft.AspNetCore.Http.Results.Ok();
    }

    private static IResult NotNow => Microsoft.AspNetCore.Http.Results.StatusCode(StatusCodes.Status503ServiceUnavailable);

    private bool IsTelegram(HttpRequest request) => CryptographicOperations.FixedTimeEquals(
        _secret, SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers[SecretHeader].ToString())));

    private async Task<bool> SetWebhook(CancellationToken cancel)
    {
        await client.SetWebhook(
            settings.Url, maxConnections: MostConnections, allowedUpdates: Poller.Kinds, dropPendingUpdates: false, secretToken: settings.Secret, cancellationToken: cancel);
        return true;
    }
}
