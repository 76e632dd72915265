using ChatGov.Actions;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Tasks;

namespace ChatGov.Claims;

/// <summary>这次不安排: one sentence why, which the member reads.</summary>
public static class DeclineClaimForm
{
    public static Form Form { get; } = SentenceForm.Of(
        "decline_claim",
        "review_claim.ask_reason",
        TaskDraft.LongestText,
        (run, words) => ClaimApplications.Decline(run.Tx, run.Id, words).Then(_ => new Message(run.Say("review_claim.declined"))),
        new Undo.Not("undo.not.declined"),
        new()
        {
            Step = "reason",
            Check = WordsForOthers.Check,
            Subject = "claim",
            OnlyFor = Can.RunCommunity.Roles,
            About = run => ClaimApplications.FindForMe(run.Tx, run.Id) is { } pending ? [("name", pending.Name), ("title", pending.Title)] : [("name", ""), ("title", "")],
        });
}
