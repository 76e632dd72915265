using ChatGov.Data;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Tasks;

namespace ChatGov.Claims;

/// <summary>认领: a member takes a place. First come, first served, and never one too many.</summary>
public static class Claiming
{
    /// <summary>
    /// Takes a place in a task, or applies for one where the secretary has to say yes; claiming again gives the same
    /// claim. All rules stand in one guarded UPDATE: those
    /// about the task hold because its row is locked by it, those about the person because theirs was locked by the
    /// statement before. Whoever comes second finds the guard closed, and only then is asked which rule it was.
    /// </summary>
    public static Outcome<Claim> Claim(Tx tx, long taskId) => ClaimFor(tx, taskId, tx.Actor.RequiredPersonId);

    /// <summary>The same for one of two who claim together; both have said so themselves.</summary>
    internal static Outcome<Claim> ClaimFor(Tx tx, long taskId, long personId) => tx.UseCase<Claim>(() =>
    {
        Persons.Lock(tx, personId);
        return TakePlace(tx, taskId, personId) is { } place
            ? Insert(tx, taskId, personId, place)
            : OwnOrRefusal(tx, taskId, personId);
    });

    private static PlaceRow? TakePlace(Tx tx, long taskId, long personId) => tx.RunReturning<PlaceRow>(
        $"""
        UPDATE task
        SET taken = taken + 1, next_number = next_number + 1, row_version = row_version + 1
        WHERE id = @taskId AND state = {TaskMachine.Free} AND taken < places AND starts_at > @Now
          AND pending_claims = FALSE AND organiser_id <> @personId
          AND EXISTS (SELECT 1 FROM registration r
                      WHERE r.person_id = @personId AND r.state IN ({RegistrationMachine.Open}) AND r.state IN ({RegistrationMachine.Serving}))
          AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.task_id = @taskId AND c.person_id = @personId AND c.state NOT IN ({ClaimMachine.GivenUp}))
          AND {Eligibility.OpenCount("@personId")} < {Eligibility.MostOpen}
          AND (SELECT COUNT(*) FROM claim c JOIN task other ON other.id = c.task_id
               WHERE c.person_id = @personId AND c.state IN ({ClaimMachine.Upcoming})
                 AND other.starts_at < task.ends_at + @grace AND task.starts_at < other.ends_at + @grace) = 0
        RETURNING next_number - 1 AS number, taken = places AS is_last, title, place, starts_at, ends_at
        """,
        new { taskId, personId, tx.Now, grace = (long)Eligibility.Grace.TotalMilliseconds });

    private static Claim Insert(Tx tx, long taskId, long personId, PlaceRow place)
    {
        var task = new VolunteerTask { Id = taskId, Title = place.Title, Place = place.Place, StartsAt = place.StartsAt, EndsAt = place.EndsAt };
        var claim = ClaimRows.Insert(tx, task, personId, place.Number, ClaimState.Confirmed);
        if (place.IsLast)
        {
            // The row is ours since the place was taken, so nobody comes between.
            TaskMachine.Table.MoveAsSystem(tx, task with { State = TaskState.Published }, TaskState.Filled);
        }

        return claim;
    }

    private static Outcome<Claim> OwnOrRefusal(Tx tx, long taskId, long personId)
    {
        // Where a request is written down, its task must not be cancelled or moved in between.
        var task = TaskRows.Find(tx, taskId);
        task = task is { PendingClaims: true } ? TaskRows.Take(tx, taskId) : task;
        if (task is null or { State: TaskState.Draft or TaskState.Withdrawn })
        {
            return RefusalCode.NotFound;
        }

        if (ClaimRows.FindOf(tx, taskId, personId) is { } own)
        {
            // Who is asked and answers by claiming has said yes.
            return own.State == ClaimState.Offered ? PlaceOffers.AcceptFor(tx, own.Id, personId) : own;
        }

        if (RefusalOfTask(task, tx.Now) is { } closed)
        {
            return closed;
        }

        if (Eligibility.Against(tx, task, personId) is { } against)
        {
            return against;
        }

        return task is { PendingClaims: true, State: TaskState.Published }
            ? ClaimApplications.Apply(tx, task, personId)
            : task.PendingClaims ? ClaimRefusal.TaskFullByChoice : ClaimRefusal.TaskFull;
    }

    private static RefusalCode? RefusalOfTask(VolunteerTask task, DateTimeOffset now) => task.State switch
    {
        TaskState.InProgress => ClaimRefusal.TaskStarted,
        not (TaskState.Published or TaskState.Filled) => ClaimRefusal.TaskNotOpen,
        _ => task.StartsAt <= now ? ClaimRefusal.TaskStarted : null,
    };

    private sealed record PlaceRow
    {
        public long Number { get; init; }

        public bool IsLast { get; init; }

        public string Title { get; init; } = "";

        public string Place { get; init; } = "";

        public DateTimeOffset StartsAt { get; init; }

        public DateTimeOffset EndsAt { get; init; }
    }
}
