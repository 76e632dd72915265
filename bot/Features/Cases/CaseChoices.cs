using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Rights;

namespace ChatGov.Cases;

/// <summary>What whoever opened a matter can do about it: by where it stands, and as what they have to do with it.</summary>
internal static class CaseChoices
{
    /// <summary>Behind a number: as another kind than was reported.</summary>
    public const string AsAnother = "!";

    public static IEnumerable<Choice> Of(Scene scene, Case row)
    {
        var isHandler = CaseHandlers.IsActor(scene.Tx, row);
        var isOffice = row.AboveOrgId is { } above && Can.OverseeCases.Over(scene.Tx, above);
        var leads = isOffice || Can.AnswerCases.Over(scene.Tx, row.OrgId);
        return (leads ? ForLead(scene, row, isOffice) : []).Concat(isHandler ? ForHandler(scene, row) : []).Concat(ForCaller(scene, row)).Concat(isOffice && !isHandler ? ForOffice(scene, row) : []);
    }

    private static IEnumerable<Choice> ForLead(Scene scene, Case row, bool isOffice) => row.State switch
    {
        CaseState.Received =>
        [
            scene.Choice("case.choice.accept", CaseActions.Accept.On(row.Id)),
            scene.Choice("case.choice.accept_as", CaseActions.Accept.With($"{row.Id}{AsAnother}")),
            scene.Choice("case.choice.refer", CaseActions.Refer.On(row.Id)),
            .. Duplicates(scene, row),
        ],
        CaseState.Accepted => [scene.Choice("case.choice.assign", CaseActions.Assign.On(row.Id)), .. Duplicates(scene, row)],
        CaseState.Returned or CaseState.Reopened => [scene.Choice("case.choice.assign", CaseActions.Assign.On(row.Id))],
        CaseState.Escalated when isOffice => [scene.Choice("case.choice.assign", CaseActions.Assign.On(row.Id))],
        CaseState.InProgress =>
        [
            scene.Choice("case.choice.task", CaseActions.MakeTask.On(row.Id)),
            .. Can.AnswerNeeds.Over(scene.Tx, row.OrgId) ? [scene.Choice("case.choice.need", CaseActions.PublishNeed.On(row.Id))] : Array.Empty<Choice>(),
            scene.Choice("case.choice.park", CaseActions.Park.On(row.Id)),
            .. row.Extended ? Array.Empty<Choice>() : [scene.Choice("case.choice.extend", CaseActions.Extend.On(row.Id))],
            scene.Choice("case.choice.escalate", CaseActions.Escalate.On(row.Id)),
            scene.Choice("case.choice.reassign", CaseActions.Assign.On(row.Id)),
        ],
        CaseState.Assigned => [scene.Choice("case.choice.reassign", CaseActions.Assign.On(row.Id))],
        CaseState.Parked => [scene.Choice("case.choice.unpark", CaseActions.Unpark.On(row.Id))],
        _ => [],
    };

    private static IEnumerable<Choice> ForHandler(Scene scene, Case row) => row.State switch
    {
        CaseState.Assigned => [scene.Choice("case.choice.begin", CaseActions.Begin.On(row.Id)), .. GiveBack(scene, row)],
        CaseState.InProgress =>
        [
            scene.Choice("case.choice.resolve", CaseActions.Resolve.On(row.Id)),
            .. row.Reach == CaseReach.Chat ? [scene.Choice("case.choice.ask", CaseActions.AskReporter.On(row.Id))] : Array.Empty<Choice>(),
            .. GiveBack(scene, row),
        ],
        CaseState.WaitingReporter => [scene.Choice("case.choice.go_on", CaseActions.Begin.On(row.Id))],
        _ => [],
    };

    private static IEnumerable<Choice> ForCaller(Scene scene, Case row) => CaseCalls.IsCalledAbout(row, scene.Tx.Now) && CaseCalls.MayCall(scene.Tx, row)
        ? [scene.Choice(row.Reach == CaseReach.None ? "case.choice.looked" : "case.choice.called", CaseActions.RecordCall.On(row.Id))]
        : [];

    private static IEnumerable<Choice> ForOffice(Scene scene, Case row) => CaseMachine.Table.Allows(row.State, CaseState.Answered, Who.Street)
        ? [scene.Choice("case.choice.answer_finally", CaseActions.AnswerFinally.On(row.Id))]
        : [];

    private static Choice[] GiveBack(Scene scene, Case row) => row.SentBack ? [] : [scene.Choice("case.choice.give_back", CaseActions.GiveBack.On(row.Id))];

    private static Choice[] Duplicates(Scene scene, Case row) => CaseDuplicates.Of(scene.Tx, row.Id).Match(
        found => found.Count == 0 ? Array.Empty<Choice>() : [scene.Choice("case.choice.merge", CaseActions.Merge.On(row.Id), ("count", found.Count))], _ => []);
}
