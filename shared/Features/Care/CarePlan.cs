using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Paging;
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
