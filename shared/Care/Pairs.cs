using ChatGov.Data;

namespace ChatGov.Care;

/// <summary>The two who are asked first. For minors both have been checked.</summary>
public static class Pairs
{
    /// <param name="second">Null while there is only one.</param>
    public static Outcome<CarePlan> Set(Tx tx, long planId, long first, long? second) => CareRows.Act(tx, planId, plan =>
    {
        if (plan.State == CarePlanState.Ended || first == second)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        foreach (var person in new[] { first, second ?? first })
        {
            if (!Reports(tx, person, plan.OrgId))
            {
                return new Refusal(RefusalCode.NotFound);
            }

            if (plan.IsMinor && !IsCleared(tx, person))
            {
                return new Refusal(RefusalCode.ClearanceMissing);
            }
        }

        if (plan.IsMinor && second is null)
        {
            return new Refusal(RefusalCode.TwoNeeded);
        }

        tx.Run("UPDATE care_plan SET first_id = @first, second_id = @second, row_version = row_version + 1 WHERE id = @planId", new { planId, first, second });
        tx.Audit("care_plan", planId, "set_pair");
        HandingOver.ToPair(tx, plan, CareRows.Find(tx, planId)!);
        return null;
    });

    /// <summary>The actor is one of the two and still reports there.</summary>
    internal static bool HasActor(Tx tx, CarePlan plan) => tx.Actor.PersonId is { } me && Of(plan).Contains(me) && Reports(tx, me, plan.OrgId);

    /// <summary>Those of the pair who serve there now: whoever rests is not asked.</summary>
    internal static List<long> Going(Tx tx, CarePlan plan) => Of(plan).FindAll(person => Reports(tx, person, plan.OrgId));

    internal static List<long> Of(CarePlan plan) => [.. new[] { plan.FirstId, plan.SecondId }.OfType<long>()];

    /// <summary>Declaration and record check, still valid.</summary>
    internal static bool IsCleared(Tx tx, long personId) => tx.Exists(
        "SELECT COUNT(*) FROM qualification WHERE person_id = @personId AND kind = 'MinorClearance' AND valid_until > @Now", new { personId, tx.Now });

    /// <summary>Whoever left the community goes to nobody there any more, and reads nothing. Who wants to move serves until the other says yes.</summary>
    internal static bool Reports(Tx tx, long personId, long orgId) => tx.Exists(
        "SELECT COUNT(*) FROM registration WHERE person_id = @personId AND org_id = @orgId AND state IN ('Active', 'Transferring')", new { personId, orgId });
}
