using ChatGov.Care;
using ChatGov.Cases;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Paging;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.ThankYouCalls;

/// <summary>
/// 感谢回访, by somebody who had nothing to do with what they ask about. It is a thank-you and a second question, no examination of anybody: what
/// comes of it concerns the matter or the visit, and is counted of nobody.
/// </summary>
public static class ThankYouCalling
{
    private const int Shown = 50;

    private const string Select =
        """
        SELECT t.id, t.org_id, o.name AS org_name, t.case_id, t.visit_id, t.state, t.due_at, t.outcome, t.created_at, t.row_version AS version
        FROM thank_you_call t JOIN org o ON o.id = t.org_id
        """;

    public static readonly Sorts Sorts = new("thank_you_call", "t");

    public static ThankYouCall? Load(Tx tx, long id) => tx.First<ThankYouCall>(Select + " WHERE t.id = @id", new { id });

    public static Page<ThankYouCall> All(Tx tx, ThankYouCallState? state, PageRequest page) => page.Cut(
        new SeenPage(page, Sorts, [new(Sight.Any, "t.org_id", Reach.OfToken(tx))], Asked.For((state is not null, "t.state = @state"))).Rows<ThankYouCall>(
            tx, Select, new { state = state?.ToString(), tx.ScopeOrg }),
        call => call.Id);

    /// <summary>Those that the actor may make, what lapses first before.</summary>
    public static List<ThankYouCall> Mine(Tx tx) => tx.All<ThankYouCall>(
        $"""
        {Select} WHERE t.state = {ThankYouCallMachine.Due}
            AND ({Can.CallBack.On("t.org_id")} OR {Can.OverseeCases.On("t.org_id")})
        ORDER BY t.due_at, t.id LIMIT @Shown
        """,
        new { Shown }).FindAll(call => MayCall(tx, call));

    /// <summary>Where all of the place had to do with a matter, the office above calls; the number of who is looked after is read by nobody there.</summary>
    internal static List<long> Callers(Tx tx, ThankYouCall call) => OfThePlace(tx, call) is { Count: > 0 } own ? own : call.CaseId is null ? [] : Offices.Above(tx, call.OrgId);

    public static bool MayCall(Tx tx, ThankYouCall call) => tx.Actor.PersonId is { } me && !Involved(tx, call).Contains(me)
        && (For(call).Over(tx, call.OrgId) || (call.CaseId is not null && Can.OverseeCases.Over(tx, call.OrgId) && OfThePlace(tx, call).Count == 0));

    /// <summary>Whom to call; reading it is noted where it is kept.</summary>
    public static Outcome<ThankYouContact> ReadContact(Tx tx, long id) => tx.UseCase<ThankYouContact>(() =>
    {
        if (Load(tx, id) is not { } call || !Can.See.Over(tx, call.OrgId))
        {
            return RefusalCode.NotFound;
        }

        if (call.State != ThankYouCallState.Due)
        {
            return RefusalCode.WrongState;
        }

        if (!MayCall(tx, call))
        {
            return ThankYouRefusal.HadToDoWithIt;
        }

        return call.CaseId is { } caseId
            ? new ThankYouContact(id, "", CaseReadings.ForThankYou(tx, caseId).Contact)
            : CareDoorReading.ReadAsStaff(tx, PlanOf(tx, call), Catalog.Say(Language.Chinese, "thank_you_call.reason")).Then(door => new ThankYouContact(id, door.Name, door.Phone));
    });

    /// <summary>What the call came to. Whoever was not reached may be tried again until it lapses.</summary>
    public static Outcome<ThankYouCall> Record(Tx tx, long id, ThankYouCallOutcome outcome) => outcome == ThankYouCallOutcome.Unreached
        ? ThankYouCallMachine.Table.Change(tx, id, ThankYouCallMachine.Callers, call => Note(tx, call, outcome))
        : ThankYouCallMachine.Table.Act(tx, id, ThankYouCallState.Called, call =>
        {
            if (Note(tx, call, outcome) is { } refusal)
            {
                return refusal;
            }

            ThankYouCallMachine.Table.Move(tx, call, ThankYouCallState.Called);
            if (outcome == ThankYouCallOutcome.NotSo)
            {
                React(tx, call);
            }

            return null;
        }, isDone: call => call.Outcome == outcome);

    internal static void Lapse(Tx tx, long id)
    {
        if (ThankYouCallMachine.Table.Take(tx, id) is { State: ThankYouCallState.Due } call)
        {
            ThankYouCallMachine.Table.MoveAsSystem(tx, call, ThankYouCallState.Lapsed);
        }
    }

    private static Refusal? Note(Tx tx, ThankYouCall call, ThankYouCallOutcome outcome)
    {
        if (call.State != ThankYouCallState.Due)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        tx.Run(
            "UPDATE thank_you_call SET outcome = @outcome, caller_id = @PersonId, row_version = row_version + 1 WHERE id = @Id",
            new { call.Id, outcome = outcome.ToString(), tx.Actor.PersonId });
        tx.Audit(ThankYouCallMachine.Table.Entity, call.Id, "record", reason: outcome.ToString());
        return null;
    }

    /// <summary>It was not as had been said. What whoever reported it opened again themselves meanwhile is open already.</summary>
    private static void React(Tx tx, ThankYouCall call)
    {
        if (call.CaseId is { } caseId)
        {
            CaseCalls.ReopenAfterThanks(tx, caseId);
            return;
        }

        foreach (var officer in Offices.Above(tx, call.OrgId).Concat(OfThePlace(tx, call)).Distinct())
        {
            tx.Send(officer, OutboxKind.News, "thank_you_call.notice.not_so", [("community", call.OrgName), ("plan", PlanOf(tx, call))], new SendOptions());
        }
    }

    private static List<long> OfThePlace(Tx tx, ThankYouCall call) => [.. For(call).Holders(tx, call.OrgId).Except(Involved(tx, call))];

    private static Can For(ThankYouCall call) => call.CaseId is null ? Can.RunCare : Can.CallBack;

    private static List<long> Involved(Tx tx, ThankYouCall call) => call.CaseId is { } caseId ? CaseCalls.Involved(tx, caseId) : CareRows.WentTo(tx, call.VisitId!.Value);

    private static long PlanOf(Tx tx, ThankYouCall call) => CareRows.FindVisit(tx, call.VisitId!.Value)!.PlanId;
}
