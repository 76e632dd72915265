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
    public static bool Spend(Tx tx, string subject, string bucket, long limit) => Count(tx, subject, bucket) <= limit;

    /// <returns>How many it is with this one.</returns>
    public static long Count(Tx tx, string subject, string bucket) => tx.RunReturning<long>(
        """
        INSERT INTO budget (subject, bucket, spent) VALUES (@subject, @bucket, 1)
        ON CONFLICT (subject, bucket) DO UPDATE SET spent = budget.spent + 1
        RETURNING spent
        """,
        new { subject, bucket });

    /// <summary>Whoever acts, for counting; null for the program itself and for people at the desk, who have a name to lose.</summary>
    /// <remarks>
    /// By the account where there is one, and of that only a keyed hash: an erasure need not take back what protects others for these
    /// two days, and whoever begins anew behind one has no new budget.
    /// </remarks>
    public static string? SubjectOf(Tx tx) => tx.Actor.Grant is null ? SenderOf(tx) : null;

    /// <summary>The same of everybody, at the desk too; null for the program itself.</summary>
    public static string? SenderOf(Tx tx) => tx.Actor switch
    {
        { InboxId: { } message } when AccountOf(tx, message) is { } account => tx.Vault.Hash(account),
        { PersonId: { } person } => string.Create(CultureInfo.InvariantCulture, $"person {person}"),
        _ => null,
    };

    /// <summary>In whichever chat of the messenger they speak.</summary>
    private static string? AccountOf(Tx tx, long message) =>
        tx.First<Speaker>("SELECT channel, lane FROM inbox WHERE id = @message AND lane <> ''", new { message }) is { } speaker
            ? $"{speaker.Channel}/{speaker.Lane[(speaker.Lane.LastIndexOf('/') + 1)..]}"
            : null;

    private sealed record Speaker
    {
        public string Channel { get; init; } = "";

        public string Lane { get; init; } = "";
    }
}
