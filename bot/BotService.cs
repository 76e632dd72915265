using System.Data.Common;
using ChatGov.Data;
using ChatGov.Emergencies;
using ChatGov.Hosting;
using ChatGov.Inbox;
using ChatGov.Messengers;
using ChatGov.Outbox;
using ChatGov.Retention;
using ChatGov.Sentences;
using ChatGov.Timers;

namespace ChatGov;

/// <summary>
/// The worker: channels bring messages into the inbox, the sender takes answers out, timers run. A stop ends the
/// intake first, lets what is under way finish, and leaves the rest in the database for the next run.
/// </summary>
public sealed class BotService(
    Db db,
    IReadOnlyList<IChannel> channels,
    Intake intake,
    Sender sender,
    TimerRunner timers,
    IHostApplicationLifetime lifetime,
    ILogger<BotService> log) : BackgroundService
{
    private static readonly TimeSpan Heartbeat = Leases.Life / 3;
    private static readonly TimeSpan LookAround = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CleanEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan TakeOutEvery = TimeSpan.FromDays(1);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPollWithin = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LearnAtTheLatest = TimeSpan.FromSeconds(5);

    // From the first word of a stop to the last: the program has 10 seconds, and closing the database needs some.
    private static readonly TimeSpan FinishWithin = TimeSpan.FromSeconds(7);

    private readonly TaskCompletionSource _serving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<string> _served = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stopSending = new CancellationTokenSource();
        using var finished = new CancellationTokenSource();
        await using var stopping = stoppingToken.Register(() => finished.CancelAfter(FinishWithin));
        await Insist(() => SayAlive(stoppingToken), stoppingToken);
        var sending = sender.Run(stopSending.Token);
        var duties = Task.WhenAll(
            Repeat(Heartbeat, () => SayAlive(stoppingToken), stoppingToken),
            Repeat(CleanEvery, () => Cleaning.Run(db, stoppingToken), stoppingToken),
            Repeat(TakeOutEvery, () => RetentionRun.Run(db, stoppingToken), stoppingToken),
            TryDo(() => Rekey(stoppingToken), stoppingToken),
            Learn(stoppingToken),
            timers.Run(stoppingToken),
            db.Listen(stoppingToken));
        await Task.WhenAll(channels.Select(channel => Serve(channel, stoppingToken)));
        if (!stoppingToken.IsCancellationRequested)
        {
            await Insist(() => Quiet(stoppingToken), stoppingToken);
            lifetime.StopApplication();
        }

        await Finish(duties, sending, stopSending, finished.Token);
    }

    /// <summary>Returns when all that was received is handled and all that this program can deliver is delivered.</summary>
    public async Task Quiet(CancellationToken cancel)
    {
        await _serving.Task.WaitAsync(cancel);
        await intake.WhenIdle().WaitAsync(cancel);
        await sender.Flush(cancel);
    }

    /// <summary>The first poll goes before: nobody has written a sentence yet, and whoever does so early waits for what is left of it.</summary>
    private async Task Learn(CancellationToken cancel)
    {
        await Task.WhenAny(_serving.Task, Task.Delay(LearnAtTheLatest, cancel));
        await Task.Delay(FirstPollWithin, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancel.IsCancellationRequested)
        {
            await Task.WhenAll(SecondReader.Prepare(), KnownSentences.Prepare());
        }
    }

    private async Task SayAlive(CancellationToken cancel)
    {
        await db.Write(tx => Leases.SayAlive(tx, Instance.Current.Name), cancel);
        db.SayWorks(log);
        await sender.TakeOver(cancel);
    }

    /// <summary>Once a start: a key file changes only with a start.</summary>
    private async Task Rekey(CancellationToken cancel)
    {
        try
        {
            if (db.Vault.KeyIds.Count() == 1)
            {
                return;
            }

            var before = Rekeying.Left(db);
            SayLeft(before);
            if (await Rekeying.Run(db, cancel) is var count && count > 0)
            {
                log.LogInformation("{Count} values were sealed with the current key", count);
            }

            if (Rekeying.Left(db) is var after && !after.SequenceEqual(before))
            {
                SayLeft(after);
            }
        }
        catch (DbException exception) when (db.Dialect.IsUnavailable(exception))
        {
            log.LogError("The database cannot work now ({Code}); sealing goes on at the next start", exception.ErrorCode);
        }
    }

    private void SayLeft(List<NeedsOldKey> left)
    {
        if (left.Count == 0)
        {
            log.LogInformation("Nothing needs an old key any more: it may be taken out of the key file");
        }
        else
        {
            log.LogWarning("{Count} values need an old key of the key file: {Columns}", left.Sum(each => each.Values), string.Join(", ", left.Select(each => each.Column)));
        }
    }

    private async Task Finish(Task duties, Task sending, CancellationTokenSource stopSending, CancellationToken limit)
    {
        intake.Stop();
        await intake.WhenIdle().WaitAsync(limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await stopSending.CancelAsync();
        var ended = Task.WhenAll(duties, sending);
        await ended.WaitAsync(limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ended.IsCompletedSuccessfully)
        {
            // Nothing is in our hands any more: whoever stands by need not wait until our time runs out.
            await TryDo(() => db.Write(tx => Leases.ReleaseAll(tx, Instance.Current.Name), limit), limit);
        }

        log.LogInformation("Stopped; what was not finished waits in the database");
    }

    /// <summary>Serves a channel as long as this program has the duty, and stands by when it has lost it.</summary>
    private async Task Serve(IChannel channel, CancellationToken cancel)
    {
        do
        {
            await Insist(() => HoldDuty(channel, cancel), cancel);
            await Insist(() => intake.Adopt(channel.Name, cancel), cancel);
            if (cancel.IsCancellationRequested)
            {
                return;
            }

            MarkServed(channel);
            using var dutyLost = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var keeping = KeepDuty(channel, dutyLost);
            var isToEnd = await Receive(channel, dutyLost.Token);
            await dutyLost.CancelAsync();
            await keeping;
            if (isToEnd && channel.Sharing != Sharing.Alone)
            {
                return;
            }

            await Task.Delay(TryAgainAfter, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (!cancel.IsCancellationRequested);
    }

    /// <returns>False when it ended by a fault, and has to be begun again: nobody may be deaf for good.</returns>
    private async Task<bool> Receive(IChannel channel, CancellationToken cancel)
    {
        try
        {
            await channel.Receive((batch, token) => intake.Store(channel.Name, batch, token), cancel);
            return true;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The program stops, or another one serves the channel now.
            return true;
        }
        catch (Exception exception)
        {
            log.SayFault("Receiving from " + channel.Name, exception);
            return false;
        }
    }

    /// <summary>A channel that is served a second time, after its duty came back, counts once.</summary>
    private void MarkServed(IChannel channel)
    {
        lock (_served)
        {
            if (_served.Add(channel.Name) && _served.Count == channels.Count)
            {
                _serving.SetResult();
            }
        }
    }

    /// <summary>A messenger that allows one consumer is served by one program; the others stand by.</summary>
    private async Task HoldDuty(IChannel channel, CancellationToken cancel)
    {
        while (!await TryHold(channel, cancel) && channel.Sharing == Sharing.Alone && !cancel.IsCancellationRequested)
        {
            log.LogInformation("Another program serves {Channel}; standing by", channel.Name);
            await StandBy(channel, cancel);
        }
    }

    /// <summary>Returns when the duty is free, as far as can be seen.</summary>
    private async Task StandBy(IChannel channel, CancellationToken cancel)
    {
        do
        {
            await Task.Delay(LookAround, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (!cancel.IsCancellationRequested && !IsFree(channel));
    }

    private bool IsFree(IChannel channel) => db.Read(tx => Leases.IsFree(tx, Duty(channel), Instance.Current.Name));

    /// <summary>
    /// Who receives alone ends when another took over. Who is called together with others goes on, sends when it has the
    /// duty, and takes up what one of them left.
    /// </summary>
    private Task KeepDuty(IChannel channel, CancellationTokenSource dutyLost) => channel.Sharing switch
    {
        Sharing.Own => Task.CompletedTask,
        Sharing.Alone => Task.WhenAll(
            Repeat(Heartbeat, () => KeepOrEnd(channel, dutyLost), dutyLost.Token),
            Repeat(LookAround, () => AdoptLeft(channel, dutyLost.Token), dutyLost.Token)),
        _ => Task.WhenAll(
            Repeat(Heartbeat, () => TryHold(channel, dutyLost.Token), dutyLost.Token),
            Repeat(LookAround, () => TakeUp(channel, dutyLost.Token), dutyLost.Token)),
    };

    private async Task KeepOrEnd(IChannel channel, CancellationTokenSource dutyLost)
    {
        if (!await TryHold(channel, dutyLost.Token))
        {
            log.LogWarning("Another program took over {Channel}", channel.Name);
            await dutyLost.CancelAsync();
        }
    }

    /// <summary>What another program left: its duty, what it had in its hands, and what it stored and did not handle.</summary>
    private async Task TakeUp(IChannel channel, CancellationToken cancel)
    {
        if (IsFree(channel))
        {
            await TryHold(channel, cancel);
            await sender.TakeOver(cancel);
        }

        await AdoptLeft(channel, cancel);
    }

    /// <summary>What a program that no longer runs has stored, or this one without learning of it.</summary>
    private async Task AdoptLeft(IChannel channel, CancellationToken cancel)
    {
        if (intake.HasLeft(channel.Name))
        {
            await intake.Adopt(channel.Name, cancel);
        }

        intake.TakeUpLost(channel.Name);
    }

    private async Task<bool> TryHold(IChannel channel, CancellationToken cancel)
    {
        var held = channel.Sharing == Sharing.Own || await db.Write(tx => Leases.TryHold(tx, Duty(channel), Instance.Current.Name), cancel);
        sender.SetDuty(channel.Name, held);
        return held;
    }

    private static string Duty(IChannel channel) => "channel " + channel.Name;

    private async Task Repeat(TimeSpan every, Func<Task> work, CancellationToken cancel)
    {
        // What may as well be done later is not begun when the program stops.
        while (!cancel.IsCancellationRequested)
        {
            await Task.Delay(every, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!cancel.IsCancellationRequested)
            {
                await TryDo(work, cancel);
            }
        }
    }

    /// <summary>Does what the program cannot go on without, as soon as the database works.</summary>
    private async Task Insist(Func<Task> work, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested && !await TryDo(work, cancel))
        {
            await Task.Delay(TryAgainAfter, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>False while the database cannot work, and when the program stops.</returns>
    private async Task<bool> TryDo(Func<Task> work, CancellationToken cancel)
    {
        try
        {
            await work();
            return true;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return false;
        }
        catch (DbException exception)
        {
            // Of whatever class it is: a duty that ends by it would be missing until the next start.
            db.SayFailed(exception, log);
            return false;
        }
        catch (Exception exception)
        {
            log.SayFault("A duty", exception);
            return false;
        }
    }
}
