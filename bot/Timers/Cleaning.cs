using ChatGov.Data;

namespace ChatGov.Timers;

/// <summary>
/// Deletes what has served its time, a little at a time: inbox keys after 72 h (they must stay 48 h to recognise a
/// second delivery), sent messages after 7 days, buttons and unfinished answers after 30.
/// </summary>
public static class Cleaning
{
    private const int Portion = 500;
    private static readonly TimeSpan InboxLife = TimeSpan.FromHours(72);
    private static readonly TimeSpan OutboxLife = TimeSpan.FromDays(7);

    public static async Task Run(Db db, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested && await db.Write(CleanSome, cancel) >= Portion)
        {
            await Task.Yield();
        }
    }

    private static int CleanSome(Tx tx)
    {
        var args = new
        {
            tx.Now,
            inbox = tx.Now - InboxLife,
            outbox = tx.Now - OutboxLife,
            day = Deadlines.Shanghai.DayKey(tx.Now - TimeSpan.FromDays(2)),
        };
        var inbox = tx.Run(
            $"DELETE FROM inbox WHERE id IN (SELECT id FROM inbox WHERE state = 'Handled' AND received_at < @inbox ORDER BY id LIMIT {Portion})",
            args);
        var outbox = tx.Run(
            $"""
            DELETE FROM outbox WHERE id IN (
                SELECT id FROM outbox WHERE state NOT IN ('Waiting', 'Sending') AND dedupe_key IS NULL AND created_at < @outbox
                ORDER BY id LIMIT {Portion})
            """,
            args);
        var prompts = tx.Run(
            $"DELETE FROM prompt WHERE token IN (SELECT token FROM prompt WHERE expires_at < @Now LIMIT {Portion})", args);
        tx.Run("UPDATE session SET flow = NULL, step = NULL, data = NULL, expires_at = NULL, row_version = row_version + 1 WHERE expires_at < @Now", args);
        tx.Run("DELETE FROM wrong_try WHERE day < @day", args);
        tx.Run("DELETE FROM lease WHERE until < @outbox", args);
        return Math.Max(inbox, Math.Max(outbox, prompts));
    }
}
