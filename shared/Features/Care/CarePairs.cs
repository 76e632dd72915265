using ChatGov.Data;
using ChatGov.Registrations;
using ChatGov.Texts;

namespace ChatGov.Care;

/// <summary>The two who are asked first. For minors both have been checked.</summary>
public static class CarePairs
{
    /// <summary>
    /// Names the pair, or another in its place: a visit under way goes over to it (<see cref="CareHandover.ToPair"/>), and the door shuts
    /// for whoever is not of it any more.
    /// </summary>
    /// <param name="second">Null while there is only one.</param>
    public static Outcome<CarePlan> Set(Tx tx, long planId, long first, long? second) => CarePlanMachine.Table.Change(tx, planId, Who.Secretary, plan =>
    {
        if (plan.State == CarePlanState.Ended)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        if (first == second)
        {
            return new Refusal(CareRefusal.SameTwice);
        }

        foreach (var person in new[] { first, second ?? first })
        {
            if (!Reports(tx, person, plan.OrgId))
            {
                return new Refusal(RefusalCode.NotFound);
            }

            if (plan.IsMinor && !IsCleared(tx, person))
            {
                return new Refusal(CareRefusal.ClearanceMissing);
            }
        }

        if (plan.IsMinor && second is null)
        {
            return new Refusal(CareRefusal.TwoNeeded);
        }

        tx.Run("UPDATE care_plan SET first_id = @first, second_id = @second, row_version = row_version + 1 WHERE id = @planId", new { planId, first, second });
        tx.Audit("care_plan", planId, "set_pair");
        CareHandover.ToPair(tx, plan, CareRows.Find(tx, planId)!);
        return null;
    });

    /// <summary>The actor is one of the two and still reports there.</summary>
    internal static bool HasActor(Tx tx, CarePlan plan) => tx.Actor.PersonId is { } me && Of(plan).Contains(me) && Reports(tx, me, plan.OrgId);

    /// <summary>The actor goes, means to go or may be asked to: of the pair, who took it, or who was given a place.</summary>
    internal static bool Visits(Tx tx, CareVisit visit) => tx.Actor.PersonId is { } me
        && (visit.IsTakenBy(me) || CareHelpers.Helps(tx, visit, me) || HasActor(tx, CareRows.Find(tx, visit.PlanId)!));

    /// <summary>我的数据: how many people they look after.</summary>
    internal static Phrase? ToVisitor(Tx tx, long personId) =>
        tx.Count("SELECT COUNT(*) FROM care_plan WHERE first_id = @personId OR second_id = @personId", new { personId }) is > 0 and var count ? new Phrase("my_data.care", ("count", count)) : null;

    /// <summary>我的数据: how often they said how a visit was, and read whom it is for; of whoever took it, helped out or phoned.</summary>
    internal static Phrase? ToWhoeverWent(Tx tx, long personId)
    {
        var visits = tx.Count("SELECT COUNT(*) FROM care_visit WHERE done_by = @personId", new { personId });
        var doors = tx.Count("SELECT COUNT(*) FROM care_reading WHERE person_id = @personId", new { personId });
        return visits + doors == 0 ? null : new Phrase("my_data.care_done", ("visits", visits), ("doors", doors));
    }

    /// <summary>Those of the pair who serve there now: whoever rests is not asked.</summary>
    internal static List<long> Going(Tx tx, CarePlan plan) => Of(plan).FindAll(person => Reports(tx, person, plan.OrgId));

    internal static List<long> Of(CarePlan plan) => [.. new[] { plan.FirstId, plan.SecondId }.OfType<long>()];

    /// <summary>Declaration and record check, still valid.</summary>
    internal static bool IsCleared(Tx tx, long personId) => tx.Exists(
        "SELECT COUNT(*) FROM qualification WHERE person_id = @personId AND kind = 'MinorClearance' AND valid_until > @Now", new { personId, tx.Now });

    /// <summary>Whoever left the community goes to nobody there any more, and reads nothing.</summary>
    internal static bool Reports(Tx tx, long personId, long orgId) => tx.Exists(
        $"SELECT COUNT(*) FROM registration WHERE person_id = @personId AND org_id = @orgId AND state IN ({RegistrationMachine.Serving})", new { personId, orgId });
}
