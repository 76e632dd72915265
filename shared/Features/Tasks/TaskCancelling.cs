using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Hours;
using ChatGov.Machines;
using ChatGov.Outbox;
using ChatGov.People;

namespace ChatGov.Tasks;

/// <param name="ToCall">Those to be told by phone as well, with their numbers; empty a day or more before the start.</param>
public sealed record CancelledTask(VolunteerTask Task, IReadOnlyList<RosterLine> ToCall);

/// <summary>取消任务: with a reason, and everybody who claimed it is told.</summary>
public static class TaskCancelling
{
    private static readonly TimeSpan ShortNotice = TimeSpan.FromHours(24);

    /// <summary>
    /// Cancels with a reason; all who claimed are told at once. Where they have less than a day, the canceller gets
    /// their phones to call them. Cancelling again gives the same answer, without the phones.
    /// </summary>
    public static Outcome<CancelledTask> Cancel(Tx tx, long taskId, string reason) => tx.UseCase<CancelledTask>(() =>
    {
        if (TaskRows.FindRun(tx, taskId) is null || TaskRows.Take(tx, taskId) is not { } task)
        {
            return RefusalCode.NotFound;
        }

        if (task.State == TaskState.Cancelled)
        {
            return new CancelledTask(task, []);
        }

        if (!TaskMachine.Table.Allows(task.State, TaskState.Cancelled, Who.Secretary))
        {
            return TaskRefusal.TaskOver;
        }

        if (WordsForOthers.RefuseReason(reason, TaskDraft.LongestText) is { } refusal)
        {
            return refusal;
        }

        var toCall = ToCall(tx, task);
        foreach (var claim in End(tx, task, reason.Trim()))
        {
            tx.Send(claim.PersonId, OutboxKind.News, "task.notice.cancelled",
                [("title", task.Title), ("when", task.StartsAt), ("reason", reason.Trim())],
                new SendOptions { Urgent = TaskReminders.WouldComeTooLate(tx.Now, task.StartsAt) });
        }

        return new CancelledTask(task with { State = TaskState.Cancelled, Taken = 0 }, toCall);
    });

    /// <summary>With less than a day left, those who come are to be phoned as well.</summary>
    internal static List<RosterLine> ToCall(Tx tx, VolunteerTask task) =>
        task.StartsAt - tx.Now < ShortNotice ? TaskRosters.Lines(tx, task) : [];

    /// <summary>Ends a task that was taken, and lets go all who claimed it; whoever calls tells them.</summary>
    internal static List<Claim> End(Tx tx, VolunteerTask task, string reason)
    {
        TaskMachine.Table.Move(tx, task, TaskState.Cancelled, Why.Said(reason));
        var released = ClaimRows.OpenOf(tx, task.Id);
        released.ForEach(claim => ClaimMachine.Table.MoveAsSystem(tx, claim, ClaimState.Released));
        tx.Run("UPDATE task SET taken = 0 WHERE id = @Id", new { task.Id });
        TaskSources.Over(tx, task.Id, attended: 0);
        return released;
    }
}
