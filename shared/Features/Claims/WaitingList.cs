using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Tasks;

namespace ChatGov.Claims;

/// <param name="Position">1 for who is asked first.</param>
public sealed record PlaceInLine(Claim Claim, long Position);

/// <summary>排队: the wait list of a full task, in the order of the messages.</summary>
public static class WaitingList
{
    /// <summary>
    /// Joins the wait list of a full task; where a place has come free meanwhile, takes it. Joining again gives the
    /// same place in the line.
    /// </summary>
    public static Outcome<PlaceInLine> Join(Tx tx, long taskId) => tx.UseCase<PlaceInLine>(() =>
    {
        var personId = tx.Actor.RequiredPersonId;
        Persons.Lock(tx, personId);
        if (TaskRows.Take(tx, taskId) is not { } task)
        {
            return RefusalCode.NotFound;
        }

        var claimed = Claiming.Claim(tx, taskId);
        if (claimed.Ok)
        {
            return new PlaceInLine(claimed.Value, PositionOf(tx, claimed.Value));
        }

        if (claimed.Refusal!.Code != ClaimRefusal.TaskFull || task.PendingClaims)
        {
            return claimed.Refusal;
        }

        var claim = ClaimRows.Insert(tx, task, personId, TaskRows.NextNumber(tx, taskId), ClaimState.Waitlisted);
        return new PlaceInLine(claim, PositionOf(tx, claim));
    });

    /// <returns>0 for a claim that does not wait.</returns>
    public static long PositionOf(Tx tx, Claim claim) => claim.State != ClaimState.Waitlisted ? 0 : tx.Count(
        $"""
        SELECT COUNT(*) FROM claim c JOIN claim own ON own.id = @Id
        WHERE c.task_id = @TaskId AND c.state = {ClaimMachine.Waiting}
          AND (COALESCE(c.inbox_id, 9223372036854775807), c.id) <= (COALESCE(own.inbox_id, 9223372036854775807), own.id)
        """,
        new { claim.Id, claim.TaskId });

    /// <summary>
    /// The task begins or ends without them: whoever waits, is asked or hopes for a yes is told that it did not work
    /// out. Places held for an answer come free. Whoever calls has taken the task.
    /// </summary>
    internal static VolunteerTask LetGo(Tx tx, VolunteerTask task)
    {
        var held = 0;
        foreach (var claim in ClaimRows.OpenOf(tx, task.Id).Where(claim => !ClaimRows.HoldsPlace(claim.State)))
        {
            ClaimMachine.Table.MoveAsSystem(tx, claim, ClaimState.Released);
            held += claim.State == ClaimState.Offered ? 1 : 0;
            tx.Send(claim.PersonId, OutboxKind.News, "task.notice.no_place_came_free", [("title", task.Title)]);
        }

        if (held == 0)
        {
            return task;
        }

        tx.Run("UPDATE task SET taken = taken - @held WHERE id = @Id", new { task.Id, held });
        if (task.State == TaskState.Filled)
        {
            TaskMachine.Table.MoveAsSystem(tx, task, TaskState.Published);
        }

        return TaskRows.Find(tx, task.Id)!;
    }
}
