using ChatGov.Data;
using ChatGov.Organisations;

namespace ChatGov.Tasks;

/// <summary>A task as everybody may see it: nothing personal but the contact's name.</summary>
public sealed record VolunteerTask
{
    public long Id { get; init; }

    public long OrgId { get; init; }

    public string OrgName { get; init; } = "";

    public string Title { get; init; } = "";

    public string Place { get; init; } = "";

    public string Bring { get; init; } = "";

    public string Risk { get; init; } = "";

    public string ContactName { get; init; } = "";

    public DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    public long Places { get; init; }

    public long Taken { get; init; }

    public bool TwoPeople { get; init; }

    public bool PendingClaims { get; init; }

    public long OrganiserId { get; init; }

    public TaskState State { get; init; }

    public long RowVersion { get; init; }

    public long Left => Places - Taken;

    public long Minutes => (long)(EndsAt - StartsAt).TotalMinutes;
}

/// <summary>The SQL of tasks.</summary>
internal static class TaskRows
{
    public const string Columns =
        """
        t.id, t.org_id, o.name AS org_name, t.title, t.place, t.bring, t.risk, t.contact_name, t.starts_at, t.ends_at, t.places,
        t.taken, t.two_people, t.pending_claims, t.organiser_id, t.state, t.row_version
        """;

    public static VolunteerTask? Find(Tx tx, long id) => tx.First<VolunteerTask>(
        $"SELECT {Columns} FROM task t JOIN org o ON o.id = t.org_id WHERE t.id = @id", new { id });

    /// <summary>The task when the actor organises it or runs its community; otherwise it is not there.</summary>
    public static VolunteerTask? FindRun(Tx tx, long id) =>
        Find(tx, id) is { } task && (task.OrganiserId == tx.Actor.PersonId || Scope.RunsCommunity(tx, task.OrgId)) ? task : null;

    /// <returns>False when somebody else moved it first.</returns>
    public static bool Move(Tx tx, long id, TaskState from, TaskState to, Who by, string action, string? reason = null)
    {
        TaskMachine.Table.Require(from, to, by);
        var moved = tx.Run(
            "UPDATE task SET state = @to, reason = COALESCE(@reason, reason), row_version = row_version + 1 WHERE id = @id AND state = @from",
            new { id, from = from.ToString(), to = to.ToString(), reason });
        if (moved == 1)
        {
            tx.Audit("task", id, action, from.ToString(), to.ToString());
        }

        return moved == 1;
    }

    /// <summary>Takes the task's row, so that its claims do not change meanwhile.</summary>
    public static void Lock(Tx tx, long id) => tx.Lock("UPDATE task SET row_version = row_version + 1 WHERE id = @id", new { id });
}
