using System.Collections.Frozen;
using System.Globalization;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Conversations;

/// <summary>Asks for the one sentence that an act needs, and does it. Which acts there are, the features say.</summary>
internal sealed class SentenceFlow : StepFlow
{
    // As chats that were in the middle of it know it.
    private const string FlowName = "list_reason";
    private const string Act = "act";
    private const string Id = "id";
    private const string Words = "words";

    private static readonly FrozenDictionary<string, SentenceQuestion> Questions =
        ChatFeatures.All.SelectMany(feature => feature.Sentences).ToFrozenDictionary(question => question.Act, StringComparer.Ordinal);

    public override string Name => FlowName;

    /// <param name="id">Of the thing it is about.</param>
    public static FlowState Start(SentenceQuestion question, string id) => FlowState.Begin(FlowName, Words).With(Act, question.Act).With(Id, id);

    public override Move Step(FlowState state, Answer answer)
    {
        if (Find(state) is not { Limit: var limit })
        {
            return new Move.Done(state);
        }

        return answer.Text.Trim().Letters() is > 0 and var letters && letters <= limit
            ? new Move.Done(state.With(Words, answer.Text.Trim()))
            : new Move.Again("refusal.ReasonMissing", ("limit", limit));
    }

    public override Message Ask(Scene scene, FlowState state) =>
        Find(state) is { } question ? scene.Answer("list_reason.ask." + question.Act, question.About(scene.Tx, IdOf(state))) : scene.Answer("everyone.begin_again");

    public override Message Finish(Scene scene, FlowState state) =>
        Find(state) is not { } question ? scene.Answer("everyone.begin_again")
        : question.Do(scene.Tx, IdOf(state), state[Words]) is { } refusal ? scene.Answer(refusal)
        : scene.Answer("list_reason.done." + question.Act);

    /// <returns>Null for an act that this program does not know any more.</returns>
    private static SentenceQuestion? Find(FlowState state) => Questions.GetValueOrDefault(state[Act]);

    private static long IdOf(FlowState state) => long.TryParse(state[Id], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
