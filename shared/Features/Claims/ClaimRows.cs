using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Tasks;

namespace ChatGov.Claims;

/// <summary>The SQL of claims.</summary>
internal static class ClaimRows
{
    public const string Select =
        """
        SELECT c.id, c.task_id, t.org_id, c.person_id, c.number, c.state, t.title, t.place, t.starts_at, t.ends_at, c.minutes, c.offered_until
        FROM claim c JOIN task t ON t.id = c.task_id
        """;

    /// <summary>Part of a use case that has taken the task, where it is not a place that was just counted.</summary>
    public static Claim Insert(Tx tx, VolunteerTask task, long personId, long number, ClaimState state, Why why = default)
    {
        var id = tx.Insert(
            """
            INSERT INTO claim (task_id, person_id, number, state, inbox_id, claimed_at)
            VALUES (@taskId, @personId, @number, @state, @InboxId, @Now) RETURNING id
            """,
            new { taskId = task.Id, personId, number, state = state.ToString(), tx.Actor.InboxId, tx.Now });
        var claim = new Claim
        {
            Id = id,
            TaskId = task.Id,
            OrgId = task.OrgId,
            PersonId = personId,
            Number = number,
            State = state,
            Title = task.Title,
            Place = task.Place,
            StartsAt = task.StartsAt,
            EndsAt = task.EndsAt,
        };
        if (IsOfAFriend(tx, claim))
        {
            ClaimMachine.Table.BeginAsSystem(tx, claim, why);
        }
        else
        {
            ClaimMachine.Table.Begin(tx, claim, why);
        }

        return claim;
    }

    /// <summary>The member's step: by themselves, or by the friend to whom they handed a code.</summary>
    public static void MoveOwn(Tx tx, Claim claim, ClaimState to)
    {
        if (IsOfAFriend(tx, claim))
        {
            ClaimMachine.Table.MoveAsSystem(tx, claim, to);
        }
        else
        {
            ClaimMachine.Table.Move(tx, claim, to);
        }
    }

    public static Claim? Find(Tx tx, long id) => tx.First<Claim>(Select + " WHERE c.id = @id", new { id });

    public static Claim? FindOwn(Tx tx, long taskId) => tx.Actor.PersonId is { } personId ? FindOf(tx, taskId, personId) : null;

    public static Claim? FindOf(Tx tx, long taskId, long personId) => tx.First<Claim>(
        Select + $" WHERE c.task_id = @taskId AND c.person_id = @personId AND c.state NOT IN ({ClaimMachine.GivenUp})",
        new { taskId, personId });

    /// <summary>The actor's claim on a task, or the last of those they gave up.</summary>
    public static Claim? LatestOwn(Tx tx, long taskId) => tx.First<Claim>(
        Select + " WHERE c.task_id = @taskId AND c.person_id = @PersonId ORDER BY c.id DESC LIMIT 1",
        new { taskId, tx.Actor.PersonId });

    /// <summary>Of <see cref="ClaimMachine.Upcoming"/>: counted in the task's <c>taken</c>.</summary>
    public static bool HoldsPlace(ClaimState state) =>
        state is ClaimState.Confirmed or ClaimState.CheckedIn or ClaimState.CheckedOut;

    public static List<Claim> OpenOf(Tx tx, long taskId) => tx.All<Claim>(
        Select + $" WHERE c.task_id = @taskId AND c.state IN ({ClaimMachine.Open}) ORDER BY c.number", new { taskId });

    /// <summary>Somebody claimed it, whatever became of that.</summary>
    public static bool IsAny(Tx tx, long taskId) => tx.Exists("SELECT COUNT(*) FROM claim WHERE task_id = @taskId", new { taskId });

    public static List<Claim> OpenOfPerson(Tx tx, long personId) => tx.All<Claim>(
        Select + $" WHERE c.person_id = @personId AND c.state IN ({ClaimMachine.Open}) ORDER BY t.starts_at, c.id", new { personId });

    private static bool IsOfAFriend(Tx tx, Claim claim) =>
        claim.PersonId != tx.Actor.PersonId && claim.State is ClaimState.Confirmed or ClaimState.Pending or ClaimState.Offered;
}
