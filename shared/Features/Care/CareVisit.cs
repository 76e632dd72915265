using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Machines;
using ChatGov.Paging;

namespace ChatGov.Care;

public enum CareVisitState
{
    Due,
    Taken,
    Done,
    Missed,
}

public enum CareOutcome
{
    /// <summary>平安.</summary>
    Well,

    /// <summary>需要帮忙.</summary>
    NeedsHelp,

    /// <summary>没见到.</summary>
    NotSeen,

    /// <summary>不想被打扰.</summary>
    LeftAlone,
}

/// <summary>One visit or call, without a word about the person.</summary>
public sealed record CareVisit : IVersioned, ISealedRow<CareVisit>, IMoved<CareVisitState>
{
    public long Id { get; init; }

    /// <summary>The plan it belongs to.</summary>
    public long PlanId { get; init; }

    public long OrgId { get; init; }

    public string OrgName { get; init; } = "";

    public CareTier Tier { get; init; }

    public CareWay Way { get; init; }

    public CareVisitState State { get; init; }

    public DateTimeOffset DueAt { get; init; }

    /// <summary>From then it is late.</summary>
    public DateTimeOffset RedAt { get; init; }

    /// <summary>Something changed much: somebody goes within 24 hours.</summary>
    public bool MajorChange { get; init; }

    public long? FirstId { get; init; }

    public long? SecondId { get; init; }

    /// <summary>When those who took it mean to go; the task's time where the community was asked.</summary>
    public DateTimeOffset? PlannedAt { get; init; }

    /// <summary>How it was; null before.</summary>
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

    /// <summary>The same, where nobody had to say: the plan it was of has ended.</summary>
    public CareClosing? ClosedBy { get; init; }

    internal byte[]? ExplainedCipher { get; init; }

    public Light Light { get; init; }

    public long Version { get; init; }

    internal DateTimeOffset? TaskEndsAt { get; init; }

    /// <summary>Until when those who said they go are waited for.</summary>
    internal DateTimeOffset? GoesUntil => TaskEndsAt ?? (State == CareVisitState.Taken ? PlannedAt : null);

    /// <summary>Those of the pair who said that they go.</summary>
    internal IReadOnlyList<long> Takers => [.. new[] { FirstId, SecondId }.OfType<long>()];

    CareVisit ISealedRow<CareVisit>.Opened(Vault vault) => With(CareSeals.Explained.Open(vault, Id, ExplainedCipher));

    private CareVisit With(string? reason) => this with { Explained = CareReasons.WordsOf(reason), ClosedBy = CareReasons.CodeOf(reason), ExplainedCipher = null };

    internal bool IsTakenBy(long? personId) => personId is not null && (FirstId == personId || SecondId == personId);
}
