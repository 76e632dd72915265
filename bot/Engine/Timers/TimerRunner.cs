using System.Data.Common;
using ChatGov.Data;
using ChatGov.Hosting;

namespace ChatGov.Timers;

/// <summary>
/// Runs the timers that are due, one transaction each, in the program that holds the duty. A timer is marked done by
/// the transaction that does its work, so a kill leaves it either undone and waiting, or done.
/// </summary>
public sealed class TimerRunner(Db db, IReadOnlyDictionary<string, Action<Tx, long>> handlers, ILogger<TimerRunner> log)
{
    private const string Duty = "timers";
    private const int MaxTries = 5;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    public async Task Run(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await RunDue(cancel);
            await Task.Delay(LookEvery, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Runs all that is due now, in order of time, and tells how many.</summary>
    public async Task<int> RunDue(CancellationToken cancel)
    {
        try
        {
            if (!db.Read(HasDue) || !await db.Write(tx => Leases.TryHold(tx, Duty, Instance.Current.Name), cancel))
            {
                return 0;
            }

            var done = 0;
            while (!cancel.IsCancellationRequested && db.Read(FindDue) is { Count: > 0 } due)
            {
                foreach (var timer in due)
                {
                    await RunOne(timer);
                    done++;
                }
            }

            return done;
        }
        catch (DbException exception)
        {
            // Of whatever class it is: the timers go on when it is over.
            db.SayFailed(exception, log);
            return 0;
        }
    }

    private static bool HasDue(Tx tx) =>
        tx.Exists("SELECT COUNT(*) FROM (SELECT 1 FROM timer WHERE state = 'Waiting' AND due_at <= @Now LIMIT 1) t", new { tx.Now });

    private static List<Timer> FindDue(Tx tx) => tx.All<Timer>(
        "SELECT id, kind, entity_id FROM timer WHERE state = 'Waiting' AND due_at <= @Now ORDER BY due_at, id LIMIT 100",
        new { tx.Now });

    private async Task RunOne(Timer timer)
    {
        try
        {
            await db.Write(tx =>
            {
                // Since it was found, it may have been moved: then it waits for its new time.
                if (tx.Run("UPDATE timer SET state = 'Done' WHERE id = @Id AND state = 'Waiting' AND due_at <= @Now", new { timer.Id, tx.Now }) == 1)
                {
                    handlers[timer.Kind](tx, timer.EntityId);
                }
            });
        }
        catch (Exception exception) when (exception is not DbException unavailable || !db.Dialect.IsUnavailable(unavailable))
        {
            log.SayFault(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Timer {timer.Id} ({timer.Kind})"), exception);
            await db.Write(tx => Postpone(tx, timer));
        }
    }

    private static void Postpone(Tx tx, Timer timer) => tx.Run(
        $"""
        UPDATE timer
        SET attempts = attempts + 1, due_at = @later, state = CASE WHEN attempts + 1 >= {MaxTries} THEN 'Failed' ELSE state END
        WHERE id = @Id AND state = 'Waiting'
        """,
        new { timer.Id, later = tx.Now + RetryAfter });

    private sealed record Timer
    {
        public long Id { get; init; }

        public string Kind { get; init; } = "";

        public long EntityId { get; init; }
    }
}
