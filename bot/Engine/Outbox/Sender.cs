using System.Collections.Concurrent;
using System.Data.Common;
using ChatGov.Data;
using ChatGov.Hosting;
using ChatGov.Messengers;

namespace ChatGov.Outbox;

/// <summary>
/// Sends what the outbox holds: side by side across chats, in order within one. A chat that has to wait does not
/// hold up the others, and every wait is a row in the database, so that a restart goes on where this run stopped.
/// </summary>
public sealed class Sender(Db db, IReadOnlyList<IChannel> channels, ILogger<Sender> log) : IOutlet, IDisposable
{
    private const int MaxAttempts = 12;
    private const int PumpsKept = 1_000;

    // Taken that long ago and in no hands, it was taken by a commit whose outcome was never learnt; what is on its way is in hand.
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(10);

    // Nobody takes over from us what we took so lately.
    private static readonly TimeSpan SureFor = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RestAfterFault = TimeSpan.FromSeconds(30);
    private const int LooksUntilUnreachable = 20;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(10);

    // Pace is physical: it keeps to real time whatever clock the deadlines use.
    private readonly Dictionary<string, Line> _lines = channels.ToDictionary(
        channel => channel.Name, channel => new Line(channel.Limits, TimeProvider.System));

    private readonly Dictionary<string, Flood> _floods = channels.ToDictionary(channel => channel.Name, _ => new Flood());

    private readonly ConcurrentDictionary<string, bool> _duties = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Channel, string Chat), ChatPump> _pumps = [];
    private readonly HashSet<long> _inHand = [];
    private readonly SemaphoreSlim _wake = new(0);
    private readonly List<TaskCompletionSource> _idle = [];
    private readonly string _owner = Instance.Current.Name;
    private int _running;
    private int _looks;
    private volatile bool _stopping;

    string IOutlet.Owner => _owner;

    bool IOutlet.IsFree(string channel, string chatId)
    {
        var one = channels.FirstOrDefault(each => each.Name == channel);
        return one is not null && (one.OnlyChat ?? chatId) == chatId && !_stopping && MaySend(one) && one.WindowsOf(chatId).Count == 0 && IsAtRest(one, chatId) && _lines[channel].IsFree();
    }

    void IOutlet.Send(ChatAddress chat, long id, Message message, DateTimeOffset takenAt)
    {
        var due = new Due { Id = id, ChatId = chat.ChatId, Kind = nameof(OutboxKind.Reply), Taken = message, TakenAt = takenAt };
        if (!Pump(channels.First(each => each.Name == chat.Channel), [due]))
        {
            _ = GiveBack([due]);
        }
    }

    /// <summary>Takes up what senders that no longer run had in their hands, and what this one has lost out of its own.</summary>
    public async Task TakeOver(CancellationToken cancel)
    {
        await db.Write(tx => OutboxStore.DoubtOfGone(tx, _owner), cancel);
        var before = db.Time.GetUtcNow() - LostAfter;
        var lost = db.Read(tx => OutboxStore.TakenLongAgo(tx, _owner, before)).FindAll(id => !IsInHand(id));
        if (lost.Count > 0)
        {
            await db.Write(tx => lost.ForEach(id => OutboxStore.Doubt(tx, id, _owner, "lost", before)), cancel);
        }
    }

    /// <summary>Sends until cancelled, then waits for what is under way.</summary>
    public async Task Run(CancellationToken cancel)
    {
        void WakeUp() => _wake.Release();
        db.OutboxWritten += WakeUp;
        db.Outlet = this;
        try
        {
            var stopped = Task.Delay(Timeout.Infinite, cancel);
            while (!cancel.IsCancellationRequested)
            {
                var began = TimeProvider.System.GetTimestamp();
                await TryLook();

                // Where much waits a look takes long, and each thing written would ask for another.
                var rest = TimeProvider.System.GetElapsedTime(began) * 2;
                await Task.WhenAny(Task.Delay(rest < LookEvery ? rest : LookEvery, CancellationToken.None), stopped);
                await WaitForWork(stopped);
            }
        }
        finally
        {
            db.OutboxWritten -= WakeUp;
            db.Outlet = null;
            _stopping = true;
            Array.ForEach([.. _lines.Values], line => line.Close());
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

    public void Dispose() => _wake.Dispose();

    /// <summary>What is due on the channels that this program serves now.</summary>
    private List<(IChannel Channel, Due Due)> FindDue() =>
    [
        .. channels.Where(MaySend).SelectMany(channel =>
            db.Read(tx => OutboxStore.FindDue(tx, channel.Name, channel.OnlyChat, _owner)).Where(due => !IsResting(channel, due.ChatId)).Select(due => (channel, due))),
    ];

    private bool IsResting(IChannel channel, string chat)
    {
        lock (_pumps)
        {
            return _pumps.TryGetValue((channel.Name, chat), out var pump) && pump.PausedUntil > db.Time.GetUtcNow();
        }
    }

    /// <summary>Nothing of the chat is in hand, and it need not wait.</summary>
    private bool IsAtRest(IChannel channel, string chat)
    {
        lock (_pumps)
        {
            return !_pumps.TryGetValue((channel.Name, chat), out var pump)
                || (!pump.IsRunning && pump.PausedUntil <= db.Time.GetUtcNow() && pump.Pace.IsFree(TimeProvider.System.GetUtcNow()));
        }
    }

    private bool MaySend(IChannel channel) => _duties.GetValueOrDefault(channel.Name) && _floods[channel.Name].Until <= db.Time.GetUtcNow();

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
                ForgetRested();
            }

            // Of one chat all at once: whichever is found first, they leave in the order in which they were written.
            foreach (var chat in (await WithoutExpired(FindDue())).GroupBy(each => (each.Channel, each.Due.ChatId)))
            {
                Pump(chat.Key.Channel, [.. chat.Select(each => each.Due)]);
            }
        }
        catch (DbException exception)
        {
            // Of whatever class it is: a sender that ends would be silent for ever.
            db.SayFailed(exception, log);
        }
        catch (Exception exception)
        {
            log.SayFault("Looking for what is due", exception);
        }
    }

    private bool IsInHand(long id)
    {
        lock (_pumps)
        {
            return _inHand.Contains(id);
        }
    }

    /// <summary>A chat that rests needs no memory of its pace.</summary>
    private void ForgetRested()
    {
        var (now, clock) = (TimeProvider.System.GetUtcNow(), db.Time.GetUtcNow());
        lock (_pumps)
        {
            if (_pumps.Count > PumpsKept)
            {
                foreach (var (key, pump) in _pumps.Where(each => !each.Value.IsRunning && each.Value.PausedUntil <= clock && each.Value.Pace.IsRested(now)).ToList())
                {
                    _pumps.Remove(key);
                }
            }
        }
    }

    private async Task<List<(IChannel Channel, Due Due)>> WithoutExpired(List<(IChannel Channel, Due Due)> found)
    {
        var now = db.Time.GetUtcNow();
        foreach (var (_, due) in found.Where(each => each.Due.ExpiresAt <= now))
        {
            await db.Write(tx => OutboxStore.End(tx, due.Id, _owner, "Expired", null));
        }

        return found.FindAll(each => !(each.Due.ExpiresAt <= now));
    }

    /// <summary>Begins to send to a chat, or lets what is under way there go on with it.</summary>
    /// <returns>False when the program stops.</returns>
    private bool Pump(IChannel channel, IReadOnlyList<Due> due)
    {
        lock (_pumps)
        {
            var fresh = due.Where(each => !_stopping && _inHand.Add(each.Id)).ToList();
            if (fresh.Count > 0)
            {
                Queue(PumpOf(channel, due[0].ChatId), fresh);
            }

            return !_stopping;
        }
    }

    private ChatPump PumpOf(IChannel channel, string chat)
    {
        if (!_pumps.TryGetValue((channel.Name, chat), out var pump))
        {
            _pumps[(channel.Name, chat)] = pump = new ChatPump(channel, chat);
        }

        return pump;
    }

    private void Queue(ChatPump pump, List<Due> due)
    {
        var rank = due.Min(each => each.Rank);
        pump.Rank = pump.Queue.Count == 0 ? rank : Math.Min(pump.Rank, rank);
        due.ForEach(each => pump.Queue.Enqueue(each, (each.IsBroadcast, each.Id)));
        if (!pump.IsRunning)
        {
            pump.IsRunning = true;
            _running++;
            _ = Task.Run(() => Drain(pump));
        }
        else if (pump.Place is { } place)
        {
            _lines[pump.Channel.Name].Raise(place, pump.Rank);
        }
    }

    private async Task Drain(ChatPump pump)
    {
        while (HasMore(pump))
        {
            if (pump.PausedUntil > db.Time.GetUtcNow())
            {
                await DropQueue(pump);
                return;
            }

            await Task.Delay(pump.Pace.Reserve(TimeProvider.System.GetUtcNow()));
            var place = Join(pump);
            await place.Turn;
            if (!await SendNext(pump, place))
            {
                await DropQueue(pump);
                return;
            }
        }
    }

    /// <returns>False when the chat has to wait.</returns>
    private async Task<bool> SendNext(ChatPump pump, Line.Place place)
    {
        var due = Next(pump);
        try
        {
            if (_stopping || !MaySend(pump.Channel))
            {
                await GiveBack([due]);
                return false;
            }

            return await SendOne(pump, due, place);
        }
        catch (DbException exception) when (db.Dialect.IsUnavailable(exception))
        {
            db.SayFailed(exception, log);
            return false;
        }
        catch (Exception exception)
        {
            // The chat rests, and its message is taken up when it is found in nobody's hands.
            log.SayFault("Sending", exception);
            pump.PausedUntil = db.Time.GetUtcNow() + RestAfterFault;
            return false;
        }
        finally
        {
            place.Leave();
            lock (_pumps)
            {
                _inHand.Remove(due.Id);
            }
        }
    }

    private bool HasMore(ChatPump pump)
    {
        lock (_pumps)
        {
            if (pump.Queue.Count > 0)
            {
                return true;
            }

            Stopped(pump);
            return false;
        }
    }

    private Line.Place Join(ChatPump pump)
    {
        lock (_pumps)
        {
            return pump.Place = _lines[pump.Channel.Name].Join(pump.Rank);
        }
    }

    private Due Next(ChatPump pump)
    {
        lock (_pumps)
        {
            var due = pump.Queue.Dequeue();
            (pump.Place, pump.Rank) = (null, pump.Queue.TryPeek(out var next, out _) ? next.Rank : 0);
            return due;
        }
    }

    /// <summary>The chat has to wait: its rows stay in the outbox, in order, and are found again when due.</summary>
    private async Task DropQueue(ChatPump pump)
    {
        while (Dropped(pump) is { Count: > 0 } taken)
        {
            await GiveBack(taken);
            lock (_pumps)
            {
                taken.ForEach(due => _inHand.Remove(due.Id));
            }
        }
    }

    /// <returns>What is to be given back before the chat is at rest; none: it is.</returns>
    private List<Due> Dropped(ChatPump pump)
    {
        lock (_pumps)
        {
            var taken = new List<Due>();
            while (pump.Queue.TryDequeue(out var due, out _))
            {
                if (due.Taken is not null)
                {
                    taken.Add(due);
                }
                else
                {
                    _inHand.Remove(due.Id);
                }
            }

            if (taken.Count == 0)
            {
                Stopped(pump);
            }

            return taken;
        }
    }

    /// <summary>What was written as taken and does not leave now waits like anything else.</summary>
    private async Task GiveBack(IEnumerable<Due> dropped)
    {
        var taken = dropped.Where(due => due.Taken is not null).ToList();
        if (taken.Count == 0)
        {
            return;
        }

        try
        {
            await db.Write(tx => taken.ForEach(due => OutboxStore.GiveBack(tx, due.Id, _owner)));
        }
        catch (DbException exception)
        {
            // It is found in nobody's hands later, here or by another program.
            db.SayFailed(exception, log);
        }
        catch (ObjectDisposedException)
        {
            // The program has ended: the next one finds it.
        }
    }

    /// <returns>False when the chat has to wait.</returns>
    private async Task<bool> SendOne(ChatPump pump, Due due, Line.Place place)
    {
        var id = due.Id;
        if ((due.Taken is null ? await Take(pump, id) : (true, await KeepTaken(due))) is not (true, var taken))
        {
            return false;
        }

        if (taken is null)
        {
            return true;
        }

        place.Leave();

        var result = await Send(pump, id, taken);
        await Insist(() => db.WriteSoon(tx => Settle(tx, pump, id, taken, result)));
        _floods[pump.Channel.Name].Note(pump.Chat, result, db.Time.GetUtcNow());
        Telemetry.MessageSent(pump.Channel.Name, result.GetType().Name);

        // What goes once more goes before what waits behind it.
        return result is not (SendResult.Wait or SendResult.NotSent or SendResult.Unknown);
    }

    private async Task<SendResult> Send(ChatPump pump, long id, Taken taken)
    {
        if ((taken.Message ?? SealedMessages.TryOpen(db.Vault, taken.RowKey, taken.Body)) is not { } message)
        {
            return new SendResult.Refused("unreadable");
        }

        try
        {
            // Not cancelled by a stop: a send under way is finished, so that its fate is known.
            return await pump.Channel.Send(pump.Chat, message, CancellationToken.None);
        }
        catch (Exception exception)
        {
            log.SayFault($"Message {id} to {pump.Channel.Name}", exception);
            return new SendResult.Unknown("fault");
        }
    }

    /// <returns>False when the chat has to rest first. Nothing is taken when another sender was first.</returns>
    private Task<(bool MayGo, Taken? Taken)> Take(ChatPump pump, long id) => db.Write<(bool, Taken?)>(tx =>
    {
        var windows = pump.Channel.WindowsOf(pump.Chat);
        var calls = windows.Count == 0 ? 0 : OutboxStore.Waiting(tx, id) is { } message ? pump.Channel.CallsFor(message) : 1;
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

    /// <returns>Null when another took it over meanwhile.</returns>
    private async Task<Taken?> KeepTaken(Due due) =>
        db.Time.GetUtcNow() - due.TakenAt < SureFor || await db.Write(tx => OutboxStore.IsStillTaken(tx, due.Id, _owner)) ? new Taken { Message = due.Taken, Attempts = 1 } : null;

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
                OutboxStore.MarkSent(tx, id, _owner, sent.MessageRef);
                SetTimer(tx, taken);
                break;
            case SendResult.Wait wait:
                Pause(tx, pump, id, wait.For, "told_to_wait");
                break;
            case SendResult.NotSent when taken.Attempts >= MaxAttempts:
                OutboxStore.End(tx, id, _owner, "Failed", "too_many_attempts");
                break;
            case SendResult.NotSent notSent:
                Pause(tx, pump, id, Backoff.After(taken.Attempts, FirstBackOff, LongestBackOff), notSent.ErrorCode);
                break;
            case SendResult.Unknown unknown:
                OutboxStore.Doubt(tx, id, _owner, unknown.ErrorCode);
                break;
            case SendResult.Unreachable gone:
                OutboxStore.MarkUnreachable(tx, pump.Channel.Name, pump.Chat);
                if (!OutboxStore.TryElsewhere(tx, id, _owner))
                {
                    OutboxStore.End(tx, id, _owner, "Unreachable", gone.ErrorCode);
                }

                break;
            case SendResult.Refused refused:
                log.LogError("Message {Outbox} was refused: {Code}", id, refused.ErrorCode);
                OutboxStore.End(tx, id, _owner, "Failed", refused.ErrorCode);
                break;
            case SendResult.Moved moved:
                OutboxStore.MoveChat(tx, pump.Channel.Name, pump.Chat, moved.ChatId);
                OutboxStore.PutBack(tx, id, _owner, tx.Now, "chat_moved");
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

    private void Pause(Tx tx, ChatPump pump, long id, TimeSpan wait, string errorCode)
    {
        pump.PausedUntil = tx.Now + wait;
        OutboxStore.PutBack(tx, id, _owner, tx.Now + wait, errorCode);
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
        _running--;
        if (_running == 0)
        {
            _idle.ForEach(each => each.SetResult());
            _idle.Clear();
        }
    }

    private sealed class ChatPump(IChannel channel, string chat)
    {
        private long _pausedUntil;

        public IChannel Channel { get; } = channel;

        public string Chat { get; } = chat;

        public ChatPace Pace { get; } = new(channel.Limits);

        /// <summary>Answers before broadcasts, and in the order in which they were written.</summary>
        public PriorityQueue<Due, (bool IsBroadcast, long Id)> Queue { get; } = new();

        /// <summary>Its place in the messenger's line; null while it is not in it.</summary>
        public Line.Place? Place { get; set; }

        /// <summary>That of the most urgent one in it.</summary>
        public int Rank { get; set; }

        public bool IsRunning { get; set; }

        /// <summary>Set by who sends and read by who looks.</summary>
        public DateTimeOffset PausedUntil
        {
            get => new(Interlocked.Read(ref _pausedUntil), TimeSpan.Zero);
            set => Interlocked.Exchange(ref _pausedUntil, value.UtcTicks);
        }
    }
}
