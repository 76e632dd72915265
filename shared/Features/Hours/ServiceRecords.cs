using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Hours;

/// <summary>
/// The SQL of service records: minutes of one person on one day, append-only. At most eight hours a day, and no minute
/// twice; whoever writes has locked the person. A correction is a reversing row and a new one, and both stay to be seen.
/// </summary>
internal static class ServiceRecords
{
    [Limit("hoursADay")]
    private const int MostHoursADay = 8;

    public const int MostMinutesADay = MostHoursADay * 60;

    /// <summary>
    /// Writes what of the minutes the day still has room for, and tells how many that were. Of two tasks that lay over
    /// each other, only the time that both cover together is to be had.
    /// </summary>
    public static long Write(Tx tx, long claimId, long personId, VolunteerTask task, long minutes)
    {
        var day = Shanghai.DayKey(task.StartsAt);
        var written = Math.Clamp(Math.Min(MostMinutesADay - OfDay(tx, personId, day), LeftBesideOthers(tx, personId, task)), 0, minutes);
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

    private static long LeftBesideOthers(Tx tx, long personId, VolunteerTask task)
    {
        var others = tx.All<Beside>(
            """
            SELECT t.starts_at, t.ends_at, SUM(s.minutes) AS minutes
            FROM service_record s JOIN task t ON t.id = s.task_id
            WHERE s.person_id = @personId AND s.day >= @first AND s.day <= @last AND s.task_id <> @Id
              AND t.starts_at < @EndsAt AND @StartsAt < t.ends_at
            GROUP BY t.id, t.starts_at, t.ends_at
            HAVING SUM(s.minutes) > 0
            """,
            new
            {
                personId,
                task.Id,
                task.StartsAt,
                task.EndsAt,
                first = Shanghai.DayKey(task.StartsAt.AddDays(-1)),
                last = Shanghai.DayKey(task.EndsAt),
            });
        return others.Count == 0
            ? long.MaxValue
            : Covered([.. others.Select(other => (other.StartsAt, other.EndsAt)), (task.StartsAt, task.EndsAt)])
                - others.Sum(other => Math.Min(other.Minutes, (long)(other.EndsAt - other.StartsAt).TotalMinutes));
    }

    /// <summary>The minutes that at least one of the periods covers.</summary>
    private static long Covered(List<(DateTimeOffset From, DateTimeOffset To)> periods)
    {
        var covered = TimeSpan.Zero;
        var reached = DateTimeOffset.MinValue;
        foreach (var (from, to) in periods.OrderBy(period => period.From))
        {
            var begin = from > reached ? from : reached;
            if (to > begin)
            {
                covered += to - begin;
                reached = to;
            }
        }

        return (long)covered.TotalMinutes;
    }

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

    private sealed record Beside
    {
        public DateTimeOffset StartsAt { get; init; }

        public DateTimeOffset EndsAt { get; init; }

        public long Minutes { get; init; }
    }
}
