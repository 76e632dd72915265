using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Machines;
using ChatGov.Paging;
using ChatGov.Rights;

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

/// <summary>The life of one visit or call.</summary>
public static class CareVisitMachine
{
    public const string Unanswered = "care.unanswered";
    public const string Red = "care.red";
    public const string RedStill = "care.red_still";

    public static readonly Machine<CareVisitState, CareVisit> Table = new(
        "care_visit",
        [CareVisitState.Done, CareVisitState.Missed],
        new(null, CareVisitState.Due, Who.System | Who.Secretary, "A each 7 d, B each month, C each quarter; after a major change in 24 h", Verb: "fall_due"),
        new(CareVisitState.Due, CareVisitState.Taken, Who.Member | Who.Secretary, "of the pair; two for the first visit and for minors", Verb: "take"),
        new(CareVisitState.Taken, CareVisitState.Due, Who.System, "who took it does not go any more: another pair, left, moved or rests", "whoever can go is asked", Verb: "open_again"),
        new(CareVisitState.Taken, CareVisitState.Done, Who.Member | Who.Secretary, "who took it says how it was", Verb: "done"),
        new(CareVisitState.Due, CareVisitState.Missed, Who.System, "explained when the plan ended or was paused", "when the next falls due", Verb: "miss"),
        new(CareVisitState.Taken, CareVisitState.Missed, Who.System, "explained when the plan ended or was paused", "when the next falls due", Verb: "miss"))
    {
        Title = "Care visit",
        Load = CareRows.FindVisit,
        IsSeenByOthers = (_, _) => false,
        Actors =
        [
            new(Who.Secretary, (tx, visit) => Can.RunCare.Over(tx, visit.OrgId)),
            new(Who.Member, CarePairs.Visits),
        ],
        ReasonWords = null,
        Timers =
        [
            new(CareVisitState.Due, Unanswered, (_, visit) => visit.DueAt + CareSchedule.TimeToAnswer(visit.Tier)),
            new(CareVisitState.Due, Red, (_, visit) => visit.RedAt) { AlsoIn = [CareVisitState.Taken] },

            // A day after the other, and not for every tier: who is told then sets it.
            new(CareVisitState.Due, RedStill, (_, _) => null) { AlsoIn = [CareVisitState.Taken] },
        ],
        TakenFirst = ["UPDATE care_plan SET row_version = row_version WHERE id = (SELECT plan_id FROM care_visit WHERE id = @id)"],
    };

    /// <summary>As SQL: somebody has to go.</summary>
    internal static readonly string Open = States.Sql(Enum.GetValues<CareVisitState>().Except(Table.Terminal));

    /// <summary>As SQL: somebody went, or nobody did.</summary>
    internal static readonly string Over = States.Sql(Table.Terminal);

    internal static readonly string Done = States.Sql(CareVisitState.Done);

    internal static readonly string Missed = States.Sql(CareVisitState.Missed);
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
