using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Tasks;

/// <param name="ContactName">Full for a confirmed claim from a day before to a day after, covered otherwise.</param>
/// <param name="ContactPhone">The same.</param>
public sealed record TaskDetails(VolunteerTask Task, string ContactName, string ContactPhone, Claim? OwnClaim);

/// <summary>What people may see of tasks.</summary>
public static class TaskLists
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
        $"{RunByMeSql} ORDER BY CASE WHEN t.organiser_id = @PersonId THEN 0 ELSE 1 END, t.starts_at, t.id LIMIT 20", new { tx.Now, tx.Actor.PersonId, alsoBegun });

    /// <summary>One of them, wherever it stands among them.</summary>
    public static VolunteerTask? FindRunByMe(Tx tx, long id, bool alsoBegun = false) =>
        tx.First<VolunteerTask>($"{RunByMeSql} AND t.id = @id", new { id, tx.Now, tx.Actor.PersonId, alsoBegun });

    private static readonly string RunByMeSql =
        $"""
        SELECT {TaskRows.Columns}
        FROM task t JOIN org o ON o.id = t.org_id
        WHERE t.state IN ({TaskMachine.Open}) AND (t.state IN ({TaskMachine.ToCome}) OR (@alsoBegun AND t.state = {TaskMachine.Begun})) AND t.ends_at > @Now
          AND {Can.RunCommunity.On("t.org_id")}
        """;
}
