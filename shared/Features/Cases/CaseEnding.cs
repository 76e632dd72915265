using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.People;

namespace ChatGov.Cases;

/// <summary>How a matter ends otherwise than by being solved.</summary>
public static class CaseEnding
{
    /// <summary>As SQL: nothing is left of whoever reported it, nor of anybody's words.</summary>
    internal const string WithoutReporter =
        "reporter_id = NULL, reach = 'None', words_cipher = NULL, spot_cipher = NULL, contact_cipher = NULL, reason_cipher = NULL, result_cipher = NULL";

    /// <summary>不用了: whoever reported it takes it back.</summary>
    public static Outcome<Case> Withdraw(Tx tx, long id) => CaseMachine.Table.Act(tx, id, CaseState.Withdrawn, row =>
    {
        CaseMachine.Table.Move(tx, row, CaseState.Withdrawn);
        LetMergedGoOn(tx, id);
        if (row.State != CaseState.Received)
        {
            CaseNotices.ToHandlerOrLeads(tx, row, "case.notice.withdrawn");
        }

        return null;
    });

    /// <summary>The oldest of those that it went on for goes on by itself, for the rest of them too.</summary>
    private static void LetMergedGoOn(Tx tx, long id)
    {
        // Who said that it is solved, or is reached no more, has nothing that goes on.
        if (CaseLists.MergedInto(tx, id).Find(row => row.Solved != true && (row.ReporterId is not null || row.Reach == CaseReach.Phone)) is not { } next)
        {
            return;
        }

        tx.Run("UPDATE ledger_case SET merged_into = @Id WHERE merged_into = @from AND id <> @Id", new { next.Id, from = id });
        CaseRows.GoOnAlone(tx, next, CaseClock.Workdays(next.Kind));
        CaseMachine.Table.MoveAsSystem(tx, next, CaseState.Accepted);
        CaseNotices.ToReporters(tx, next, "case.notice.goes_on_alone");
        CaseNotices.ToLeads(tx, next, "case.notice.triage_due");
    }

    /// <summary>
    /// 已答复未认可: it cannot be done, or was refused again and again. The office above decides, never whoever worked on it, with reasons and
    /// the further doors; it is never called closed, stays in every denominator, and new facts open it again.
    /// </summary>
    public static Outcome<Case> AnswerFinally(Tx tx, long id, string reasons) => CaseMachine.Table.Act(tx, id, CaseState.Answered, row =>
    {
        if (WordsForOthers.RefuseReasonWithPhone(reasons) is { } faulty)
        {
            return faulty;
        }

        if (CaseHandlers.IsActor(tx, row))
        {
            return new Refusal(CaseRefusal.HandlerMayNotAnswer);
        }

        CaseMachine.Table.Move(tx, row, CaseState.Answered, Why.Said(reasons));
        CaseNotices.ToReporters(
            tx, row, "case.notice.answered", [mine => new Outbox.LabelledChoice("case.choice.new_facts", CaseActions.NotSolved.On(mine))], ("reason", reasons.Trim()));
        return null;
    });

    /// <summary>Whoever reported it leaves: what nobody has taken up is taken back; of the rest it is known that no word reaches them.</summary>
    internal static void LeaveUnanswered(Tx tx, long personId)
    {
        foreach (var row in CaseLists.OpenOf(tx, personId))
        {
            if (row.State == CaseState.Received)
            {
                Withdraw(tx, row.Id);
            }
            else
            {
                CaseNotices.ToHandlerOrLeads(tx, row, "case.notice.reporter_left");
            }
        }
    }

    /// <summary>Whoever reported it is gone, and their words go with them: what is open is taken back, for nobody could say what it was.</summary>
    internal static void ForgetReporter(Tx tx, long personId)
    {
        // What was merged into one of theirs and is theirs as well goes on when that is taken back: so again, until none is left.
        while (CaseLists.OpenOf(tx, personId) is [var row, ..] && Withdraw(tx, row.Id).Ok)
        {
        }

        tx.Run($"UPDATE ledger_case SET {WithoutReporter} WHERE reporter_id = @personId", new { personId });
    }
}
