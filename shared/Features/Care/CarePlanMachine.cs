using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Rights;

namespace ChatGov.Care;

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
