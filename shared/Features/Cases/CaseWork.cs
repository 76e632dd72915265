using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Machines;
using ChatGov.People;

namespace ChatGov.Cases;

/// <summary>办理: it is given to somebody, who speaks with the reporter, does it, and says what was done.</summary>
public static class CaseWork
{
    public static Outcome<Case> Assign(Tx tx, long id, CaseHandler handler) => CaseMachine.Table.Act(tx, id, CaseState.Assigned, row =>
    {
        if (CaseHandlers.Refuse(tx, row, handler) is { } refusal)
        {
            return refusal;
        }

        if (row.State is CaseState.InProgress or CaseState.CallbackPending && IsWith(row, handler))
        {
            return new Refusal(RefusalCode.WrongState);
        }

        tx.Run(
            "UPDATE ledger_case SET handler_id = @PersonId, handler_org_id = @OrgId, contact_due_at = COALESCE(contact_due_at, @contactDue) WHERE id = @id",
            new { id, handler.PersonId, handler.OrgId, contactDue = CaseClock.ContactDue(tx.Now, row.Urgent) });
        if (row.State == CaseState.Assigned)
        {
            tx.Audit(CaseMachine.Table.Entity, id, "assign_to_another");
            CaseMachine.Table.Rearm(tx, id, CaseMachine.ContactDue);
        }
        else
        {
            CaseMachine.Table.Move(tx, row, CaseState.Assigned);
        }

        CaseNotices.ToHandler(tx, CaseRows.Find(tx, id)!, "case.notice.assigned");
        if (row.State == CaseState.Accepted)
        {
            CaseNotices.ToReporters(tx, row, "case.notice.assigned_reporter");
        }

        return null;
    }, isDone: row => IsWith(row, handler));

    private static bool IsWith(Case row, CaseHandler handler) => row.HandlerId == handler.PersonId && row.HandlerOrgId == handler.OrgId;

    /// <summary>首次联系: the handler spoke with whoever reported it, or went to look.</summary>
    public static Outcome<Case> Begin(Tx tx, long id) => CaseMachine.Table.Act(tx, id, CaseState.InProgress, row =>
    {
        if (row.State is not (CaseState.Assigned or CaseState.WaitingReporter))
        {
            return new Refusal(RefusalCode.WrongState);
        }

        tx.Run("UPDATE ledger_case SET contacted_at = COALESCE(contacted_at, @Now) WHERE id = @id", new { id, tx.Now });
        CaseRows.LetClockGoOn(tx, row);
        CaseMachine.Table.Move(tx, row, CaseState.InProgress);
        if (row.State == CaseState.Assigned)
        {
            CaseNotices.ToReporters(tx, row, "case.notice.begun");
        }

        return null;
    });

    /// <summary>回退: the handler cannot do it; once.</summary>
    public static Outcome<Case> GiveBack(Tx tx, long id, string reason) => CaseMachine.Table.Act(tx, id, CaseState.Returned, row =>
    {
        if (WordsForOthers.RefuseReason(reason) is { } faulty)
        {
            return faulty;
        }

        if (row.SentBack)
        {
            return new Refusal(CaseRefusal.GivenBackBefore);
        }

        tx.Run("UPDATE ledger_case SET sent_back = TRUE, handler_id = NULL, handler_org_id = NULL WHERE id = @id", new { id });
        CaseMachine.Table.Move(tx, row, CaseState.Returned, Why.Said(reason));
        CaseNotices.ToLeads(tx, row, "case.notice.given_back", ("reason", reason.Trim()));
        return null;
    });

    /// <summary>The handler asks whoever reported it; the clock stands still until they answer, three days at most.</summary>
    public static Outcome<Case> AskReporter(Tx tx, long id, string question) => CaseMachine.Table.Act(tx, id, CaseState.WaitingReporter, row =>
    {
        if (WordsForOthers.RefuseReasonWithPhone(question) is { } faulty)
        {
            return faulty;
        }

        if (row.Reach != CaseReach.Chat)
        {
            return new Refusal(CaseRefusal.NobodyReported);
        }

        if (row.State == CaseState.WaitingReporter)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        CaseRows.StopClock(tx, id);
        CaseMachine.Table.Move(tx, row, CaseState.WaitingReporter, Why.Said(question));
        CaseNotices.ToOwnReporter(
            tx, row, "case.notice.asked", [mine => new Outbox.LabelledChoice("case.choice.answer", CaseActions.AddTo.On(mine))], ("reason", question.Trim()));
        return null;
    }, isDone: row => row.Reason == question.Trim());

    /// <summary>挂账: it waits for something outside, and is looked at again on a day.</summary>
    public static Outcome<Case> Park(Tx tx, long id, string cause, DateOnly reviewOn) => CaseMachine.Table.Act(tx, id, CaseState.Parked, row =>
    {
        if (WordsForOthers.RefuseReason(cause) is { } faulty)
        {
            return faulty;
        }

        var days = reviewOn.DayNumber - Shanghai.Day(tx.Now).DayNumber;
        if (days < 1)
        {
            return new Refusal(RefusalCode.DateNotAhead);
        }

        if (days > CaseClock.MostReviewDays)
        {
            return new Refusal(CaseRefusal.ReviewTooFar, ("days", CaseClock.MostReviewDays));
        }

        if (row.State == CaseState.Parked)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        CaseRows.StopClock(tx, id);
        tx.Run("UPDATE ledger_case SET review_at = @at WHERE id = @id", new { id, at = CaseClock.ReviewAt(reviewOn) });
        CaseMachine.Table.Move(tx, row, CaseState.Parked, Why.Said(cause));
        CaseNotices.ToReporters(tx, row, "case.notice.parked", ("reason", cause.Trim()), ("day", reviewOn));
        return null;
    }, isDone: row => row.Reason == cause.Trim() && row.ReviewAt == CaseClock.ReviewAt(reviewOn));

    /// <summary>Before its day; where nobody works on it any more, on its day it waits for who leads it.</summary>
    public static Outcome<Case> Unpark(Tx tx, long id) => CaseMachine.Table.Act(tx, id, CaseState.InProgress, row =>
    {
        if (row.HandlerId is null && row.HandlerOrgId is null)
        {
            return new Refusal(CaseRefusal.NobodyToHandle);
        }

        CaseRows.LetClockGoOn(tx, row);
        CaseMachine.Table.Move(tx, row, CaseState.InProgress);
        CaseNotices.ToHandlerOrLeads(tx, row, "case.notice.unparked");
        return null;
    });

    /// <summary>延期: once, by no more than it had; whoever reported it is told why.</summary>
    public static Outcome<Case> Extend(Tx tx, long id, int workdays, string reason) => CaseMachine.Table.Change(tx, id, Who.Secretary | Who.Street | Who.Banner, row =>
    {
        if (WordsForOthers.RefuseReason(reason) is { } faulty)
        {
            return faulty;
        }

        if (row.Extended)
        {
            return new Refusal(CaseRefusal.ExtendedBefore);
        }

        if (row.State is not (CaseState.Assigned or CaseState.InProgress) || row.WorkDueAt is not { } due)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        if (workdays < 1 || workdays > CaseClock.Workdays(row.Kind))
        {
            return new Refusal(CaseRefusal.ExtensionTooLong, ("days", CaseClock.Workdays(row.Kind)));
        }

        var later = CaseClock.After(due, workdays);
        tx.Run("UPDATE ledger_case SET extended = TRUE, work_due_at = @later, row_version = row_version + 1 WHERE id = @id", new { id, later });
        tx.Audit(CaseMachine.Table.Entity, id, "extend");
        CaseMachine.Table.Rearm(tx, id, CaseMachine.TurnsYellow, CaseMachine.TurnsRed, CaseMachine.IsLate);
        CaseNotices.ToReporters(tx, row, "case.notice.extended", ("reason", reason.Trim()), ("day", Shanghai.Day(later)));
        return null;
    });

    /// <summary>上报: the office above takes it, with its number and its clock.</summary>
    public static Outcome<Case> Escalate(Tx tx, long id, string reason) => CaseMachine.Table.Act(tx, id, CaseState.Escalated, row =>
    {
        if (WordsForOthers.RefuseReason(reason) is { } faulty)
        {
            return faulty;
        }

        if (Above(tx, row) is not { } above)
        {
            return new Refusal(CaseRefusal.NothingAbove);
        }

        PassUp(tx, row, above);
        CaseMachine.Table.Move(tx, row, CaseState.Escalated, Why.Said(reason));
        TellOfPassing(tx, id);
        return null;
    });

    /// <summary>办结, as the handler says: whoever reported it is asked, and nothing is closed by it.</summary>
    public static Outcome<Case> Resolve(Tx tx, long id, string result) => CaseMachine.Table.Act(tx, id, CaseState.Resolved, row =>
    {
        if (WordsForOthers.RefuseReason(result) is { } faulty)
        {
            return faulty;
        }

        Done(tx, row, result);
        return null;
    }, isDone: _ => false);

    /// <summary>What it waited for from others came.</summary>
    internal static void ResolveByHelp(Tx tx, Case row)
    {
        Write(tx, row.Id, result: null);
        CaseMachine.Table.MoveAsSystem(tx, row, CaseState.Resolved);
        CaseCalls.Ask(tx, row.Id);
    }

    /// <summary>It was not solved the second time: the office above has it now.</summary>
    internal static void EscalateAgain(Tx tx, long id)
    {
        var row = CaseRows.Find(tx, id)!;
        if (Above(tx, row) is { } above)
        {
            PassUp(tx, row, above);
        }

        CaseMachine.Table.MoveAsSystem(tx, row, CaseState.Escalated, Why.Because("reopened_twice"));
        TellOfPassing(tx, id);
    }

    private static void Done(Tx tx, Case row, string result)
    {
        Write(tx, row.Id, result);
        CaseMachine.Table.Move(tx, row, CaseState.Resolved);
        CaseCalls.Ask(tx, row.Id);
    }

    private static void Write(Tx tx, long id, string? result) => tx.Run(
        "UPDATE ledger_case SET result_cipher = @result, resolved_at = @Now, resolved_by = COALESCE(handler_id, @by), asks = 0 WHERE id = @id",
        new { id, tx.Now, by = result is null ? null : tx.Actor.PersonId, result = Case.SealedResult.SealWords(tx.Vault, id, result) });

    private static void PassUp(Tx tx, Case row, long above) => tx.Run(
        "UPDATE ledger_case SET above_org_id = @above, handler_id = NULL, handler_org_id = NULL WHERE id = @Id", new { row.Id, above });

    private static void TellOfPassing(Tx tx, long id)
    {
        var passed = CaseRows.Find(tx, id)!;
        CaseNotices.ToLeads(tx, passed, "case.notice.escalated");
        CaseNotices.ToReporters(tx, passed, "case.notice.escalated_reporter", ("office", passed.AboveOrgName ?? ""));
    }

    /// <summary>The nearest office above the one that has it.</summary>
    internal static long? Above(Tx tx, Case row) => tx.First<long?>("SELECT parent_id FROM org WHERE id = @id", new { id = row.AboveOrgId ?? row.OrgId });
}
