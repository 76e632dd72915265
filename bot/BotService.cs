using System.Data.Common;
using ChatGov.Channels;
using ChatGov.Data;
using ChatGov.Inbox;
using ChatGov.Outbox;
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
    private static readonly TimeSpan CleanEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan FinishWithin = TimeSpan.FromSeconds(7);

    private readonly TaskCompletionSource _serving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _channelsServed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stopSending = new CancellationTokenSource();
        await SayAlive(stoppingToken);
        var sending = sender.Run(stopSending.Token);
        var duties = Task.WhenAll(
            Repeat(Heartbeat, () => SayAlive(stoppingToken), stoppingToken),
            Repeat(CleanEvery, () => Cleaning.Run(db, stoppingToken), stoppingToken),
            timers.Run(stoppingToken));
        await Task.WhenAll(channels.Select(channel => Serve(channel, stoppingToken)));
        if (!stoppingToken.IsCancellationRequested)
        {
            await Quiet(stoppingToken);
            lifetime.StopApplication();
        }

        await Finish(duties, sending, stopSending);
    }

    /// <summary>Returns when all that was received is handled and all that this program can deliver is delivered.</summary>
    public async Task Quiet(CancellationToken cancel)
    {
        await _serving.Task.WaitAsync(cancel);
        await intake.WhenIdle().WaitAsync(cancel);
        await sender.Flush(cancel);
    }

    private async Task SayAlive(CancellationToken cancel)
    {
        await db.Write(tx => Leases.SayAlive(tx, Instance.Current.Name), cancel);
        await sender.TakeOver(cancel);
    }

    private async Task Finish(Task duties, Task sending, CancellationTokenSource stopSending)
    {
        intake.Stop();
        await intake.WhenIdle().WaitAsync(FinishWithin).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await stopSending.CancelAsync();
        await Task.WhenAll(duties, sending).WaitAsync(FinishWithin).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        log.LogInformation("Stopped; what was not finished waits in the database");
    }

    private async Task Serve(IChannel channel, CancellationToken cancel)
    {
        await HoldDuty(channel, cancel);
        if (!cancel.IsCancellationRequested)
        {
            await intake.Adopt(channel.Name, cancel);
            if (Interlocked.Increment(ref _channelsServed) == channels.Count)
            {
                _serving.SetResult();
            }

            await channel.Receive((batch, token) => intake.Store(channel.Name, batch, token), cancel);
        }
    }

    /// <summary>A messenger that allows one consumer is served by one program; the others stand by.</summary>
    private async Task HoldDuty(IChannel channel, CancellationToken cancel)
    {
        if (!channel.IsExclusive)
        {
            sender.SetDuty(channel.Name, held: true);
            return;
        }

        while (!cancel.IsCancellationRequested && !await TryHold(channel, cancel))
        {
            log.LogInformation("Another program serves {Channel}; standing by", channel.Name);
            await Task.Delay(Heartbeat, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _ = Repeat(Heartbeat, () => TryHold(channel, cancel), cancel);
    }

    private async Task<bool> TryHold(IChannel channel, CancellationToken cancel)
    {
        var held = await db.Write(tx => Leases.TryHold(tx, "channel " + channel.Name, Instance.Current.Name), cancel);
        sender.SetDuty(channel.Name, held);
        return held;
    }

    private async Task Repeat(TimeSpan every, Func<Task> work, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await Task.Delay(every, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await work();
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (DbException exception) when (db.Dialect.IsUnavailable(exception))
            {
                log.LogError("The database cannot work now ({Code})", exception.ErrorCode);
            }
        }
    }
}
