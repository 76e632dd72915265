using ChatGov.Data;
using ChatGov.Outbox;

namespace ChatGov.Tasks;

/// <summary>认领: a member takes a place. First come, first served, and never one too many.</summary>
public static class Claiming
{
    public const int MostOpen = 3;

    /// <summary>
    /// Takes a place in a task. Claiming again gives the same claim. Of two who want the last place, the one whose
    /// UPDATE comes second finds the guard closed and is told that it is full.
    /// </summary>
    public static Outcome<Claim> Claim(Tx tx, long taskId) => tx.UseCase<Claim>(() =>
    {
        var personId = tx.Actor.RequiredPersonId;
        if (Standing(tx, personId, taskId) is not { } standing)
        {
            return RefusalCode.NotFound;
        }

        if (standing.OwnClaimId is { } own)
        {
            return ClaimRows.Find(tx, own)!;
        }

        if (Refuse(standing, tx.Now) is { } refusal)
        {
            return refusal;
        }

        return TakePlace(tx, taskId) is { } place
            ? Insert(tx, taskId, personId, place)
            : RefusalCode.TaskFull;
    });

    /// <summary>Locks the person, then reads all that the rules need in one question.</summary>
    private static StandingRow? Standing(Tx tx, long personId, long taskId)
    {
        People.Persons.Lock(tx, personId);
        return tx.First<StandingRow>(
            $"""
            SELECT t.state, t.starts_at, t.pending_claims, t.organiser_id,
                   (SELECT c.id FROM claim c WHERE c.task_id = t.id AND c.person_id = @personId
                      AND c.state NOT IN ('Declined', 'Lapsed', 'Withdrawn', 'Released')) AS own_claim_id,
                   (SELECT COUNT(*) FROM claim c WHERE c.person_id = @personId AND c.state IN ({ClaimRows.Open})) AS open_claims,
                   EXISTS (SELECT 1 FROM claim c JOIN task other ON other.id = c.task_id
                           WHERE c.person_id = @personId AND c.state IN ({ClaimRows.Upcoming})
                             AND other.starts_at < t.ends_at AND t.starts_at < other.ends_at) AS clashes,
                   EXISTS (SELECT 1 FROM registration r WHERE r.person_id = @personId AND r.state IN ('Active', 'Transferring')) AS registered
            FROM task t
            WHERE t.id = @taskId AND t.state <> 'Draft'
            """,
            new { personId, taskId });
    }

    private static RefusalCode? Refuse(StandingRow standing, DateTimeOffset now)
    {
        if (!standing.Registered)
        {
            return RefusalCode.NotRegistered;
        }

        if (standing.State is not (TaskState.Published or TaskState.Filled))
        {
            return RefusalCode.TaskNotOpen;
        }

        if (standing.StartsAt <= now)
        {
            return RefusalCode.TaskStarted;
        }

        if (standing.PendingClaims)
        {
            return RefusalCode.NeedsConfirmation;
        }

        if (standing.OpenClaims >= MostOpen)
        {
            return RefusalCode.TooManyClaims;
        }

        return standing.Clashes ? RefusalCode.TimeClash : null;
    }

    private static PlaceRow? TakePlace(Tx tx, long taskId) => tx.RunReturning<PlaceRow>(
        """
        UPDATE task
        SET taken = taken + 1, next_number = next_number + 1, row_version = row_version + 1,
            state = CASE WHEN taken + 1 = places THEN 'Filled' ELSE state END
        WHERE id = @taskId AND state = 'Published' AND taken < places AND starts_at > @Now
        RETURNING next_number - 1 AS number, state, title, place, starts_at, ends_at
        """,
        new { taskId, tx.Now });

    private static Claim Insert(Tx tx, long taskId, long personId, PlaceRow place)
    {
        ClaimMachine.Table.Require(null, ClaimState.Confirmed, Who.Member);
        var id = tx.Insert(
            """
            INSERT INTO claim (task_id, person_id, number, state, inbox_id, claimed_at)
            VALUES (@taskId, @personId, @Number, 'Confirmed', @InboxId, @Now) RETURNING id
            """,
            new { taskId, personId, place.Number, tx.Actor.InboxId, tx.Now });
        tx.Audit("claim", id, "claim", to: nameof(ClaimState.Confirmed));
        if (place.State == TaskState.Filled)
        {
            TaskMachine.Table.Require(TaskState.Published, TaskState.Filled, Who.System);
            tx.Audit("task", taskId, "fill", nameof(TaskState.Published), nameof(TaskState.Filled));
        }

        Reminding.Plan(tx, id, place.StartsAt);
        return new Claim
        {
            Id = id,
            TaskId = taskId,
            PersonId = personId,
            Number = place.Number,
            State = ClaimState.Confirmed,
            Title = place.Title,
            Place = place.Place,
            StartsAt = place.StartsAt,
            EndsAt = place.EndsAt,
        };
    }

    private sealed record StandingRow
    {
        public TaskState State { get; init; }

        public DateTimeOffset StartsAt { get; init; }

        public bool PendingClaims { get; init; }

        public long OrganiserId { get; init; }

        public long? OwnClaimId { get; init; }

        public long OpenClaims { get; init; }

        public bool Clashes { get; init; }

        public bool Registered { get; init; }
    }

    private sealed record PlaceRow
    {
        public long Number { get; init; }

        public TaskState State { get; init; }

        public string Title { get; init; } = "";

        public string Place { get; init; } = "";

        public DateTimeOffset StartsAt { get; init; }

        public DateTimeOffset EndsAt { get; init; }
    }
}

/// <summary>退领: giving a place back, at any time before the start, without a reason.</summary>
public static class Withdrawing
{
    public static Outcome<Claim> Withdraw(Tx tx, long claimId) => tx.UseCase<Claim>(() =>
    {
        People.Persons.Lock(tx, tx.Actor.RequiredPersonId);
        if (ClaimRows.Find(tx, claimId) is not { } claim || claim.PersonId != tx.Actor.PersonId)
        {
            return RefusalCode.NotFound;
        }

        if (claim.State == ClaimState.Withdrawn)
        {
            return claim;
        }

        if (!ClaimMachine.Table.Allows(claim.State, ClaimState.Withdrawn, Who.Member))
        {
            return RefusalCode.ClaimNotOpen;
        }

        if (claim.StartsAt <= tx.Now)
        {
            return RefusalCode.TaskStarted;
        }

        GiveBack(tx, claim, ClaimState.Withdrawn, Who.Member, "withdraw");
        return claim with { State = ClaimState.Withdrawn };
    });

    /// <summary>Releases all that a person who leaves still holds. Part of a use case that locked the person.</summary>
    public static void ReleaseAllOf(Tx tx, long personId)
    {
        foreach (var claim in ClaimRows.OpenOfPerson(tx, personId))
        {
            GiveBack(tx, claim, ClaimState.Released, Who.System, "release");
        }
    }

    private static void GiveBack(Tx tx, Claim claim, ClaimState to, Who by, string action)
    {
        TaskRows.Lock(tx, claim.TaskId);
        if (!ClaimRows.Move(tx, claim.Id, claim.State, to, by, action))
        {
            return;
        }

        Reminding.Drop(tx, claim.Id);
        if (claim.State is not (ClaimState.Confirmed or ClaimState.CheckedIn or ClaimState.CheckedOut))
        {
            return;
        }

        var before = TaskRows.Find(tx, claim.TaskId)!;
        tx.Run("UPDATE task SET taken = taken - 1 WHERE id = @TaskId", new { claim.TaskId });
        if (before.State == TaskState.Filled)
        {
            TaskRows.Move(tx, claim.TaskId, TaskState.Filled, TaskState.Published, Who.System, "reopen");
        }

        if (claim.StartsAt - tx.Now < TimeSpan.FromHours(24) && claim.StartsAt > tx.Now)
        {
            tx.Send(before.OrganiserId, OutboxKind.News, "task.notice.place_freed", [("title", claim.Title), ("when", claim.StartsAt)],
                new SendOptions { Urgent = Deadlines.Shanghai.Day(claim.StartsAt) == Deadlines.Shanghai.Day(tx.Now) });
        }
    }
}
