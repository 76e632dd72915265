using System.Collections.Concurrent;
using System.Data.Common;
using ChatGov.Channels;
using ChatGov.Data;
using ChatGov.Hosting;

namespace ChatGov.Outbox;

/// <summary>
/// Sends what the outbox holds: side by side across chats, in order within one. A chat that has to wait does not
/// hold up the others, and every wait is a row in the database, so that a restart goes on where this run stopped.
/// </summary>
public sealed class Sender(Db db, IReadOnlyList<IChannel> channels, ILogger<Sender> log) : IDisposable
{
    private const int MaxAttempts = 12;
    private const int PumpsKept = 1_000;
    private const int LooksUntilUnreachable = 20;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(10);

    // Pace is physical: it keeps to real time whatever clock the deadlines use.
    private readonly Dictionary<string, Pace> _paces = channels.ToDictionary(
        channel => channel.Name, channel => new Pace(channel.Limits, TimeProvider.System));

    private readonly ConcurrentDictionary<string, bool> _duties = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Channel, string Chat), ChatPump> _pumps = [];
    private readonly HashSet<long> _inHand = [];
    private readonly SemaphoreSlim _wake = new(0);
    private readonly List<TaskCompletionSource> _idle = [];
    private readonly string _owner = Instance.Current.Name;
    private int _running;
    private int _looks;
    private volatile bool _stopping;

    /// <summary>Takes up what senders that no longer run had in their hands.</summary>
    public Task TakeOver(CancellationToken cancel) => db.Write(tx => OutboxStore.DoubtOfGone(tx, _owner), cancel);

    /// <summary>Sends until cancelled, then waits for what is under way.</summary>
    public async Task Run(CancellationToken cancel)
    {
        void WakeUp() => _wake.Release();
        db.OutboxWritten += WakeUp;
        try
        {
            var stopped = Task.Delay(Timeout.Infinite, cancel);
            while (!cancel.IsCancellationRequested)
            {
                await TryLook();
                await WaitForWork(stopped);
            }
        }
        finally
        {
            db.OutboxWritten -= WakeUp;
            _stopping = true;
            await WhenIdle();
        }
    }

    /// <summary>From now on this program sends to the channel, or no longer does: another has that duty.</summary>
    public void SetDuty(string channel, bool held) => _duties[channel] = held;

    /// <summary>Completes when nothing that is due and can be delivered by this program is left.</summary>
    public async Task Flush(CancellationToken cancel)
    {
        do
        {
            await TryLook();
            await WhenIdle().WaitAsync(cancel);
            if (db.Outage.IsOn)
            {
                await Task.Delay(LookEvery, cancel);
            }
        }
        while (FindDue().Count > 0 && !cancel.IsCancellationRequested);
    }

    public void Dispose()
    {
        _wake.Dispose();
        foreach (var pace in _paces.Values)
        {
            pace.Dispose();
        }
    }

    /// <summary>What is due on the channels that this program serves now.</summary>
    private List<(IChannel Channel, Due Due)> FindDue() =>
    [
        .. channels.Where(channel => _duties.GetValueOrDefault(channel.Name)).SelectMany(channel =>
            db.Read(tx => OutboxStore.FindDue(tx, channel.Name, channel.OnlyChat, _owner)).Select(due => (channel, due))),
    ];

    private async Task WaitForWork(Task stopped)
    {
        // Real time on purpose: this is how often to look, not when something is due.
        await Task.WhenAny(_wake.WaitAsync(LookEvery, CancellationToken.None), stopped);
        while (await _wake.WaitAsync(TimeSpan.Zero, CancellationToken.None))
        {
            // One look answers all that was signalled before it.
        }
    }

    private async Task TryLook()
    {
        try
        {
            if (_looks++ % LooksUntilUnreachable == 0)
            {
                await db.Write(tx => OutboxStore.EndUnreachable(tx));
            }

            foreach (var (channel, due) in FindDue())
            {
                await Route(channel, due);
            }
        }
        catch (DbException exception) when (db.Dialect.IsUnavailable(exception))
        {
            db.SayFailed(exception, log);
        }
    }

    private async Task Route(IChannel channel, Due due)
    {
        if (due.ExpiresAt is { } end && end <= db.Time.GetUtcNow())
        {
            await db.Write(tx => OutboxStore.End(tx, due.Id, "Expired", null));
        }
        else
        {
            Pump(channel, due.ChatId, due.Id);
        }
    }

    private void Pump(IChannel channel, string chat, long id)
    {
        lock (_pumps)
        {
            if (_stopping || !_inHand.Add(id))
            {
                return;
            }

            if (_pumps.TryGetValue((channel.Name, chat), out var pump))
            {
                pump.Queue.Enqueue(id);
                if (pump.IsRunning)
                {
                    return;
                }
            }
            else
            {
                pump = new ChatPump(channel, chat, _paces[channel.Name].ForChat());
                pump.Queue.Enqueue(id);
                _pumps[(channel.Name, chat)] = pump;
            }

            pump.IsRunning = true;
            _running++;
            _ = Task.Run(() => Drain(pump));
        }
    }

    private async Task Drain(ChatPump pump)
    {
        while (Next(pump) is { } id)
        {
            try
            {
                if (_stopping || !await SendOne(pump, id))
                {
                    DropQueue(pump);
                    return;
                }
            }
            catch (DbException exception) when (db.Dialect.IsUnavailable(exception))
            {
                db.SayFailed(exception, log);
                DropQueue(pump);
                return;
            }
            finally
            {
                lock (_pumps)
                {
                    _inHand.Remove(id);
                }
            }
        }
    }

    private long? Next(ChatPump pump)
    {
        lock (_pumps)
        {
            if (pump.Queue.TryDequeue(out var id))
            {
                return id;
            }

            Stopped(pump);
            return null;
        }
    }

    /// <summary>The chat has to wait: its rows stay in the outbox, in order, and are found again when due.</summary>
    private void DropQueue(ChatPump pump)
    {
        lock (_pumps)
        {
            while (pump.Queue.TryDequeue(out var id))
            {
                _inHand.Remove(id);
            }

            Stopped(pump);
        }
    }

    /// <returns>False when the chat has to wait.</returns>
    private async Task<bool> SendOne(ChatPump pump, long id)
    {
        if (pump.PausedUntil > db.Time.GetUtcNow())
        {
            return false;
        }

        await Task.Delay(pump.Pace.Reserve(TimeProvider.System.GetUtcNow()));
        await Task.Delay(_paces[pump.Channel.Name].Reserve());
        if (_stopping)
        {
            return false;
        }

        if (await Take(pump, id) is not (true, var taken))
        {
            return false;
        }

        if (taken is null)
        {
            return true;
        }

        await _paces[pump.Channel.Name].Leave();

        // Not cancelled by a stop: a send under way is finished, so that its fate is known.
        var result = await pump.Channel.Send(pump.Chat, OutboxStore.Open(db.Vault, taken.Body), CancellationToken.None);
        await Insist(() => db.Write(tx => Settle(tx, pump, id, taken, result)));
        Telemetry.MessageSent(pump.Channel.Name, result.GetType().Name);

        // What goes once more goes before what waits behind it.
        return result is not (SendResult.Wait or SendResult.NotSent or SendResult.Unknown);
    }

    /// <returns>False when the chat has to rest first. Nothing is taken when another sender was first.</returns>
    private Task<(bool MayGo, Taken? Taken)> Take(ChatPump pump, long id) => db.Write<(bool, Taken?)>(tx =>
    {
        var windows = pump.Channel.Limits.Windows;
        var calls = windows.Count > 0 && OutboxStore.Body(tx, id) is { } body ? pump.Channel.CallsFor(OutboxStore.Open(tx.Vault, body)) : 1;
        var chat = new TakenFor(pump.Channel.Name, pump.Chat, calls);
        var rest = OutboxStore.Rest(tx, chat, windows);
        if (rest > TimeSpan.Zero)
        {
            pump.PausedUntil = tx.Now + rest;
            OutboxStore.Postpone(tx, id, tx.Now + rest);
            return (false, null);
        }

        return (true, OutboxStore.Take(tx, id, _owner, chat));
    });

    /// <summary>What became of a send is kept until it can be written: forgotten, the message would go out once more.</summary>
    private async Task Insist(Func<Task> write)
    {
        while (true)
        {
            try
            {
                await write();
                db.SayWorks(log);
                return;
            }
            catch (DbException exception) when (db.Dialect.IsUnavailable(exception) && !_stopping)
            {
                db.SayFailed(exception, log);
                await Task.Delay(LookEvery);
            }
        }
    }

    private void Settle(Tx tx, ChatPump pump, long id, Taken taken, SendResult result)
    {
        switch (result)
        {
            case SendResult.Sent sent:
                OutboxStore.MarkSent(tx, id, pump.Channel.Name, pump.Chat, sent.MessageRef);
                SetTimer(tx, taken);
                break;
            case SendResult.Wait wait:
                Pause(tx, pump, id, wait.For, "told_to_wait");
                break;
            case SendResult.NotSent when taken.Attempts >= MaxAttempts:
                OutboxStore.End(tx, id, "Failed", "too_many_attempts");
                break;
            case SendResult.NotSent notSent:
                Pause(tx, pump, id, BackOff(taken.Attempts), notSent.ErrorCode);
                break;
            case SendResult.Unknown unknown:
                OutboxStore.Doubt(tx, id, unknown.ErrorCode);
                break;
            case SendResult.Unreachable gone:
                OutboxStore.End(tx, id, "Unreachable", gone.ErrorCode);
                OutboxStore.MarkUnreachable(tx, pump.Channel.Name, pump.Chat);
                break;
            case SendResult.Refused refused:
                log.LogError("Message {Outbox} was refused: {Code}", id, refused.ErrorCode);
                OutboxStore.End(tx, id, "Failed", refused.ErrorCode);
                break;
            case SendResult.Moved moved:
                OutboxStore.MoveChat(tx, pump.Channel.Name, pump.Chat, moved.ChatId);
                OutboxStore.PutBack(tx, id, tx.Now, "chat_moved");
                break;
            default:
                throw new InvalidOperationException("a result of no known kind");
        }
    }

    private static void SetTimer(Tx tx, Taken taken)
    {
        if (taken is { OnDelivery: { } kind, OnDeliveryId: { } entityId })
        {
            Deadlines.Timers.Set(tx, kind, entityId, tx.Now);
        }
    }

    private static void Pause(Tx tx, ChatPump pump, long id, TimeSpan wait, string errorCode)
    {
        pump.PausedUntil = tx.Now + wait;
        OutboxStore.PutBack(tx, id, tx.Now + wait, errorCode);
    }

    /// <summary>1 s, 2 s, 4 s … with a jitter of a quarter, at most ten minutes.</summary>
    private static TimeSpan BackOff(long attempts)
    {
        var seconds = Math.Pow(2, Math.Min(attempts - 1, 16));
        var jitter = 1 + (((Random.Shared.NextDouble() * 2) - 1) / 4);
        var wait = TimeSpan.FromSeconds(seconds * jitter);
        return wait < LongestBackOff ? wait : LongestBackOff;
    }

    /// <summary>Completes when no chat has a send under way.</summary>
    private Task WhenIdle()
    {
        lock (_pumps)
        {
            if (_running == 0)
            {
                return Task.CompletedTask;
            }

            var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _idle.Add(idle);
            return idle.Task;
        }
    }

    private void Stopped(ChatPump pump)
    {
        pump.IsRunning = false;
        if (_pumps.Count > PumpsKept && pump.Pace.IsRested(TimeProvider.System.GetUtcNow()))
        {
            _pumps.Remove((pump.Channel.Name, pump.Chat));
        }

        _running--;
        if (_running == 0)
        {
            _idle.ForEach(each => each.SetResult());
            _idle.Clear();
        }
    }

    private sealed class ChatPump(IChannel channel, string chat, ChatPace pace)
    {
        public IChannel Channel { get; } = channel;

        public string Chat { get; } = chat;

        public ChatPace Pace { get; } = pace;

        public Queue<long> Queue { get; } = new();

        public bool IsRunning { get; set; }

        public DateTimeOffset PausedUntil { get; set; } = DateTimeOffset.MinValue;
    }
}
