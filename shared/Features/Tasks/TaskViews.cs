using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Paging;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Tasks;

/// <summary>A task as the desk shows it: nothing of those who come, only how many.</summary>
public sealed record TaskView : IVersioned, ISealedRow<TaskView>
{
    public long Id { get; init; }

    public long OrgId { get; init; }

    public string OrgName { get; init; } = "";

    public string Title { get; init; } = "";

    public string Place { get; init; } = "";

    public string Bring { get; init; } = "";

    public string Risk { get; init; } = "";

    public RiskLevel RiskLevel { get; init; }

    public bool InsuranceConfirmed { get; init; }

    public string ContactName { get; init; } = "";

    internal byte[]? ContactNameCipher { get; init; }

    public DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    public long Capacity { get; init; }

    /// <summary>Places given or held.</summary>
    public long Taken { get; init; }

    /// <summary>How many wait for a place.</summary>
    public long Waiting { get; init; }

    public Skill? Skill { get; init; }

    public bool TwoPeople { get; init; }

    /// <summary>The secretary says yes to each claim.</summary>
    public bool PendingClaims { get; init; }

    public bool NeedsClearance { get; init; }

    public Skill? Credential { get; init; }

    /// <summary>The first task of its weekly series.</summary>
    public long? SeriesId { get; init; }

    public TaskState State { get; init; }

    /// <summary>Why it was cancelled.</summary>
    public string? Reason { get; init; }

    internal byte[]? ReasonCipher { get; init; }

    public long Version { get; init; }

    TaskView ISealedRow<TaskView>.Opened(Vault vault) => this with
    {
        ContactName = TaskSeals.ContactName.Open(vault, Id, ContactNameCipher) ?? "",
        ContactNameCipher = null,
        Reason = TaskSeals.Reason.Open(vault, Id, ReasonCipher),
        ReasonCipher = null,
    };
}

/// <summary>Which tasks to list.</summary>
public sealed record TaskFilter(TaskState? State = null, long? OrgId = null, long? SeriesId = null, DateTimeOffset? From = null, DateTimeOffset? Until = null);

/// <summary>The tasks of the part of the tree in which the actor runs the work.</summary>
public static class TaskViews
{
    private static readonly string Select =
        $"""
        SELECT t.id, t.org_id, o.name AS org_name, t.title, t.place, t.bring, t.risk, t.risk_level, t.insurance_confirmed, t.contact_name_cipher,
               t.starts_at, t.ends_at, t.places AS capacity, t.taken, t.skill, t.two_people, t.pending_claims, t.needs_clearance, t.credential, t.series_id,
               t.state, t.reason_cipher, t.row_version AS version,
               (SELECT COUNT(*) FROM claim c WHERE c.task_id = t.id AND c.state = {ClaimMachine.Waiting}) AS waiting
        FROM task t JOIN org o ON o.id = t.org_id
        """;

    public static Outcome<TaskView> Find(Tx tx, long id) =>
        tx.First<TaskView>(Select + $" WHERE t.id = @id AND {Can.RunCommunity.On("t.org_id")}", new { id }) is { } task ? task : RefusalCode.NotFound;

    public static readonly Sorts Sorts = new("task", "t", ("startsAt", "starts_at"), ("endsAt", "ends_at"), ("title", "title"));

    private static string IsAskedFor(TaskFilter filter) => Asked.For(
        (filter.State is not null, "t.state = @state"),
        (filter.OrgId is not (null or 0), "t.org_id = @OrgId"),
        (filter.SeriesId is not (null or 0), "t.series_id = @SeriesId"),
        (filter.From is not null, "t.ends_at > @From"),
        (filter.Until is not null, "t.starts_at < @Until"));

    public static Page<TaskView> List(Tx tx, TaskFilter filter, PageRequest page) => page.Cut(
        new SeenPage(page, Sorts, [new Sight(Sight.Any, "t.org_id", Can.RunCommunity.Reach(tx, filter.OrgId ?? 0))], IsAskedFor(filter)).Rows<TaskView>(
            tx,
            Select,
            new
            {
                state = filter.State?.ToString(),
                filter.OrgId,
                filter.SeriesId,
                filter.From,
                filter.Until,
            }),
        task => task.Id);
}
