using ChatGov.Data;
using ChatGov.Machines;

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

/// <summary>The life of a care plan (关爱帮扶).</summary>
public static class CarePlanMachine
{
    public static readonly Machine<CarePlanState> Table = new(
        "care_plan",
        [CarePlanState.Ended],
        new(null, CarePlanState.Draft, Who.Secretary),
        new(CarePlanState.Draft, CarePlanState.AwaitingConsent, Who.Secretary),
        new(CarePlanState.AwaitingConsent, CarePlanState.Active, Who.Secretary, "consent recorded: who, how, for what, until when; a guardian's for a minor", "12 months at most"),
        new(CarePlanState.Active, CarePlanState.Paused, Who.Secretary, "hospital, away, asked", Reason: true),
        new(CarePlanState.Paused, CarePlanState.Active, Who.Secretary),
        new(CarePlanState.Draft, CarePlanState.Ended, Who.Secretary, Reason: true),
        new(CarePlanState.AwaitingConsent, CarePlanState.Ended, Who.Secretary, Reason: true),
        new(CarePlanState.Active, CarePlanState.Ended, Who.Secretary | Who.System, "consent withdrawn: the same day; System when it lapses", Reason: true),
        new(CarePlanState.Paused, CarePlanState.Ended, Who.Secretary | Who.System, "consent withdrawn: the same day; System when it lapses", Reason: true));
}

/// <summary>The life of one visit or call.</summary>
public static class CareVisitMachine
{
    public static readonly Machine<CareVisitState> Table = new(
        "care_visit",
        [CareVisitState.Done, CareVisitState.Missed],
        new(null, CareVisitState.Due, Who.System | Who.Secretary, "A each 7 d, B each month, C each quarter; after a major change in 24 h"),
        new(CareVisitState.Due, CareVisitState.Taken, Who.Member | Who.Secretary, "of the pair; two for the first visit and for minors"),
        new(CareVisitState.Taken, CareVisitState.Due, Who.System, "who took it does not go any more: another pair, left, moved or rests", "whoever can go is asked"),
        new(CareVisitState.Taken, CareVisitState.Done, Who.Member | Who.Secretary, "who took it says how it was"),
        new(CareVisitState.Due, CareVisitState.Missed, Who.System, "explained when the plan ended or was paused", "when the next falls due"),
        new(CareVisitState.Taken, CareVisitState.Missed, Who.System, "explained when the plan ended or was paused", "when the next falls due"));
}
