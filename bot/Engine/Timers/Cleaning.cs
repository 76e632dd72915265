using ChatGov.Data;
using ChatGov.People;

namespace ChatGov.Timers;

/// <summary>
/// Deletes what has served its time, a little at a time: inbox keys after 72 h (they must stay 48 h to recognise a
/// second delivery), sent messages after 7 days (those that must not be written twice after 60), buttons, unfinished
/// answers, conversations, and messages that nobody could handle or whose messenger is served no more after 30. Rows are
/// numbered in the order of time: only the oldest are looked at, so that a look is short.
/// </summary>
public static class Cleaning
{
    private const int Portion = 500;
    private static readonly TimeSpan InboxLife = TimeSpan.FromHours(72);
    private static readonly TimeSpan OutboxLife = TimeSpan.FromDays(7);
    private static readonly TimeSpan KeyLife = TimeSpan.FromDays(60);
    private static readonly TimeSpan StuckLife = TimeSpan.FromDays(30);

    // Until the question is put again, the no is remembered.
    private static readonly TimeSpan DeclineLife = TimeSpan.FromDays(Consents.DaysAfterNo);

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
            keys = tx.Now - KeyLife,
            stuck = tx.Now - StuckLife,
            declined = tx.Now - DeclineLife,
            day = Deadlines.Shanghai.DayKey(tx.Now - TimeSpan.FromDays(2)),
        };
        var inbox = tx.Run(
            $"""
            DELETE FROM inbox WHERE id IN (
                SELECT id FROM (SELECT id, received_at FROM inbox WHERE state = 'Handled' ORDER BY id LIMIT {Portion}) oldest
                WHERE received_at < @inbox)
            """,
            args);
        var outbox = tx.Run(
            $"""
            DELETE FROM outbox WHERE id IN (
                SELECT id FROM (
                    SELECT id, created_at FROM outbox
                    WHERE state NOT IN ('Waiting', 'Sending') AND dedupe_key IS NULL ORDER BY id LIMIT {Portion}) oldest
                WHERE created_at < @outbox)
            """,
            args);
        var keys = tx.Run(
            $"""
            DELETE FROM outbox WHERE id IN (
                SELECT id FROM outbox
                WHERE state NOT IN ('Waiting', 'Sending') AND dedupe_key IS NOT NULL AND created_at < @keys LIMIT {Portion})
            """,
            args);
        var prompts = tx.Run(
            $"""
            DELETE FROM prompt WHERE id IN (
                SELECT id FROM (SELECT id, expires_at FROM prompt ORDER BY id LIMIT {Portion}) oldest WHERE expires_at < @Now)
            """,
            args);
        tx.Run(
            $"""
            DELETE FROM inbox WHERE state <> 'Handled' AND id IN (
                SELECT id FROM (SELECT id, received_at FROM inbox ORDER BY id LIMIT {Portion}) oldest WHERE received_at < @stuck)
            """,
            args);
        tx.Run("UPDATE outbox SET state = 'Expired', body = NULL WHERE state = 'Waiting' AND not_before < @stuck AND created_at < @stuck", args);
        tx.Run(
            """
            DELETE FROM session WHERE expires_at < @Now AND (notice_declined_at IS NULL OR notice_declined_at < @declined)
              AND NOT EXISTS (SELECT 1 FROM prompt p WHERE p.session_id = session.id)
            """,
            args);
        tx.Run("UPDATE session SET flow = NULL, step = NULL, data = NULL, row_version = row_version + 1 WHERE expires_at < @Now AND data IS NOT NULL", args);
        tx.Run("DELETE FROM wrong_try WHERE day < @day", args);
        tx.Run("DELETE FROM budget WHERE bucket < @day", args);
        tx.Run("DELETE FROM lease WHERE until < @outbox", args);
        return Math.Max(Math.Max(inbox, prompts), Math.Max(outbox, keys));
    }
}
