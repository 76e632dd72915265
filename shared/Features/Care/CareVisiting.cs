using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Care;

/// <summary>What the pair says of a visit, whether they go and how it was, and what the secretary does about one.</summary>
public static class CareVisiting
{
    [Limit("visitNote")]
    public const int LongestNote = 200;

    private static readonly TimeSpan LongestAhead = TimeSpan.FromDays(7);

    /// <summary>One of the pair takes it. The first visit, and every visit to a minor, needs both.</summary>
    /// <param name="plannedAt">When they mean to go, at most a week ahead; the door is read from the day before to the day after.</param>
    public static Outcome<CareVisit> Take(Tx tx, long visitId, DateTimeOffset plannedAt) => Act(tx, visitId, (plan, visit) =>
    {
        if (!CarePairs.HasActor(tx, plan))
        {
            return new Refusal(RefusalCode.NotFound);
        }

        var me = tx.Actor.RequiredPersonId;
        if (visit.IsTakenBy(me))
        {
            return null;
        }

        if (visit.State != CareVisitState.Due)
        {
            return new Refusal(CareRefusal.VisitTaken);
        }

        if (visit.TaskId is not null)
        {
            return new Refusal(CareRefusal.VisitOnTheList);
        }

        if (plannedAt < tx.Now.AddMinutes(-1) || plannedAt > tx.Now + LongestAhead)
        {
            return new Refusal(CareRefusal.VisitDay);
        }

        if (plan.IsMinor && !CarePairs.IsCleared(tx, me))
        {
            return new Refusal(CareRefusal.ClearanceMissing);
        }

        tx.Run(
            "UPDATE care_visit SET second_id = CASE WHEN first_id IS NULL THEN NULL ELSE @me END, first_id = COALESCE(first_id, @me), planned_at = @plannedAt, row_version = row_version + 1 WHERE id = @visitId",
            new { visitId, me, plannedAt });
        tx.Audit("care_visit", visitId, "offer");
        if (visit.Takers.Count + 1 >= CareHelpers.PeopleNeeded(plan))
        {
            CareVisitMachine.Table.Move(tx, visit, CareVisitState.Taken);
        }

        return null;
    });

    /// <summary>This time they cannot: the place is open again and the secretary knows. A refusal costs nothing.</summary>
    public static Outcome<CareVisit> Decline(Tx tx, long visitId) => Act(tx, visitId, (plan, visit) =>
    {
        if (!CarePairs.HasActor(tx, plan))
        {
            return new Refusal(RefusalCode.NotFound);
        }

        if (visit.State == CareVisitState.Due)
        {
            tx.Run(
                "UPDATE care_visit SET first_id = NULL, planned_at = NULL, row_version = row_version + 1 WHERE id = @visitId AND first_id = @me",
                new { visitId, me = tx.Actor.RequiredPersonId });
            tx.Audit("care_visit", visitId, "decline");
            CareNotices.AskSecretaries(
                tx, plan, "care.notice.declined", [],
                visit.TaskId is null ? [new LabelledChoice("care.choice.ask_all", CareActions.AskCommunity.On(visitId))] : []);
        }

        return null;
    });

    /// <summary>How it was, in one word, by one who took it or was given a place.</summary>
    public static Outcome<CareVisit> Say(Tx tx, long visitId, CareOutcome outcome, string note) => Act(tx, visitId, (plan, visit) =>
    {
        var helps = tx.Actor.PersonId is { } me && CareHelpers.Helps(tx, visit, me);
        if (!helps && !visit.IsTakenBy(tx.Actor.PersonId))
        {
            return new Refusal(RefusalCode.NotFound);
        }

        if (helps && visit.State == CareVisitState.Due && CareHelpers.AreEnough(tx, plan, visit))
        {
            CareVisitMachine.Table.Move(tx, visit, CareVisitState.Taken);
            visit = CareRows.FindVisit(tx, visitId)!;
        }

        return Done(tx, plan, visit, outcome, note);
    });

    /// <summary>The line that may go with it, by whoever said how it was.</summary>
    public static Outcome<CareVisit> AddNote(Tx tx, long visitId, string note) => Act(tx, visitId, (plan, visit) =>
    {
        if (!tx.Exists("SELECT COUNT(*) FROM care_visit WHERE id = @visitId AND done_by = @PersonId", new { visitId, tx.Actor.PersonId }))
        {
            return new Refusal(RefusalCode.NotFound);
        }

        if (WordsForOthers.RefuseReason(note, LongestNote) is { } refusal)
        {
            return refusal;
        }

        if (plan.State != CarePlanState.Active)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        tx.Run("UPDATE care_visit SET note_cipher = @note, row_version = row_version + 1 WHERE id = @visitId", new { visitId, note = CareSeals.Note.SealWords(tx.Vault, visitId, note) });
        tx.Audit("care_visit", visitId, "note");
        return null;
    });

    /// <summary>The secretary phoned or went.</summary>
    public static Outcome<CareVisit> Record(Tx tx, long planId, CareOutcome outcome, string note) => tx.UseCase<CareVisit>(() =>
    {
        if (CarePlanMachine.Table.Take(tx, planId) is not { } plan || !Can.RunCare.Over(tx, plan.OrgId))
        {
            return RefusalCode.NotFound;
        }

        if (plan.State != CarePlanState.Active)
        {
            return RefusalCode.WrongState;
        }

        var visit = CareRows.OpenVisit(tx, planId) ?? CareSchedule.Open(tx, plan, tx.Now, majorChange: false);
        if (visit.State == CareVisitState.Due)
        {
            CareVisitMachine.Table.Move(tx, visit, CareVisitState.Taken);
            visit = CareRows.FindVisit(tx, visit.Id)!;
        }

        CareHelpers.CallOff(tx, visit, nameof(CareClosing.SeenBySecretary));
        return Done(tx, plan, visit, outcome, note) is { } refusal ? refusal : CareRows.FindVisit(tx, visit.Id)!;
    });

    /// <summary>Asks the pair again, at most once a day.</summary>
    public static Outcome<CarePlan> Remind(Tx tx, long planId) => CarePlanMachine.Table.Change(tx, planId, Who.Secretary, plan =>
    {
        if (CareRows.OpenVisit(tx, planId) is not { State: CareVisitState.Due } open)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        if (CarePairs.Going(tx, plan).Count == 0)
        {
            return new Refusal(CareRefusal.PairAway);
        }

        CareNotices.AskToGo(tx, plan, open.Id, "care.notice.due", CarePairs.Going(tx, plan), $"care:{open.Id}:{Shanghai.DayKey(tx.Now)}");
        tx.Audit("care_visit", open.Id, "remind");
        return null;
    });

    /// <summary>Something changed much: somebody goes within 24 hours.</summary>
    public static Outcome<CarePlan> MajorChange(Tx tx, long planId) => CarePlanMachine.Table.Change(tx, planId, Who.Secretary, plan =>
    {
        if (plan.State != CarePlanState.Active)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        var red = tx.Now + CareSchedule.MajorWithin;
        if (CareRows.OpenVisit(tx, planId) is { } open)
        {
            if (open.RedAt > red)
            {
                tx.Run("UPDATE care_visit SET red_at = @red, major_change = TRUE, row_version = row_version + 1 WHERE id = @Id", new { open.Id, red });
                tx.Audit("care_visit", open.Id, "major_change");
                CareVisitMachine.Table.Rearm(tx, open.Id, CareVisitMachine.Red);
                CareNotices.AskToGo(tx, plan, open.Id, "care.notice.major", CarePairs.Going(tx, plan));
            }
        }
        else
        {
            CareSchedule.Open(tx, plan, tx.Now, majorChange: true);
        }

        return null;
    });

    /// <summary>Why a visit was missed, for whoever reads the list later.</summary>
    public static Outcome<CareVisit> Explain(Tx tx, long visitId, string reason) => Act(tx, visitId, (plan, visit) =>
    {
        if (!Can.RunCare.Over(tx, plan.OrgId))
        {
            return new Refusal(RefusalCode.NotFound);
        }

        if (visit.State != CareVisitState.Missed)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        if (WordsForOthers.RefuseReason(reason, LongestNote) is { } refusal)
        {
            return refusal;
        }

        tx.Run("UPDATE care_visit SET explained_cipher = @reason, row_version = row_version + 1 WHERE id = @visitId", new { visitId, reason = CareSeals.Explained.SealWords(tx.Vault, visitId, reason) });
        tx.Audit("care_visit", visitId, "explain");
        return null;
    });

    private static Refusal? Done(Tx tx, CarePlan plan, CareVisit visit, CareOutcome outcome, string note)
    {
        if (note.Letters() > LongestNote)
        {
            return new Refusal(RefusalCode.ReasonMissing, ("limit", LongestNote));
        }

        if (WordsForOthers.Refuse(note) is { } refusal)
        {
            return refusal;
        }

        if (visit.State == CareVisitState.Done)
        {
            return null;
        }

        if (visit.State != CareVisitState.Taken || plan.State != CarePlanState.Active)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        CareVisitMachine.Table.Move(tx, visit, CareVisitState.Done);
        tx.Run(
            "UPDATE care_visit SET outcome = @outcome, note_cipher = @note, done_by = @PersonId, done_at = @Now WHERE id = @Id",
            new { visit.Id, outcome = outcome.ToString(), note = CareSeals.Note.SealWords(tx.Vault, visit.Id, note), tx.Actor.PersonId, tx.Now });
        var notSeen = outcome == CareOutcome.NotSeen;
        tx.Run(
            notSeen
                ? "UPDATE care_plan SET not_seen = not_seen + 1, row_version = row_version + 1 WHERE id = @Id"
                : "UPDATE care_plan SET not_seen = 0, visits_done = visits_done + 1, row_version = row_version + 1 WHERE id = @Id",
            new { plan.Id });
        CareSchedule.CountAgain(tx, plan.Id, CareSchedule.Next(plan.Tier, tx.Now));
        React(tx, plan, outcome);
        new CareVisited(visit.Id, plan.Id, plan.OrgId, outcome).Tell(tx);
        return null;
    }

    private static void React(Tx tx, CarePlan plan, CareOutcome outcome)
    {
        switch (outcome)
        {
            case CareOutcome.LeftAlone:
                CareNotices.ToSecretaries(tx, plan, "care.notice.left_alone");
                break;
            case CareOutcome.NotSeen when tx.Count("SELECT not_seen FROM care_plan WHERE id = @Id", new { plan.Id }) >= 2:
                CareNotices.ToSecretaries(tx, plan, "care.notice.phone_today", urgent: true);
                break;
            default:
                break;
        }
    }

    private static Outcome<CareVisit> Act(Tx tx, long visitId, Func<CarePlan, CareVisit, Refusal?> act) =>
        CareVisitMachine.Table.Change(tx, visitId, Who.Member | Who.Secretary, visit => act(CareRows.Find(tx, visit.PlanId)!, visit));
}
