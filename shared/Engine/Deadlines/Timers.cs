using System.Globalization;
using ChatGov.Data;

namespace ChatGov.Deadlines;

/// <summary>
/// Durable timers: a row says what has to happen to which entity and when. The row is marked done in the transaction
/// that does it, so that it happens once, however often the program is killed.
/// </summary>
public static class Timers
{
    /// <summary>Sets a timer; the same kind, entity and round is set once, however often it is asked.</summary>
    /// <param name="round">Tells apart several timers of one kind for one entity.</param>
    public static void Set(Tx tx, string kind, long entityId, DateTimeOffset dueAt, string round = "") => tx.Run(
        """
        INSERT INTO timer (kind, entity_id, due_at, dedupe_key, state)
        VALUES (@kind, @entityId, @dueAt, @key, 'Waiting')
        ON CONFLICT (dedupe_key) DO NOTHING
        """,
        new { kind, entityId, dueAt, key = Key(kind, entityId, round) });

    /// <summary>Sets a timer, or moves it where it was set before; a timer that has run is armed again.</summary>
    public static void Move(Tx tx, string kind, long entityId, DateTimeOffset dueAt, string round = "") => tx.Run(
        """
        INSERT INTO timer (kind, entity_id, due_at, dedupe_key, state)
        VALUES (@kind, @entityId, @dueAt, @key, 'Waiting')
        ON CONFLICT (dedupe_key) DO UPDATE SET due_at = @dueAt, state = 'Waiting', attempts = 0
        """,
        new { kind, entityId, dueAt, key = Key(kind, entityId, round) });

    /// <summary>Cancels all waiting timers of a kind for an entity.</summary>
    public static void Cancel(Tx tx, string kind, long entityId) => tx.Run(
        "UPDATE timer SET state = 'Cancelled' WHERE kind = @kind AND entity_id = @entityId AND state = 'Waiting'",
        new { kind, entityId });

    private static string Key(string kind, long entityId, string round) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}/{entityId}/{round}");
}
