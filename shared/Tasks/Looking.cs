using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Organisations;
using ChatGov.Texts;

namespace ChatGov.Tasks;

/// <param name="ContactName">Full for a confirmed claim from a day before to a day after, covered otherwise.</param>
/// <param name="ContactPhone">The same.</param>
public sealed record TaskDetails(VolunteerTask Task, string ContactName, string ContactPhone, Claim? OwnClaim);

/// <summary>One's own totals, in minutes; nobody else's, and no comparison (D2).</summary>
public sealed record OwnHours(long ThisYear, long InAll, IReadOnlyList<OwnService> Latest);

public sealed record OwnService
{
    public DateOnly Day { get; init; }

    public string Title { get; init; } = "";

    /// <summary>Negative in the row that takes an earlier one back.</summary>
    public long Minutes { get; init; }

    /// <summary>Taken back by a later row.</summary>
    public bool IsCancelled { get; init; }
}

/// <summary>What people may see of tasks.</summary>
public static class Looking
{
    public static Outcome<TaskDetails> Open(Tx tx, long taskId)
    {
        if (TaskRows.Find(tx, taskId) is not { } task || task.State is TaskState.Draft or TaskState.Withdrawn)
        {
            return RefusalCode.NotFound;
        }

        var own = tx.Actor.PersonId is null ? null : ClaimRows.FindOwn(tx, taskId);
        var phone = TaskSeals.NumberToCall(tx, taskId);
        return own is not null && ClaimRows.HoldsPlace(own.State) && ContactWindow.IsOpen(task, tx.Now)
            ? new TaskDetails(task, task.ContactName, phone, own)
            : new TaskDetails(task, Show.CoveredName(task.ContactName), Show.CoveredPhone(phone), own);
    }

    /// <summary>What a question about a task calls it.</summary>
    public static string TitleOf(Tx tx, long taskId) => TaskRows.Find(tx, taskId)?.Title ?? "";

    public static DateTimeOffset? StartOf(Tx tx, long taskId) => TaskRows.Find(tx, taskId)?.StartsAt;

    /// <summary>What can still be moved in the communities the actor runs, the next first.</summary>
    /// <param name="alsoBegun">And what goes on now: that can still be cancelled.</param>
    public static List<VolunteerTask> RunByMe(Tx tx, bool alsoBegun = false) => tx.All<VolunteerTask>(
        $"""
        SELECT {TaskRows.Columns}
        FROM task t JOIN org o ON o.id = t.org_id
        WHERE (t.state IN ('Published', 'Filled') OR (@alsoBegun AND t.state = 'InProgress')) AND t.ends_at > @Now
          AND t.org_id IN (
              SELECT c.descendant_id FROM held_role s JOIN org_closure c ON c.ancestor_id = s.org_id
              WHERE s.person_id = @PersonId AND s.role IN ('Secretary', 'Deputy', 'StreetOffice', 'BannerOffice')
                AND s.from_at <= @Now AND (s.until_at IS NULL OR s.until_at > @Now))
        ORDER BY CASE WHEN t.organiser_id = @PersonId THEN 0 ELSE 1 END, t.starts_at, t.id
        LIMIT 20
        """,
        new { tx.Now, tx.Actor.PersonId, alsoBegun });

    /// <summary>我的: one's open claims, the next one first.</summary>
    public static List<Claim> OwnClaims(Tx tx) => ClaimRows.OpenOfPerson(tx, tx.Actor.RequiredPersonId);

    /// <summary>时长: one's own minutes.</summary>
    public static OwnHours OwnHours(Tx tx)
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

    /// <summary>
    /// 待办: rosters that wait to be confirmed, oldest first: of one's own community, and of tasks one organised as an
    /// office above it, and of tasks one leads.
    /// </summary>
    public static List<VolunteerTask> AwaitingMyConfirmation(Tx tx) => tx.All<VolunteerTask>(
        $"""
        SELECT {TaskRows.Columns}
        FROM task t JOIN org o ON o.id = t.org_id
        WHERE t.state IN ('InProgress', 'AwaitingConfirm', 'Published', 'Filled') AND t.ends_at <= @Now AND t.taken > 0
          AND (t.lead_id = @PersonId
            OR (t.org_id IN (
                  SELECT c.descendant_id FROM held_role s JOIN org_closure c ON c.ancestor_id = s.org_id
                  WHERE s.person_id = @PersonId AND s.role IN ('Secretary', 'Deputy', 'StreetOffice', 'BannerOffice')
                    AND s.from_at <= @Now AND (s.until_at IS NULL OR s.until_at > @Now))
              AND (t.organiser_id = @PersonId OR {Offices.IsAnsweredByMe("t.org_id")})))
        ORDER BY t.ends_at, t.id
        LIMIT 50
        """,
        new { tx.Now, tx.Actor.PersonId }).FindAll(task => TaskRows.FindOrganised(tx, task.Id) is not null);
}
