using System.Globalization;
using ChatGov.Care;
using ChatGov.Cases;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Outbox;

namespace ChatGov.ThankYouCalls;

/// <summary>
/// Who is called is drawn by a keyed lot, one in twenty: nobody can foresee it, and a repeat draws the same. Whoever closed their matter in chat
/// themselves is thanked there.
/// </summary>
public static class ThankYouDraw
{
    // A day less than whoever reported a matter may open it again.
    private const int Days = CaseClock.ReopenDays - 1;
    private const int Percent = 5;
    private static readonly TimeOnly Morning = new(10, 0);

    public static TimeSpan LapsesAfter { get; } = TimeSpan.FromDays(Days);

    internal static void OfCase(Tx tx, CaseClosed closed)
    {
        if (!IsDrawn(tx, "case", closed.Row.Id) || tx.Exists($"SELECT COUNT(*) FROM thank_you_call WHERE case_id = @Id AND state = {ThankYouCallMachine.Due}", new { closed.Row.Id }))
        {
            return;
        }

        if (closed.Closing == CaseClosing.Call)
        {
            Draw(tx, closed.Row.OrgId, caseId: closed.Row.Id, visitId: null);
        }
        else if (closed.Closing == CaseClosing.Word)
        {
            Thank(tx, closed.Row);
        }
    }

    internal static void OfVisit(Tx tx, CareVisited visited)
    {
        if (visited.Outcome is CareOutcome.Well or CareOutcome.NeedsHelp && IsDrawn(tx, "visit", visited.VisitId))
        {
            Draw(tx, visited.OrgId, caseId: null, visited.VisitId);
        }
    }

    public static bool IsDrawn(Tx tx, string what, long id) =>
        uint.Parse(tx.Vault.Hash(string.Create(CultureInfo.InvariantCulture, $"thank-you call, {what} {id}"))[^8..], NumberStyles.HexNumber, CultureInfo.InvariantCulture) % 100 < Percent;

    private static void Draw(Tx tx, long orgId, long? caseId, long? visitId)
    {
        var id = tx.Insert(
            "INSERT INTO thank_you_call (org_id, case_id, visit_id, state, created_at) VALUES (@orgId, @caseId, @visitId, @state, @Now) RETURNING id",
            new { orgId, caseId, visitId, state = nameof(ThankYouCallState.Due), tx.Now });
        var call = ThankYouCalling.Load(tx, id)!;
        ThankYouCallMachine.Table.BeginAsSystem(tx, call);
        foreach (var caller in ThankYouCalling.Callers(tx, call))
        {
            tx.Send(caller, OutboxKind.Choice, "thank_you_call.notice.due", [("community", call.OrgName)], new SendOptions
            {
                Choices = [new LabelledChoice("thank_you_call.choice.open", ThankYouCallActions.Open.On(id))],
            });
        }
    }

    private static void Thank(Tx tx, Case row)
    {
        if (row.ReporterId is { } reporter)
        {
            tx.Send(reporter, OutboxKind.News, "thank_you_call.notice.thanks", [("id", row.Id), ("community", row.OrgName)], new SendOptions
            {
                NotBefore = Shanghai.At(Shanghai.Day(tx.Now).AddDays(1), Morning),
                Choices = [new LabelledChoice("case.choice.not_solved", CaseActions.NotSolved.On(row.Id))],
            });
        }
    }
}
