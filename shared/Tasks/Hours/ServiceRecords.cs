using ChatGov.Data;
using ChatGov.Deadlines;

namespace ChatGov.Tasks.Hours;

/// <summary>
/// The SQL of service records: minutes of one person on one day, append-only. At most eight hours a day; whoever
/// writes has locked the person. A correction is a reversing row and a new one, and both stay to be seen.
/// </summary>
internal static class ServiceRecords
{
    public const int MostMinutesADay = 8 * 60;

    /// <summary>Writes what of the minutes the day still has room for, and tells how many that were.</summary>
    public static long Write(Tx tx, long claimId, long personId, VolunteerTask task, long minutes)
    {
        var day = Shanghai.DayKey(task.StartsAt);
        var written = Math.Clamp(MostMinutesADay - OfDay(tx, personId, day), 0, minutes);
        Append(tx, claimId, personId, task.Id, day, written, reverses: null);
        return written;
    }

    /// <summary>Takes back the record that stands for a claim, if there is one.</summary>
    public static void Reverse(Tx tx, long claimId)
    {
        if (Standing(tx, claimId) is { } row)
        {
            Append(tx, claimId, row.PersonId, row.TaskId, row.Day, -row.Minutes, row.Id);
        }
    }

    private static long OfDay(Tx tx, long personId, string day) => tx.Count(
        "SELECT COALESCE(SUM(minutes), 0) FROM service_record WHERE person_id = @personId AND day = @day", new { personId, day });

    private static Row? Standing(Tx tx, long claimId) => tx.First<Row>(
        """
        SELECT s.id, s.person_id, s.task_id, s.day, s.minutes FROM service_record s
        WHERE s.claim_id = @claimId AND s.reverses_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM service_record r WHERE r.reverses_id = s.id)
        """,
        new { claimId });

    private static void Append(Tx tx, long claimId, long personId, long taskId, string day, long minutes, long? reverses)
    {
        var id = tx.Insert(
            """
            INSERT INTO service_record (claim_id, person_id, task_id, day, minutes, revision, reverses_id, confirmed_by, recorded_at)
            VALUES (@claimId, @personId, @taskId, @day, @minutes,
                    (SELECT COALESCE(MAX(revision), 0) + 1 FROM service_record WHERE claim_id = @claimId),
                    @reverses, @confirmer, @Now)
            RETURNING id
            """,
            new { claimId, personId, taskId, day, minutes, reverses, confirmer = tx.Actor.RequiredPersonId, tx.Now });
        tx.Audit("service_record", id, reverses is null ? "write" : "reverse");
    }

    private sealed record Row
    {
        public long Id { get; init; }

        public long PersonId { get; init; }

        public long TaskId { get; init; }

        public string Day { get; init; } = "";

        public long Minutes { get; init; }
    }
}
