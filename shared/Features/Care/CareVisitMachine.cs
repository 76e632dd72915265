using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Rights;

namespace ChatGov.Care;

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
