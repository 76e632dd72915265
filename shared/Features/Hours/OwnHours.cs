using ChatGov.Data;
using ChatGov.Deadlines;

namespace ChatGov.Hours;

/// <summary>One's own totals, in minutes; nobody else's, and no comparison (D2).</summary>
public sealed record OwnHours(long ThisYear, long InAll, IReadOnlyList<OwnService> Latest)
{
    /// <summary>时长: the actor's.</summary>
    public static OwnHours Of(Tx tx)
    {
        var args = new
        {
            tx.Actor.PersonId,
            firstDay = Shanghai.DayKey(tx.Now)[..4] + "-01-01",
        };
        return new OwnHours(
            tx.Count("SELECT COALESCE(SUM(minutes), 0) FROM service_record WHERE person_id = @PersonId AND day >= @firstDay", args),
            tx.Count("SELECT COALESCE(SUM(minutes), 0) FROM service_record WHERE person_id = @PersonId", args),
            tx.All<OwnService>(
                """
                SELECT s.day, t.title, s.minutes, EXISTS (SELECT 1 FROM service_record r WHERE r.reverses_id = s.id) AS is_cancelled
                FROM (SELECT id FROM service_record WHERE person_id = @PersonId ORDER BY id DESC LIMIT 5) latest
                JOIN service_record s ON s.id = latest.id
                JOIN task t ON t.id = s.task_id
                ORDER BY s.id DESC
                """,
                args));
    }

    /// <summary>In minutes, from the first of these days to the last.</summary>
    public static long Between(Tx tx, DateOnly first, DateOnly last) => tx.Count(
        "SELECT COALESCE(SUM(minutes), 0) FROM service_record WHERE person_id = @PersonId AND day BETWEEN @first AND @last", new { tx.Actor.PersonId, first, last });
}

public sealed record OwnService
{
    public DateOnly Day { get; init; }

    public string Title { get; init; } = "";

    /// <summary>Negative in the row that takes an earlier one back.</summary>
    public long Minutes { get; init; }

    /// <summary>Taken back by a later row.</summary>
    public bool IsCancelled { get; init; }
}
