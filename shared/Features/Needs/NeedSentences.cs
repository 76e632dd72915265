using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Needs;

/// <summary>What is asked for in one sentence: a question back, the right door, why a need is let go, and the answer of whoever asked.</summary>
public static class NeedSentences
{
    public static Form Returning { get; } = Of("need_return", WordsForOthers.LongestReason, NeedDecisions.Return, new Undo.Not(Undo.Not.Read), new() { OnlyFor = Can.AnswerNeeds.Roles, Check = WordsForOthers.Check });

    /// <summary>The right door is often a number to call.</summary>
    public static Form Referring { get; } = Of("need_refer", WordsForOthers.LongestReason, NeedDecisions.Refer, new Undo.Not(Undo.Not.Read), new() { OnlyFor = Can.AnswerNeeds.Roles });

    public static Form LettingGo { get; } = Of("need_let_go", WordsForOthers.LongestReason, NeedDecisions.LetGo, new Undo.Not("undo.not.ended"), new()
    {
        OnlyFor = Can.AnswerNeeds.Roles,
        ReadsBack = true,
        Check = WordsForOthers.Check,
        About = run => [("title", NeedLists.FindListed(run.Tx, run.Id)?.Title ?? "")],
    });

    /// <summary>The secretary alone reads it, and may be given a number to call back.</summary>
    public static Form AskingAgain { get; } = Of("ask_again", NeedRequests.LongestWords, NeedRequests.AskAgain, new Undo.Not(Undo.Not.Read), new());

    public static IReadOnlyList<Form> All { get; } = [Returning, Referring, LettingGo, AskingAgain];

    private static Form Of(string name, int limit, Func<Tx, long, string, Outcome<Need>> act, Undo undo, SentenceNotes notes) => SentenceForm.Of(
        name,
        "list_reason.ask." + name,
        limit,
        (run, words) => act(run.Tx, run.Id, words).Then(_ => new Message(run.Say("list_reason.done." + name))),
        undo,
        notes with { Formerly = [new("list_reason", "act", name)] });
}
