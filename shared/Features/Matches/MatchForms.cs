using ChatGov.Actions;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Tasks;

namespace ChatGov.Matches;

/// <summary>对接: a task for what was agreed, and why it is called off.</summary>
public static class MatchForms
{
    /// <summary>What comes of the task comes back to the match.</summary>
    public static Form Task { get; } = PublishTaskForm.For("publish_for_match", "match", (run, draft) =>
        Handshake.Schedule(run.Tx, run.Id, draft).Then(match => TaskLists.Open(run.Tx, match.TaskId!.Value).Then(found => found.Task)));

    /// <summary>The other side reads why, so it is read back.</summary>
    public static Form Cancelling { get; } = SentenceForm.Of(
        "match_cancel",
        "list_reason.ask.match_cancel",
        WordsForOthers.LongestReason,
        (run, words) => Handshake.Cancel(run.Tx, run.Id, words).Then(_ => new Message(run.Say("list_reason.done.match_cancel"))),
        new Undo.Not("undo.not.ended"),
        new()
        {
            Formerly = [new("list_reason", "act", "match_cancel")],
            ReadsBack = true,
            Check = WordsForOthers.Check,
            About = run => MatchLists.FindMine(run.Tx, run.Id) is { } match
                ? [("title", match.NeedTitle), ("unit", match.UnitName), ("community", match.OrgName)]
                : [("title", ""), ("unit", ""), ("community", "")],
        });

    public static (string Name, object Value)[] About(ListMatch match) =>
        [(Task.Subject, match.Id), (PublishTaskForm.OrgId, match.OrgId), (PublishTaskForm.TitleName, match.OfferTitle)];
}
