using ChatGov.Actions;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Papers;

/// <summary>Why a letter goes back, and why a paper holds no more; whoever it is of reads it.</summary>
public static class PaperForms
{
    /// <summary>What the form is told: the number on the paper.</summary>
    public const string Number = "number";

    public static Form ReturningLetter { get; } = SentenceForm.Of(
        "letter_return",
        "letter.return.ask",
        WordsForOthers.LongestReason,
        (run, words) => Letters.Return(run.Tx, run.Id, words).Then(letter => new Message(run.Say("letter.return.done", ("id", letter.Id)))),
        new Undo.Not(Undo.Not.Read),
        new() { Step = "reason", Subject = "letter", OnlyFor = Can.RunCommunity.Roles, Check = WordsForOthers.Check, About = run => [("id", run.Id)] });

    /// <summary>It cannot be taken back, so it is read back.</summary>
    public static Form DeclaringVoid { get; } = SentenceForm.Of(
        "void_paper",
        "void.ask",
        WordsForOthers.LongestReason,
        (run, words) => PaperRevoking.DeclareVoid(run.Tx, run[Number], words).Then(paper => new Message(run.Say("void.done", ("number", paper.Number!)))),
        new Undo.Not("undo.not.void"),
        new() { Step = "reason", OnlyFor = Can.RunCommunity.Roles, Check = WordsForOthers.Check, ReadsBack = true, About = run => [("number", run[Number])] });

    public static IReadOnlyList<Form> All { get; } = [ReturningLetter, DeclaringVoid, PaperRequestForm.Form];
}
