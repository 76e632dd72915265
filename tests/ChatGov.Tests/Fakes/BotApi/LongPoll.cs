using System.Diagnostics;

namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>
/// getUpdates: one poll may wait; a second that begins to wait ends the first with 409. The waiting is in real time.
/// </summary>
internal sealed class LongPoll
{
    private const int LongestWait = 50;
    private static readonly TimeSpan SameOffsetForcesWaitWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SameOffsetLimitsWithin = TimeSpan.FromMilliseconds(500);

    private readonly BotState _state;
    private TaskCompletionSource<Woken>? _waiting;
    private int _lastOffset;
    private long _lastStart;
    private long _lastConflict;

    public LongPoll(BotState state)
    {
        _state = state;
        state.Added = () => _waiting?.TrySetResult(Woken.ByUpdate);
    }

    private enum Woken
    {
        ByUpdate,
        ByOtherPoll,
        ByWebhook,
    }

    /// <summary>The second and further conflicts within this time are told only after it, as the real server does.</summary>
    public TimeSpan ConflictSpacing { get; set; } = TimeSpan.FromSeconds(3);

    /// <param name="acknowledged">Runs when updates were confirmed; an answer of it ends the poll.</param>
    /// <param name="gone">The client has closed the connection.</param>
    public async Task<ApiAnswer> Run(CallParameters parameters, BotCall call, Func<Task<ApiAnswer?>> acknowledged, CancellationToken gone)
    {
        var (limit, wait) = Begin(parameters, call);
        if (call.Acknowledged > 0 && await acknowledged() is { } ended)
        {
            return ended;
        }

        if (TryAnswer(call, limit, wait) is { } atOnce)
        {
            return atOnce;
        }

        return await Wait(call, limit, wait, gone);
    }

    public void EndForWebhook() => _waiting?.TrySetResult(Woken.ByWebhook);

    private (int Limit, TimeSpan Wait) Begin(CallParameters parameters, BotCall call)
    {
        lock (_state.Gate)
        {
            if (_state.WebhookUrl.Length > 0)
            {
                throw new ApiRefusal(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
            }

            var offset = parameters.Clamped("offset", 0, int.MinValue, int.MaxValue);
            var limit = parameters.Clamped("limit", 100, 1, 100);
            var seconds = parameters.Clamped("timeout", 0, 0, LongestWait);
            if (parameters.Json("allowed_updates", "can't parse allowed_updates JSON array") is { } kinds)
            {
                _state.AllowedUpdates = [.. kinds.EnumerateArray().Select(kind => kind.GetString()!)];
            }

            var since = Stopwatch.GetElapsedTime(_lastStart);
            var isSame = _lastStart != 0 && offset == _lastOffset;
            seconds = isSame && seconds < 3 && since < SameOffsetForcesWaitWithin ? 3 : seconds;
            limit = isSame && since < SameOffsetLimitsWithin ? 1 : limit;
            _lastOffset = offset;
            _lastStart = Stopwatch.GetTimestamp();
            call.Acknowledged = _state.Updates.Acknowledge(offset);
            return (limit, TimeSpan.FromSeconds(seconds));
        }
    }

    private ApiAnswer? TryAnswer(BotCall call, int limit, TimeSpan wait)
    {
        lock (_state.Gate)
        {
            var updates = _state.Updates.Peek(limit);
            return updates.Count > 0 || wait == TimeSpan.Zero ? Deliver(call, updates) : null;
        }
    }

    private async Task<ApiAnswer> Wait(BotCall call, int limit, TimeSpan wait, CancellationToken gone)
    {
        var mine = new TaskCompletionSource<Woken>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_state.Gate)
        {
            _waiting?.TrySetResult(Woken.ByOtherPoll);
            _waiting = mine;
            if (_state.Updates.Count > 0)
            {
                mine.TrySetResult(Woken.ByUpdate);
            }
        }

        await Task.WhenAny(mine.Task, Task.Delay(wait, gone));
        var woken = Stop(mine);
        if (woken is Woken.ByUpdate)
        {
            gone.ThrowIfCancellationRequested();
            lock (_state.Gate)
            {
                return Deliver(call, _state.Updates.Peek(limit));
            }
        }

        return await Conflict(woken, gone);
    }

    /// <summary>A wait that ran out is as one that an update ended: what is there is delivered, even if it is nothing.</summary>
    private Woken Stop(TaskCompletionSource<Woken> mine)
    {
        lock (_state.Gate)
        {
            _waiting = _waiting == mine ? null : _waiting;
            mine.TrySetResult(Woken.ByUpdate);
            return mine.Task.GetAwaiter().GetResult();
        }
    }

    private async Task<ApiAnswer> Conflict(Woken woken, CancellationToken gone)
    {
        bool isRepeated;
        lock (_state.Gate)
        {
            isRepeated = _lastConflict != 0 && Stopwatch.GetElapsedTime(_lastConflict) < ConflictSpacing;
            _lastConflict = isRepeated ? _lastConflict : Stopwatch.GetTimestamp();
        }

        if (isRepeated)
        {
            await Task.Delay(ConflictSpacing, gone);
        }

        return ApiAnswer.No(409, woken == Woken.ByWebhook
            ? "Conflict: terminated by setWebhook request"
            : "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
    }

    private static ApiAnswer Deliver(BotCall call, List<byte[]> updates)
    {
        call.Delivered = updates.Count;
        var result = new List<byte>(updates.Sum(update => update.Length + 1) + 2) { (byte)'[' };
        for (var i = 0; i < updates.Count; i++)
        {
            if (i > 0)
            {
                result.Add((byte)',');
            }

            result.AddRange(updates[i]);
        }

        result.Add((byte)']');
        return ApiAnswer.Ok([.. result]);
    }
}
