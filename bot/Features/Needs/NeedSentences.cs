using ChatGov.Conversations;

namespace ChatGov.Needs;

/// <summary>What is asked for in one sentence: a question back, the right door, why a need is let go, and the answer of whoever asked.</summary>
internal static class NeedSentences
{
    public static SentenceQuestion Returning { get; } = new("need_return", NeedDecisions.LongestReason, (tx, id, words) => NeedDecisions.Return(tx, id, words).Refusal);

    public static SentenceQuestion Referring { get; } = new("need_refer", NeedDecisions.LongestReason, (tx, id, words) => NeedDecisions.Refer(tx, id, words).Refusal);

    public static SentenceQuestion LettingGo { get; } = new("need_let_go", NeedDecisions.LongestReason, (tx, id, words) => NeedDecisions.LetGo(tx, id, words).Refusal)
    {
        About = (tx, id) => [("title", NeedLists.FindListed(tx, id)?.Title ?? "")],
    };

    public static SentenceQuestion AskingAgain { get; } = new("ask_again", NeedRequests.LongestWords, (tx, id, words) => NeedRequests.AskAgain(tx, id, words).Refusal);

    public static IReadOnlyList<SentenceQuestion> All { get; } = [Returning, Referring, LettingGo, AskingAgain];
}
