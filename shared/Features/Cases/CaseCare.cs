using ChatGov.Care;
using ChatGov.Data;
using ChatGov.Outbox;

namespace ChatGov.Cases;

/// <summary>
/// 需要帮忙, said after a care visit, is on the ledger at once, so that it cannot be overlooked: by the number of the plan alone, for who works on
/// it need not know whom it is about.
/// </summary>
internal static class CaseCare
{
    public static void Open(Tx tx, CareVisited visited)
    {
        if (visited.Outcome != CareOutcome.NeedsHelp)
        {
            return;
        }

        var row = CaseSpeakingUp.FromVisit(tx, visited.OrgId, visited.PlanId);
        CaseNotices.ToLeads(
            tx, row, "case.notice.from_care", [new LabelledChoice("care.choice.open", CareActions.CarePlan.On(visited.PlanId))], ("plan", visited.PlanId));
    }
}
