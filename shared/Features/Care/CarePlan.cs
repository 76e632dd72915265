using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Paging;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Care;

/// <summary>How often: A each week, B each month, C each quarter. It says nothing else about the person.</summary>
public enum CareTier
{
    A,
    B,
    C,
}

/// <summary>As the person prefers.</summary>
public enum CareWay
{
    Visit,
    Call,
}

public enum CarePlanState
{
    Draft,
    AwaitingConsent,
    Active,
    Paused,
    Ended,
}

public enum CareGiver
{
    Self,
    Guardian,
}

public enum CareConsentForm
{
    Spoken,
    Written,
    Chat,
}

/// <summary>The life of a care plan (关爱帮扶). It is the community's own: its secretary's and deputies', not the offices' above.</summary>
public static class CarePlanMachine
{
    public const string FallsDue = "care.due";
    public const string ConsentSoon = "care.consent_soon";
    public const string ConsentOver = "care.consent_over";
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public static readonly Machine<CarePlanState, CarePlan> Table = new(
        "care_plan",
        [CarePlanState.Ended],
        new(null, CarePlanState.Draft, Who.Secretary, Verb: "draft"),
        new(CarePlanState.Draft, CarePlanState.AwaitingConsent, Who.Secretary, Verb: "ask_for_consent"),
        new(CarePlanState.AwaitingConsent, CarePlanState.Active, Who.Secretary, "consent recorded: who, how, for what, until when; a guardian's for a minor", "12 months at most", Verb: "begin"),
        new(CarePlanState.Active, CarePlanState.Paused, Who.Secretary, "hospital, away, asked", Reason: true, Verb: "pause"),
        new(CarePlanState.Paused, CarePlanState.Active, Who.Secretary, Verb: "resume"),
        new(CarePlanState.Draft, CarePlanState.Ended, Who.Secretary, Reason: true, Verb: "end"),
        new(CarePlanState.AwaitingConsent, CarePlanState.Ended, Who.Secretary, Reason: true, Verb: "end"),
        new(CarePlanState.Active, CarePlanState.Ended, Who.Secretary | Who.System, "consent withdrawn: the same day; System when it lapses", Reason: true, Verb: "end"),
        new(CarePlanState.Paused, CarePlanState.Ended, Who.Secretary | Who.System, "consent withdrawn: the same day; System when it lapses", Reason: true, Verb: "end"))
    {
        Title = "Care plan (关爱帮扶)",
        Load = CareRows.Find,
        IsSeenByOthers = (tx, plan) => Can.See.Over(tx, plan.OrgId),
        Actors = [new(Who.Secretary, (tx, plan) => Can.RunCare.Over(tx, plan.OrgId))],
        ReasonWords = CareSeals.PlanReason,
        Timers =
        [
            new(CarePlanState.Active, FallsDue, (_, plan) => plan.NextDueAt - CareSchedule.Ahead(plan.Tier)),
            new(CarePlanState.Active, ConsentSoon, (_, plan) => plan.ConsentUntil - Soon) { AlsoIn = [CarePlanState.Paused] },
            new(CarePlanState.Active, ConsentOver, (_, plan) => plan.ConsentUntil) { AlsoIn = [CarePlanState.Paused] },
        ],
    };

    /// <summary>As SQL: somebody is visited.</summary>
    internal static readonly string Active = States.Sql(CarePlanState.Active);

    /// <summary>As SQL: over, and nameless.</summary>
    internal static readonly string Ended = States.Sql(CarePlanState.Ended);
}

/// <summary>A care plan as staff see it: nothing that names the person.</summary>
public sealed record CarePlan : IVersioned, ISealedRow<CarePlan>, IMoved<CarePlanState>
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

    /// <summary>The name of the first of the pair.</summary>
    public string? FirstName { get; init; }

    public long? SecondId { get; init; }

    /// <summary>The name of the other of the pair.</summary>
    public string? SecondName { get; init; }

    /// <summary>Why it rests or ended, in somebody's words.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it ended, where nobody had to say.</summary>
    public CareClosing? ClosedBy { get; init; }

    internal byte[]? ReasonCipher { get; init; }

    /// <summary>Until when the consent lasts; null while there is none.</summary>
    public DateTimeOffset? ConsentUntil { get; init; }

    /// <summary>When the next visit falls due.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    /// <summary>How many visits were made.</summary>
    public long VisitsDone { get; init; }

    public long Version { get; init; }

    CarePlan ISealedRow<CarePlan>.Opened(Vault vault) => With(CareSeals.PlanReason.Open(vault, Id, ReasonCipher));

    private CarePlan With(string? reason) => this with { Reason = CareReasons.WordsOf(reason), ClosedBy = CareReasons.CodeOf(reason), ReasonCipher = null };
}

/// <summary>What is written down of a person who is looked after; sealed.</summary>
public sealed record CareDetails
{
    [Limit("careName")]
    public const int LongestName = 30;

    [Limit("careDoor")]
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
