using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Tasks;

namespace ChatGov.Claims;

/// <summary>The SQL of claims.</summary>
internal static class ClaimRows
{
    /// <summary>The states that count as open: they hold, wait for or are offered a place.</summary>
    public const string Open = "'Confirmed', 'Pending', 'Waitlisted', 'Offered', 'CheckedIn', 'CheckedOut'";

    /// <summary>The states in which a claim holds a place that is still to come.</summary>
    public const string Upcoming = "'Confirmed', 'CheckedIn', 'CheckedOut'";

    /// <summary>The states in which a claim is no more: the person may claim the task again.</summary>
    public const string GivenUp = "'Declined', 'Lapsed', 'Withdrawn', 'Released'";

    public const string Select =
        """
        SELECT c.id, c.task_id, c.person_id, c.number, c.state, t.title, t.place, t.starts_at, t.ends_at, c.minutes, c.offered_until
        FROM claim c JOIN task t ON t.id = c.task_id
        """;

    /// <summary>Part of a use case that has taken the task, where it is not a place that was just counted.</summary>
    public static Claim Insert(Tx tx, VolunteerTask task, long personId, long number, ClaimState state, string action, Who by = Who.Member)
    {
        ClaimMachine.Table.Require(null, state, by);
        var id = tx.Insert(
            """
            INSERT INTO claim (task_id, person_id, number, state, inbox_id, claimed_at)
            VALUES (@taskId, @personId, @number, @state, @InboxId, @Now) RETURNING id
            """,
            new { taskId = task.Id, personId, number, state = state.ToString(), tx.Actor.InboxId, tx.Now });
        tx.Audit("claim", id, action, to: state.ToString());
        return new Claim
        {
            Id = id,
            TaskId = task.Id,
            PersonId = personId,
            Number = number,
            State = state,
            Title = task.Title,
            Place = task.Place,
            StartsAt = task.StartsAt,
            EndsAt = task.EndsAt,
        };
    }

    /// <summary>Ends the clocks of a claim that is decided.</summary>
    public static void CancelTimers(Tx tx, long id)
    {
        foreach (var kind in new[] { PlaceOffers.RunsOut, ClaimApplications.AskAgain, ClaimApplications.NoAnswer })
        {
            Timers.Cancel(tx, kind, id);
        }
    }

    public static Claim? Find(Tx tx, long id) => tx.First<Claim>(Select + " WHERE c.id = @id", new { id });

    public static Claim? FindOwn(Tx tx, long taskId) => tx.Actor.PersonId is { } personId ? FindOf(tx, taskId, personId) : null;

    public static Claim? FindOf(Tx tx, long taskId, long personId) => tx.First<Claim>(
        Select + $" WHERE c.task_id = @taskId AND c.person_id = @personId AND c.state NOT IN ({GivenUp})",
        new { taskId, personId });

    /// <summary>The actor's claim on a task, or the last of those they gave up.</summary>
    public static Claim? LatestOwn(Tx tx, long taskId) => tx.First<Claim>(
        Select + " WHERE c.task_id = @taskId AND c.person_id = @PersonId ORDER BY c.id DESC LIMIT 1",
        new { taskId, tx.Actor.PersonId });

    /// <summary>Of <see cref="Upcoming"/>: counted in the task's <c>taken</c>.</summary>
    public static bool HoldsPlace(ClaimState state) =>
        state is ClaimState.Confirmed or ClaimState.CheckedIn or ClaimState.CheckedOut;

    public static List<Claim> OpenOf(Tx tx, long taskId) => tx.All<Claim>(
        Select + $" WHERE c.task_id = @taskId AND c.state IN ({Open}) ORDER BY c.number", new { taskId });

    public static List<Claim> OpenOfPerson(Tx tx, long personId) => tx.All<Claim>(
        Select + $" WHERE c.person_id = @personId AND c.state IN ({Open}) ORDER BY t.starts_at, c.id", new { personId });

    /// <param name="code">Why, where a reason is demanded; the words of a secretary are in the message to the member alone.</param>
    /// <returns>False when it is no longer in that state.</returns>
    public static bool Move(Tx tx, long id, ClaimState from, ClaimState to, Who by, string action, string? code = null)
    {
        ClaimMachine.Table.Require(from, to, by, code);
        var moved = tx.Run(
            "UPDATE claim SET state = @to, row_version = row_version + 1 WHERE id = @id AND state = @from",
            new { id, from = from.ToString(), to = to.ToString() });
        if (moved == 1)
        {
            tx.Audit("claim", id, action, from.ToString(), to.ToString(), code);
        }

        return moved == 1;
    }
}
