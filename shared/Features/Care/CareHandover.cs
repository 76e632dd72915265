using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Outbox;

namespace ChatGov.Care;

/// <summary>
/// Somebody of a pair does not go any more, because the pair is another, or because they left, moved or rest: what they took is open
/// again in the same transaction, and whoever can still go is asked. The door closed to them in that moment.
/// </summary>
internal static class CareHandover
{
    /// <summary>The pair was changed: an open visit goes over to the new one.</summary>
    public static void ToPair(Tx tx, CarePlan before, CarePlan now)
    {
        if (CareRows.OpenVisit(tx, now.Id) is not { } visit)
        {
            return;
        }

        // Who helps through the list is not of the pair, and goes all the same.
        var isFree = false;
        var going = visit.TaskId is null ? CarePairs.Of(before).Union(visit.Takers) : CarePairs.Of(before);
        foreach (var gone in going.Except(CarePairs.Of(now)).ToList())
        {
            if (Release(tx, now, visit, gone))
            {
                isFree = true;
                tx.Send(gone, OutboxKind.News, "care.notice.handed_over", [("id", now.Id), ("community", now.OrgName)]);
                visit = CareRows.FindVisit(tx, visit.Id)!;
            }
        }

        if (visit.State == CareVisitState.Due)
        {
            // Who stays of the pair was asked when it fell due; and again where it is open once more.
            CareSchedule.AskPair(tx, now, visit, isFree ? CarePairs.Of(now) : CarePairs.Of(now).Except(CarePairs.Of(before)));
        }
    }

    /// <summary>Somebody no longer serves in a community.</summary>
    /// <param name="comesBack">They rest, and stay of the pair.</param>
    public static void FromCommunity(Tx tx, long personId, long orgId, bool comesBack)
    {
        foreach (var id in tx.All<long>(
            $"""
            SELECT p.id FROM care_plan p WHERE p.org_id = @orgId AND p.state <> {CarePlanMachine.Ended}
              AND (p.first_id = @personId OR p.second_id = @personId
                OR EXISTS (SELECT 1 FROM care_visit v WHERE v.plan_id = p.id AND v.state IN ({CareVisitMachine.Open}) AND (v.first_id = @personId OR v.second_id = @personId)))
            ORDER BY p.id
            """,
            new { personId, orgId }))
        {
            FromPlan(tx, CarePlanMachine.Table.Take(tx, id)!, personId, comesBack);
        }
    }

    private static void FromPlan(Tx tx, CarePlan plan, long personId, bool comesBack)
    {
        var isOfPair = CarePairs.Of(plan).Contains(personId);
        if (!comesBack && isOfPair)
        {
            tx.Run(
                """
                UPDATE care_plan SET first_id = CASE WHEN first_id = @personId THEN second_id ELSE first_id END, second_id = NULL, row_version = row_version + 1
                WHERE id = @Id
                """,
                new { plan.Id, personId });
            tx.Audit("care_plan", plan.Id, "leave_pair");
        }

        var isOpenAgain = OpensAgain(tx, plan, personId);
        if (isOfPair)
        {
            CareNotices.ToSecretaries(tx, plan, comesBack ? "care.notice.pair_rests" : "care.notice.pair_left");
        }

        if (isOpenAgain)
        {
            CareNotices.ToSecretaries(tx, plan, "care.notice.open_again");
        }
    }

    /// <summary>They had taken the visit, and those who are left are too few: whoever can still go is asked.</summary>
    private static bool OpensAgain(Tx tx, CarePlan plan, long personId)
    {
        if (CareRows.OpenVisit(tx, plan.Id) is not { } visit || !Release(tx, plan, visit, personId)
            || CareRows.FindVisit(tx, visit.Id) is not { State: CareVisitState.Due } open)
        {
            return false;
        }

        var now = CareRows.Find(tx, plan.Id)!;
        CareSchedule.AskPair(tx, now, open, CarePairs.Of(now));
        return true;
    }

    /// <summary>Takes somebody out of a visit. Where those who are left are too few, it is open again, with its whole time to be answered.</summary>
    /// <returns>False when they had not taken it.</returns>
    private static bool Release(Tx tx, CarePlan plan, CareVisit visit, long personId)
    {
        if (!visit.IsTakenBy(personId))
        {
            return false;
        }

        tx.Run(
            """
            UPDATE care_visit SET first_id = CASE WHEN first_id = @personId THEN second_id ELSE first_id END, second_id = NULL,
                planned_at = CASE WHEN first_id = @personId AND second_id IS NULL THEN NULL ELSE planned_at END, row_version = row_version + 1
            WHERE id = @Id
            """,
            new { visit.Id, personId });
        tx.Audit("care_visit", visit.Id, "hand_over");
        var left = CareRows.FindVisit(tx, visit.Id)!;
        if (left.State == CareVisitState.Taken && !CareHelpers.AreEnough(tx, plan, left))
        {
            CareVisitMachine.Table.MoveAsSystem(tx, left, CareVisitState.Due);
            Timers.Move(tx, CareVisitMachine.Unanswered, visit.Id, tx.Now + CareSchedule.TimeToAnswer(plan.Tier));
        }

        return true;
    }
}
