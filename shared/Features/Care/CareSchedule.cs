using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Machines;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Care;

/// <summary>
/// Visits fall due by themselves, one at a time for a plan: the pair is asked, whoever takes it says how it was, and the next
/// is counted from then. What nobody took in time is missed, and the secretary knew before.
/// </summary>
public static class CareSchedule
{
    [Limit("majorChangeHours")]
    private const int MajorChangeHours = 24;

    internal static readonly TimeSpan MajorWithin = TimeSpan.FromHours(MajorChangeHours);

    /// <summary>From the one done to the next.</summary>
    public static DateTimeOffset Next(CareTier tier, DateTimeOffset from) => tier switch
    {
        CareTier.A => from.AddDays(7),
        CareTier.B => from.AddMonths(1),
        CareTier.C => from.AddMonths(3),
    };

    /// <summary>So long before it is due the pair is asked: the light is yellow from then on.</summary>
    public static TimeSpan Ahead(CareTier tier) => tier == CareTier.A ? TimeSpan.FromDays(1) : TimeSpan.Zero;

    /// <summary>So long a visit may wait before it is late.</summary>
    public static TimeSpan Grace(CareTier tier) => tier switch
    {
        CareTier.A => TimeSpan.FromDays(1),
        CareTier.B => TimeSpan.FromDays(3),
        CareTier.C => TimeSpan.FromDays(7),
    };

    /// <summary>The next visit is counted from there.</summary>
    internal static void Count(Tx tx, long planId, DateTimeOffset at) => tx.Run("UPDATE care_plan SET next_due_at = @at WHERE id = @planId", new { planId, at });

    /// <summary>The same, of a plan that goes on.</summary>
    internal static void CountAgain(Tx tx, long planId, DateTimeOffset at)
    {
        Count(tx, planId, at);
        CarePlanMachine.Table.Rearm(tx, planId, CarePlanMachine.FallsDue);
    }

    internal static void CloseOpen(Tx tx, CarePlan plan, string explained)
    {
        if (CareRows.OpenVisit(tx, plan.Id) is { } open)
        {
            CareHelpers.CallOff(tx, open, explained);
            CareVisitMachine.Table.MoveAsSystem(tx, open, CareVisitState.Missed, Why.Because("plan_closed"));
            tx.Run("UPDATE care_visit SET explained_cipher = @explained WHERE id = @Id", new { open.Id, explained = CareSeals.Explained.SealWords(tx.Vault, open.Id, explained) });
        }
    }

    internal static void FallDue(Tx tx, long planId)
    {
        if (CarePlanMachine.Table.Take(tx, planId) is not { State: CarePlanState.Active } plan || plan.NextDueAt is not { } due || due - Ahead(plan.Tier) > tx.Now)
        {
            return;
        }

        if (CareRows.OpenVisit(tx, planId) is { } before)
        {
            // Somebody is about to go: the next is counted from that.
            if (before.GoesUntil >= tx.Now)
            {
                CountAgain(tx, planId, before.GoesUntil.Value.AddDays(1) + Ahead(plan.Tier));
                return;
            }

            CareVisitMachine.Table.MoveAsSystem(tx, before, CareVisitState.Missed);
            CareNotices.ToSecretaries(tx, plan, "care.notice.missed");
        }

        Open(tx, plan, due > tx.Now ? due : tx.Now, majorChange: false);
    }

    internal static void TellUnanswered(Tx tx, long visitId)
    {
        if (CareRows.FindVisit(tx, visitId) is { State: CareVisitState.Due } visit)
        {
            CareNotices.ToSecretaries(tx, CareRows.Find(tx, visit.PlanId)!, "care.notice.unanswered");
        }
    }

    internal static void TellRed(Tx tx, long visitId)
    {
        if (CareRows.FindVisit(tx, visitId) is { State: CareVisitState.Due or CareVisitState.Taken } visit)
        {
            CareNotices.ToSecretaries(tx, CareRows.Find(tx, visit.PlanId)!, "care.notice.red");
            if (visit.Tier == CareTier.A)
            {
                Timers.Move(tx, CareVisitMachine.RedStill, visitId, tx.Now.AddHours(24));
            }
        }
    }

    /// <summary>A asks the street for help a day later: a number and a community, nothing else.</summary>
    internal static void AskStreet(Tx tx, long visitId)
    {
        if (CareRows.FindVisit(tx, visitId) is not { State: CareVisitState.Due or CareVisitState.Taken } visit)
        {
            return;
        }

        var plan = CareRows.Find(tx, visit.PlanId)!;
        foreach (var person in Staff.Over(tx, Role.StreetOffice, plan.OrgId))
        {
            tx.Send(person, OutboxKind.News, "care.notice.street", [("community", plan.OrgName)]);
        }
    }

    internal static CareVisit Open(Tx tx, CarePlan plan, DateTimeOffset due, bool majorChange)
    {
        var red = majorChange ? due + MajorWithin : due + Grace(plan.Tier);
        var id = tx.Insert(
            "INSERT INTO care_visit (plan_id, state, due_at, red_at, major_change) VALUES (@Id, @state, @due, @red, @majorChange) RETURNING id",
            new { plan.Id, state = nameof(CareVisitState.Due), due, red, majorChange });
        CareVisitMachine.Table.Begin(tx, id);
        CountAgain(tx, plan.Id, Next(plan.Tier, due));
        if (CarePairs.Going(tx, plan).Count == 0)
        {
            CareNotices.ToSecretaries(tx, plan, "care.notice.no_pair");
        }
        else
        {
            CareNotices.AskToGo(tx, plan, id, majorChange ? "care.notice.major" : "care.notice.due", CarePairs.Going(tx, plan));
        }

        return CareRows.FindVisit(tx, id)!;
    }

    /// <summary>So long the pair has to say whether they go, before the secretary is told.</summary>
    internal static TimeSpan TimeToAnswer(CareTier tier) => tier == CareTier.A ? TimeSpan.FromHours(24) : TimeSpan.FromHours(48);

    /// <summary>Asks those of them who can go and have not said so yet.</summary>
    internal static void AskPair(Tx tx, CarePlan plan, CareVisit visit, IEnumerable<long> people)
    {
        // Where everybody is asked already, the list is where to say yes.
        if (visit.TaskId is null)
        {
            CareNotices.AskToGo(tx, plan, visit.Id, visit.MajorChange ? "care.notice.major" : "care.notice.due", people.Intersect(CarePairs.Going(tx, plan)).Except(visit.Takers));
        }
    }
}
