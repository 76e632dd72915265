using System.Globalization;
using ChatGov.Data;
using ChatGov.Deadlines;

namespace ChatGov.Outbox;

/// <summary>Counts what somebody may cause only so often. A bucket is an hour or a day of Shanghai; it is forgotten after two days.</summary>
internal static class Budgets
{
    public static string Hour(DateTimeOffset now) => Shanghai.Local(now).ToString("yyyy-MM-dd HH", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset now) => Shanghai.DayKey(now);

    /// <returns>False when it was spent before.</returns>
    public static bool Spend(Tx tx, string subject, string bucket, long limit) => tx.RunReturning<long>(
        """
        INSERT INTO budget (subject, bucket, spent) VALUES (@subject, @bucket, 1)
        ON CONFLICT (subject, bucket) DO UPDATE SET spent = budget.spent + 1
        RETURNING spent
        """,
        new { subject, bucket }) <= limit;

    /// <summary>Whoever acts, for counting; null for the program itself and for people at the desk, who have a name to lose.</summary>
    /// <remarks>Of a chat only a keyed hash is kept: an erasure need not take back what protects others for these two days.</remarks>
    public static string? SubjectOf(Tx tx) => tx.Actor switch
    {
        { Grant: not null } => null,
        { PersonId: { } person } => string.Create(CultureInfo.InvariantCulture, $"person {person}"),
        { InboxId: { } message } => tx.First<string>("SELECT channel || '/' || lane FROM inbox WHERE id = @message", new { message }) is { } chat ? tx.Vault.Hash(chat) : null,
        _ => null,
    };
}
