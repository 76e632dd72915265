using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Hours;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Tasks;

/// <param name="Weeks">The weeks that were cancelled now, the first one first.</param>
/// <param name="ToCall">Those to be told by phone as well, because their week begins within a day.</param>
public sealed record CancelledSeries(IReadOnlyList<VolunteerTask> Weeks, IReadOnlyList<RosterLine> ToCall);

/// <summary>取消任务, with all the weeks that follow: each week ends on its own, and everybody is told once.</summary>
public static class TaskSeries
{
    /// <summary>A task the actor may cancel, with the weeks of its series that come from it on; itself alone where it has none.</summary>
    public static Outcome<List<VolunteerTask>> Coming(Tx tx, long taskId)
    {
        if (TaskRows.FindRun(tx, taskId) is not { } task)
        {
            return RefusalCode.NotFound;
        }

        return CanBeCancelled(task) ? Later(tx, task).Prepend(task).ToList() : TaskRefusal.TaskOver;
    }

    /// <summary>Cancels a week and all later ones of its series. A second time finds nothing left, and says so by an empty list.</summary>
    public static Outcome<CancelledSeries> Cancel(Tx tx, long taskId, string reason) => tx.UseCase<CancelledSeries>(() =>
    {
        if (TaskRows.FindRun(tx, taskId) is not { } first)
        {
            return RefusalCode.NotFound;
        }

        if (WordsForOthers.RefuseReason(reason, TaskDraft.LongestText) is { } refusal)
        {
            return refusal;
        }

        var weeks = new List<VolunteerTask>();
        var toCall = new List<RosterLine>();
        var released = new List<Claim>();

        // Everywhere tasks are taken in the order of their ids.
        foreach (var id in Later(tx, first).Select(task => task.Id).Append(first.Id).Order())
        {
            if (TaskRows.Take(tx, id) is not { } task || !CanBeCancelled(task))
            {
                continue;
            }

            toCall.AddRange(TaskCancelling.ToCall(tx, task));
            released.AddRange(TaskCancelling.End(tx, task, reason.Trim()));
            weeks.Add(task with { State = TaskState.Cancelled, Taken = 0 });
        }

        // Read again behind the locks: of two who cancel at once, the second finds it done.
        if (weeks.Count == 0 && TaskRows.Find(tx, taskId)!.State != TaskState.Cancelled)
        {
            return TaskRefusal.TaskOver;
        }

        Tell(tx, released, reason.Trim());
        return new CancelledSeries([.. weeks.OrderBy(task => task.StartsAt)], toCall);
    });

    /// <summary>A task with all that were published with it, in the order in which they are taken.</summary>
    internal static List<long> IdsWith(Tx tx, long taskId) => tx.All<long>(
        "SELECT id FROM task WHERE id = @taskId OR series_id = (SELECT series_id FROM task WHERE id = @taskId) ORDER BY id", new { taskId });

    private static bool CanBeCancelled(VolunteerTask task) =>
        task.State is TaskState.Published or TaskState.Filled or TaskState.InProgress;

    private static List<VolunteerTask> Later(Tx tx, VolunteerTask task) => task.SeriesId is null ? [] : tx.All<VolunteerTask>(
        $"""
        SELECT {TaskRows.Columns} FROM task t JOIN org o ON o.id = t.org_id
        WHERE t.org_id = @OrgId AND t.state IN ({TaskMachine.ToCome}) AND t.starts_at >= @StartsAt AND t.series_id = @SeriesId AND t.id <> @Id
        ORDER BY t.starts_at, t.id
        """,
        new { task.OrgId, task.StartsAt, task.SeriesId, task.Id });

    private static void Tell(Tx tx, List<Claim> released, string reason)
    {
        foreach (var own in released.GroupBy(claim => claim.PersonId))
        {
            var weeks = own.OrderBy(claim => claim.StartsAt).ToList();
            var options = new SendOptions { Urgent = TaskReminders.WouldComeTooLate(tx.Now, weeks[0].StartsAt) };
            if (weeks.Count == 1)
            {
                tx.Send(own.Key, OutboxKind.News, "task.notice.cancelled",
                    [("title", weeks[0].Title), ("when", weeks[0].StartsAt), ("reason", reason)], options);
            }
            else
            {
                tx.Send(own.Key, OutboxKind.News, "task.notice.cancelled_series",
                    [("title", weeks[0].Title), ("count", weeks.Count), ("times", new Moments([.. weeks.Select(claim => claim.StartsAt)])), ("reason", reason)], options);
            }
        }
    }
}
