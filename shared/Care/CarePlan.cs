using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Paging;

namespace ChatGov.Care;

/// <summary>A care plan as staff see it: nothing that names the person.</summary>
public sealed record CarePlan : IVersioned, ISealedRow<CarePlan>
{
    public long Id { get; init; }

    public long OrgId { get; init; }

    public string OrgName { get; init; } = "";

    public CareTier Tier { get; init; }

    public CareWay Way { get; init; }

    /// <summary>Two adults always, and the guardian's consent.</summary>
    public bool IsMinor { get; init; }

    public CarePlanState State { get; init; }

    public long? FirstId { get; init; }

    public string? FirstName { get; init; }

    public long? SecondId { get; init; }

    public string? SecondName { get; init; }

    public string? Reason { get; init; }

    internal byte[]? ReasonCipher { get; init; }

    public DateTimeOffset? ConsentUntil { get; init; }

    /// <summary>When the next visit falls due.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    public long VisitsDone { get; init; }

    public long Version { get; init; }

    CarePlan ISealedRow<CarePlan>.Opened(Vault vault) => this with { Reason = CareSeals.PlanReason.Open(vault, Id, ReasonCipher), ReasonCipher = null };
}

/// <summary>One visit or call, without a word about the person.</summary>
public sealed record CareVisit : IVersioned, ISealedRow<CareVisit>
{
    public long Id { get; init; }

    public long PlanId { get; init; }

    public long OrgId { get; init; }

    public string OrgName { get; init; } = "";

    public CareTier Tier { get; init; }

    public CareWay Way { get; init; }

    public CareVisitState State { get; init; }

    public DateTimeOffset DueAt { get; init; }

    /// <summary>From then it is late.</summary>
    public DateTimeOffset RedAt { get; init; }

    public bool MajorChange { get; init; }

    public long? FirstId { get; init; }

    public long? SecondId { get; init; }

    /// <summary>When those who took it mean to go; the task's time where the community was asked.</summary>
    public DateTimeOffset? PlannedAt { get; init; }

    public CareOutcome? Outcome { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>The task on the list, where the community was asked to help.</summary>
    public long? TaskId { get; init; }

    /// <summary>What those who went say it took; hours with the secretary's yes.</summary>
    public long? Minutes { get; init; }

    /// <summary>The task under which these hours stand.</summary>
    public long? TimeTaskId { get; init; }

    /// <summary>Why it was missed, where there is a reason.</summary>
    public string? Explained { get; init; }

    internal byte[]? ExplainedCipher { get; init; }

    public Light Light { get; init; }

    public long Version { get; init; }

    internal DateTimeOffset? TaskEndsAt { get; init; }

    /// <summary>Until when those who said they go are waited for.</summary>
    internal DateTimeOffset? GoesUntil => TaskEndsAt ?? (State == CareVisitState.Taken ? PlannedAt : null);

    /// <summary>Those of the pair who said that they go.</summary>
    internal IReadOnlyList<long> Takers => [.. new[] { FirstId, SecondId }.OfType<long>()];

    CareVisit ISealedRow<CareVisit>.Opened(Vault vault) => this with { Explained = CareSeals.Explained.Open(vault, Id, ExplainedCipher), ExplainedCipher = null };

    internal bool IsTakenBy(long? personId) => personId is not null && (FirstId == personId || SecondId == personId);
}

/// <summary>What is written down of a person who is looked after; sealed.</summary>
public sealed record CareDetails
{
    public const int LongestName = 30;
    public const int LongestDoor = 100;

    public CareTier Tier { get; init; }

    public CareWay Way { get; init; }

    public bool IsMinor { get; init; }

    public string Name { get; init; } = "";

    public string Door { get; init; } = "";

    public string Phone { get; init; } = "";

    /// <summary>What the pair hands on: when to knock, where to ring. Not about health or family.</summary>
    public string Handover { get; init; } = "";
}

/// <param name="Scope">For what: "每周上门看看", in words.</param>
/// <param name="UntilAt">At most twelve months ahead.</param>
public sealed record CareConsentGiven(CareGiver By, CareConsentForm Form, string Scope, DateTimeOffset UntilAt);

/// <summary>What those who go may read, for as long as they may.</summary>
public sealed record CareDoor(string Name, string Door, string Phone, string Handover);

/// <summary>Somebody read a name and a door.</summary>
public sealed record CareReading : ISealedRow<CareReading>
{
    public long Id { get; init; }

    public string Reader { get; init; } = "";

    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>Null for those who went; staff say why.</summary>
    public string? Reason { get; init; }

    internal byte[]? ReasonCipher { get; init; }

    CareReading ISealedRow<CareReading>.Opened(Vault vault) => this with { Reason = CareSeals.ReadingReason.Open(vault, Id, ReasonCipher), ReasonCipher = null };
}
