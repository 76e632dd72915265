using ChatGov.Data;
using ChatGov.Lists;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Conversations.Lists;

/// <summary>One sentence that goes with an answer: why, or where else to go.</summary>
internal sealed class ListReasonFlow : Flow
{
    public const string NeedReturn = "need_return";
    public const string NeedRefer = "need_refer";
    public const string NeedLetGo = "need_let_go";
    public const string AskAgain = "ask_again";
    public const string MatchCancel = "match_cancel";
    private const string FlowName = "list_reason";
    private const string Act = "act";
    private const string Id = "id";
    private const string Words = "words";

    public override string Name => FlowName;

    public static FlowState Start(string act, string id) => FlowState.Begin(FlowName, Words).With(Act, act).With(Id, id);

    public override Move Step(FlowState state, Answer answer)
    {
        var limit = state[Act] == AskAgain ? Needs.LongestWords : Needs.LongestReason;
        return answer.Text.Trim().Letters() is > 0 and var letters && letters <= limit
            ? new Move.Done(state.With(Words, answer.Text.Trim()))
            : new Move.Again("refusal.ReasonMissing", ("limit", limit));
    }

    public override Message Ask(Scene scene, FlowState state) => scene.Answer("list_reason.ask." + state[Act], Subject(scene, state[Act], ListIds.Read(state[Id])));

    /// <summary>What would be given up is named before it is.</summary>
    private static (string, object)[] Subject(Scene scene, string act, long id) => act switch
    {
        NeedLetGo => [("title", ListViews.MyNeeds(scene.Tx, id).FirstOrDefault()?.Title ?? "")],
        MatchCancel when ListViews.MyMatches(scene.Tx, id).FirstOrDefault() is { } match =>
            [("title", match.NeedTitle), ("unit", match.UnitName), ("community", match.OrgName)],
        MatchCancel => [("title", ""), ("unit", ""), ("community", "")],
        _ => [],
    };

    public override Message Finish(Scene scene, FlowState state)
    {
        var (tx, id, words) = (scene.Tx, ListIds.Read(state[Id]), state[Words]);
        return state[Act] switch
        {
            NeedReturn => Said(Needs.Return(tx, id, words)),
            NeedRefer => Said(Needs.Refer(tx, id, words)),
            NeedLetGo => Said(Needs.LetGo(tx, id, words)),
            AskAgain => Said(Needs.AskAgain(tx, id, words)),
            _ => Said(Handshake.Cancel(tx, id, words)),
        };

        Message Said<T>(Outcome<T> outcome) => outcome.Match(_ => scene.Answer("list_reason.done." + state[Act]), scene.Answer);
    }
}
