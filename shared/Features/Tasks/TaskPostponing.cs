using ChatGov.Actions;
using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Tasks;

/// <summary>
/// 改期: the task moves, nobody is dropped. Everyone with a place is asked whether they still come; who does not answer
/// keeps it. Who waits or is asked learns the new time.
/// </summary>
public static class TaskPostponing
{
    private static readonly TimeSpan LongestTask = TimeSpan.FromHours(24);

    public static Outcome<VolunteerTask> Postpone(Tx tx, long taskId, DateTimeOffset startsAt, DateTimeOffset endsAt) => tx.UseCase<VolunteerTask>(() =>
    {
        if (TaskRows.FindRun(tx, taskId) is null || TaskRows.Take(tx, taskId) is not { } task)
        {
            return RefusalCode.NotFound;
        }

        if (task.State is not (TaskState.Published or TaskState.Filled))
        {
            return TaskRefusal.TaskOver;
        }

        if (startsAt <= tx.Now || endsAt <= startsAt || endsAt - startsAt > LongestTask)
        {
            return TaskRefusal.TaskInThePast;
        }

        if (task.StartsAt == startsAt && task.EndsAt == endsAt)
        {
            return task;
        }

        tx.Run(
            "UPDATE task SET starts_at = @startsAt, ends_at = @endsAt, row_version = row_version + 1 WHERE id = @taskId",
            new { taskId, startsAt, endsAt });
        tx.Audit("task", taskId, "postpone");
        var moved = task with { StartsAt = startsAt, EndsAt = endsAt };
        TaskMachine.Table.Rearm(tx, moved);
        foreach (var claim in ClaimRows.OpenOf(tx, taskId))
        {
            Tell(tx, task, moved, claim);
        }

        return moved;
    });

    /// <summary>我还来: the answer to the question after a change of time. Saying it twice changes nothing.</summary>
    public static Outcome<Claim> Stay(Tx tx, long claimId) => tx.UseCase<Claim>(() =>
    {
        Persons.Lock(tx, tx.Actor.RequiredPersonId);
        if (ClaimRows.Find(tx, claimId) is not { } claim || claim.PersonId != tx.Actor.PersonId)
        {
            return RefusalCode.NotFound;
        }

        if (!ClaimRows.HoldsPlace(claim.State))
        {
            return ClaimRefusal.ClaimNotOpen;
        }

        var task = TaskRows.Take(tx, claim.TaskId)!;
        if (Eligibility.Clashes(tx, claim.PersonId, task, claimId))
        {
            return ClaimRefusal.TimeClash;
        }

        if (tx.Run("UPDATE claim SET asked_to_stay_at = NULL WHERE id = @claimId AND asked_to_stay_at IS NOT NULL", new { claimId }) == 1)
        {
            tx.Audit("claim", claimId, "stay");
        }

        return claim;
    });

    private static void Tell(Tx tx, VolunteerTask before, VolunteerTask moved, Claim claim)
    {
        if (claim.State is ClaimState.Waitlisted or ClaimState.Pending)
        {
            tx.Send(claim.PersonId, OutboxKind.News, "task.notice.moved", Words(before, moved), new SendOptions { Of = News.TaskChanged });
            return;
        }

        if (claim.State == ClaimState.Offered)
        {
            PlaceOffers.StartClock(tx, claim.Id);
        }
        else
        {
            tx.Run("UPDATE claim SET asked_to_stay_at = @Now WHERE id = @Id", new { tx.Now, claim.Id });
        }

        tx.Send(claim.PersonId, OutboxKind.Choice, "task.notice.moved_ask", Words(before, moved),
            new SendOptions
            {
                Urgent = TaskReminders.WouldComeTooLate(tx.Now, before.StartsAt < moved.StartsAt ? before.StartsAt : moved.StartsAt),
                ExpiresAt = moved.StartsAt,
                Choices =
                [
                    Choice("task.choice.stay", claim.State == ClaimState.Offered ? ClaimActions.AcceptOffer : ClaimActions.Stay, claim.Id),
                    Choice("task.choice.withdraw", ClaimActions.Withdraw, claim.Id),
                ],
            });
    }

    private static (string, object)[] Words(VolunteerTask before, VolunteerTask moved) =>
        [("title", moved.Title), ("before", before.StartsAt), ("when", new Period(moved.StartsAt, moved.EndsAt)), ("place", moved.Place)];

    private static LabelledChoice Choice(string key, ActionName action, long id) =>
        new(key, action.On(id));
}
