using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.People;

namespace ChatGov.Cases;

/// <summary>受理: within a working day it is put on the ledger, shown the right door, or found to be there already.</summary>
public static class CaseTriage
{
    /// <summary>建账. What kind it is, the secretary may know better than who reported it.</summary>
    public static Outcome<Case> Accept(Tx tx, long id, CaseKind? kind = null, bool? urgent = null) => CaseMachine.Table.Act(tx, id, CaseState.Accepted, row =>
    {
        if (row.State == CaseState.Accepted)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        var settled = kind ?? row.Kind;
        tx.Run(
            "UPDATE ledger_case SET kind = @kind, urgent = @urgent, lead_id = @PersonId, accepted_at = @Now WHERE id = @id",
            new { id, kind = settled.ToString(), urgent = urgent ?? row.Urgent, tx.Actor.PersonId, tx.Now });
        CaseRows.SetClock(tx, id, CaseClock.Workdays(settled));
        CaseMachine.Table.Move(tx, row, CaseState.Accepted);
        CaseNotices.ToReporters(tx, row with { Kind = settled }, "case.notice.accepted", ("days", CaseClock.Workdays(settled)));
        return null;
    }, isDone: row => (kind ?? row.Kind) == row.Kind && (urgent ?? row.Urgent) == row.Urgent);

    /// <summary>不归这里管: the right door is named, with whom to call there.</summary>
    public static Outcome<Case> Refer(Tx tx, long id, string door) => CaseMachine.Table.Act(tx, id, CaseState.OutOfScope, row =>
    {
        if (WordsForOthers.RefuseReasonWithPhone(door) is { } faulty)
        {
            return faulty;
        }

        CaseMachine.Table.Move(tx, row, CaseState.OutOfScope, Why.Said(door));
        CaseNotices.ToReporters(tx, row, "case.notice.referred", ("reason", door.Trim()));
        return null;
    });

    /// <summary>并案: it is the same as another of the place, which goes on for both.</summary>
    public static Outcome<Case> Merge(Tx tx, long id, long into)
    {
        // Always in one order: two that are merged into each other at once would both be gone.
        foreach (var each in new[] { id, into }.Order())
        {
            CaseMachine.Table.Take(tx, each);
        }

        return MergeTaken(tx, id, into);
    }

    private static Outcome<Case> MergeTaken(Tx tx, long id, long into) => CaseMachine.Table.Act(tx, id, CaseState.Merged, row =>
    {
        if (row.State == CaseState.Merged || into == id || CaseLists.FindWorkedOn(tx, into) is not { } kept || kept.OrgId != row.OrgId || kept.Kind != row.Kind || !CaseMachine.IsOpen(kept.State))
        {
            return new Refusal(CaseRefusal.NotTheSame);
        }

        tx.Run("UPDATE ledger_case SET merged_into = @into WHERE id = @id", new { id, into });

        // What was merged into it goes along.
        tx.Run("UPDATE ledger_case SET merged_into = @into WHERE merged_into = @id", new { id, into });
        CaseMachine.Table.Move(tx, row, CaseState.Merged);
        CaseNotices.ToReporters(tx, row, "case.notice.merged", ("into", into));
        if (row.Urgent && !kept.Urgent)
        {
            BecomeUrgent(tx, kept);
        }

        if (kept.State == CaseState.CallbackPending)
        {
            CaseCalls.AskAlso(tx, row, kept);
        }

        return null;
    }, isDone: row => row.MergedInto == into);

    /// <summary>What is the same turns out to be danger: whoever has it hears at once, and has as little time.</summary>
    private static void BecomeUrgent(Tx tx, Case kept)
    {
        var soon = CaseClock.ContactDue(tx.Now, isUrgent: true);
        tx.Run(
            """
            UPDATE ledger_case SET urgent = TRUE, row_version = row_version + 1,
                contact_due_at = CASE WHEN contacted_at IS NULL AND contact_due_at > @soon THEN @soon ELSE contact_due_at END
            WHERE id = @Id
            """,
            new { kept.Id, soon });
        CaseMachine.Table.Rearm(tx, kept.Id, CaseMachine.TriageDue, CaseMachine.ContactDue);
        CaseNotices.ToHandlerOrLeads(tx, CaseRows.Find(tx, kept.Id)!, "case.notice.became_urgent");
    }
}
