using ChatGov.Actions;
using ChatGov.Forms;
using ChatGov.Outbox;

namespace ChatGov.HelpRequests;

/// <summary>约回电: when, and what about; a human calls back.</summary>
public static class CallBackForm
{
    private const int LongestText = 200;

    private static readonly WhenQuestion When = new("when") { Ask = "call_back.when", Unclear = new("call_back.when_unclear") };

    private static readonly TextQuestion What = new("what") { Ask = "call_back.what", Unclear = new("help_request.too_long", ("limit", LongestText)), Limit = LongestText };

    public static Form Form { get; } = new()
    {
        Name = "call_back",
        Undo = new Undo.Not("undo.not.asked"),
        Questions = [When, What],
        Do = run => HelpRequestActs.Open(run.Tx, HelpRequestKind.HandOff, new AskedFrom(run[HelpRequestForms.Channel], run[HelpRequestForms.Chat]), $"{When.Display(run, run.Of(When))}：{run.Of(What)}").Then(
            receipt => new FormDone(new Message(run.Say("help_request.done.HandOff", ("number", receipt.Number), ("count", receipt.Lines))))),
    };
}
