using System.Data.Common;
using System.Diagnostics;
using System.Text.Json.Serialization;
using ChatGov.Hosting;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace ChatGov.Messengers.Telegram;

/// <summary>
/// Asks for updates, stores them, and only then acknowledges them: the next question names the first update that is
/// not stored yet, and nothing else acknowledges. It ends by a stop only; whatever fails, it asks again.
/// </summary>
internal sealed class Poller(ITelegramBotClient client, TelegramTiming timing, ILogger log)
{
    private const int LargestBatch = 100;
    private static readonly TimeSpan SamePlacePause = TimeSpan.FromSeconds(1);

    // Always said: the server keeps the last list it was given, whoever gave it.
    internal static readonly UpdateType[] Kinds = [UpdateType.Message, UpdateType.EditedMessage, UpdateType.CallbackQuery, UpdateType.MyChatMember];

    private readonly Trouble _trouble = new(timing, log);
    private readonly Failures _storing = new(timing);
    private readonly PressAnswers _presses = new(client, log);
    private int? _offset;

    public async Task Run(StoreIncoming store, CancellationToken cancel)
    {
        try
        {
            var me = await _trouble.Insist(() => client.GetMe(cancel), cancel);
            await _trouble.Insist(() => DeleteWebhook(cancel), cancel);
            log.LogInformation("Receives from Telegram as @{Bot}", me.Username);
            var decoder = new Decoder(client.BotId, me.Username);
            var publishing = Commands.Publish(client, log, cancel);
            while (!cancel.IsCancellationRequested)
            {
                await Turn(decoder, store, cancel);
            }

            await publishing;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The program stops.
        }

        await Finish();
    }

    private async Task Turn(Decoder decoder, StoreIncoming store, CancellationToken cancel)
    {
        var asked = Stopwatch.GetTimestamp();
        var updates = await Poll(cancel);
        if (updates.Length == 0)
        {
            await RestAfterEarlyAnswer(Stopwatch.GetElapsedTime(asked), cancel);
            return;
        }

        if (!await TryStore(Decode(decoder, updates), store, cancel))
        {
            return;
        }

        if (updates[^1].Id is > 0 and < int.MaxValue)
        {
            _offset = updates[^1].Id + 1;
        }
        else
        {
            // Without a number it cannot be passed until something follows it. The server shows one update alone to
            // whoever asks the same twice in half a second, so what follows would stay hidden.
            await Task.Delay(SamePlacePause, cancel);
        }

        _presses.Begin(updates);
    }

    /// <summary>A server that does not wait although it is asked to would be asked without end.</summary>
    private async Task RestAfterEarlyAnswer(TimeSpan waited, CancellationToken cancel)
    {
        if (timing.PollWait > timing.EarlyAnswerPause && waited < timing.EarlyAnswerPause)
        {
            await Task.Delay(timing.EarlyAnswerPause - waited, cancel);
        }
    }

    private async Task<Update[]> Poll(CancellationToken cancel)
    {
        try
        {
            var updates = await client.GetUpdates(
                offset: _offset,
                limit: LargestBatch,
                timeout: (int)timing.PollWait.TotalSeconds,
                allowedUpdates: Kinds,
                cancellationToken: cancel);
            _trouble.IsOver();
            return updates;
        }
        catch (RequestException exception)
        {
            await _trouble.Bear(exception, cancel);
            if (Trouble.IsWebhook(exception))
            {
                await _trouble.Insist(() => DeleteWebhook(cancel), cancel);
            }

            return [];
        }
    }

    /// <summary>Leaves what waits on the server: it is to be read here.</summary>
    private Task<bool> DeleteWebhook(CancellationToken cancel) => client.SendRequest(new TakeOffWebhookRequest(), cancel);

    private List<Incoming> Decode(Decoder decoder, Update[] updates)
    {
        var batch = new List<Incoming>(updates.Length);
        foreach (var update in updates)
        {
            if (!Kinds.Contains(update.Type))
            {
                log.LogInformation("Update {Update} is of a kind that is not read here; it is left aside", update.Id);
            }
            else if (update.Id > 0 && decoder.Decode(update) is { } incoming)
            {
                batch.Add(incoming);
            }
        }

        return batch;
    }

    private async Task<bool> TryStore(List<Incoming> batch, StoreIncoming store, CancellationToken cancel)
    {
        if (batch.Count == 0)
        {
            return true;
        }

        try
        {
            await store(batch, cancel);
            _storing.Reset();
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            // Whatever it was, nothing is acknowledged. Only its kind is logged: its text may hold a message. That the
            // database cannot work is said already, with its cause.
            if (_storing.IsFirst && exception is not DbException)
            {
                log.LogError("{Count} messages could not be stored ({Error}); they are asked for again", batch.Count, Surprise.Of(exception));
            }

            await Task.Delay(_storing.Next(), cancel);
            return false;
        }
    }

    /// <summary>Confirms what is stored, so that it does not come once more. If this fails it does, and is known by its key.</summary>
    private async Task Finish()
    {
        using var limit = new CancellationTokenSource(timing.FinishWithin);
        try
        {
            if (_offset is { } offset)
            {
                await client.GetUpdates(offset: offset, limit: 1, timeout: 0, cancellationToken: limit.Token);
            }
        }
        catch (Exception exception) when (exception is RequestException or OperationCanceledException)
        {
            log.LogDebug("The last confirmation was not answered");
        }

        await _presses.End(timing.FinishWithin);
    }
}

internal sealed class TakeOffWebhookRequest() : RequestBase<bool>("deleteWebhook")
{
    // Said although it is the default: what waits must never be dropped.
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool DropPendingUpdates => false;
}
