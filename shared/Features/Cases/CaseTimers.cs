using ChatGov.Data;
using ChatGov.Machines;

namespace ChatGov.Cases;

/// <summary>What time does about matters: it reminds those who work on it, then who leads, then the office above; it closes nothing.</summary>
internal static class CaseTimers
{
    /// <summary>Each working day until it is taken up and given to somebody; from the second on the office above hears of it too.</summary>
    public static void RemindLeads(Tx tx, long id) => Look(tx, id, row => Again(tx, row, CaseMachine.TriageDue, () => CaseNotices.ThatSomethingWaits(tx, row)), CaseState.Received, CaseState.Accepted);

    public static void RemindOfContact(Tx tx, long id) => Look(tx, id, row => CaseNotices.ToHandler(tx, row, "case.notice.contact_due"), CaseState.Assigned);

    public static void TurnYellow(Tx tx, long id) => WhileOpen(tx, id, row => CaseNotices.ToHandlerOrLeads(tx, row, "case.notice.yellow"));

    public static void TurnRed(Tx tx, long id) => WhileOpen(tx, id, row =>
    {
        CaseNotices.ToHandler(tx, row, "case.notice.red");
        CaseNotices.ToLeads(tx, row, "case.notice.red");
    });

    public static void BeLate(Tx tx, long id) => WhileOpen(tx, id, row => CaseNotices.ToOfficeAbove(tx, row));

    /// <summary>Three days without a word of the reporter: the work goes on.</summary>
    public static void EndWait(Tx tx, long id) => GoOn(tx, id, CaseState.WaitingReporter);

    /// <summary>The day on which what is parked is looked at again.</summary>
    public static void Review(Tx tx, long id) => GoOn(tx, id, CaseState.Parked);

    public static void RemindCallers(Tx tx, long id) => Look(
        tx, id,
        row =>
        {
            if (row.Reach != CaseReach.Chat || CaseLists.MergedByPhone(tx, id).Count > 0)
            {
                Again(tx, row, CaseMachine.CallDue, () => CaseCalls.RemindCallers(tx, row));
            }
        },
        CaseState.CallbackPending);

    private static void Again(Tx tx, Case row, string kind, Action remind)
    {
        remind();
        if (tx.Now - row.DueAt > CaseClock.LateFor)
        {
            CaseNotices.ToOfficeAbove(tx, row);
        }

        Deadlines.Timers.Move(tx, kind, row.Id, CaseClock.AskAgain(tx), round: "again");
    }

    private static void GoOn(Tx tx, long id, CaseState from)
    {
        if (CaseMachine.Table.Take(tx, id) is { } row && row.State == from)
        {
            var isWorkedOn = row.HandlerId is not null || row.HandlerOrgId is not null;
            CaseRows.LetClockGoOn(tx, row);
            CaseMachine.Table.MoveAsSystem(tx, row, isWorkedOn ? CaseState.InProgress : CaseState.Returned, isWorkedOn ? default : Why.Because("handler_left"));
            CaseNotices.ToHandlerOrLeads(tx, row, from == CaseState.Parked ? "case.notice.review" : "case.notice.no_word");
        }
    }

    private static void WhileOpen(Tx tx, long id, Action<Case> act)
    {
        if (CaseRows.Find(tx, id) is { } row && CaseMachine.IsOpen(row.State))
        {
            act(row);
        }
    }

    private static void Look(Tx tx, long id, Action<Case> act, params CaseState[] states)
    {
        if (CaseRows.Find(tx, id) is { } row && states.Contains(row.State))
        {
            act(row);
        }
    }
}
