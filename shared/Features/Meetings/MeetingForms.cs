using ChatGov.Actions;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Meetings;

/// <summary>What is asked for in one sentence: a point of the agenda, which all who sit there read.</summary>
public static class MeetingForms
{
    public static Form AddingPoint { get; } = SentenceForm.Of(
        "add_point",
        "meeting.add.ask",
        MeetingCalling.LongestText,
        (run, words) => MeetingAgenda.AddPoint(run.Tx, run.Id, words).Then(_ => new Message(run.Say("meeting.added", ("title", words)))),
        new Undo.Not(Undo.Not.Read),
        new()
        {
            Step = "title",
            OnlyFor = [.. Can.SpeakForUnit.Roles, .. Can.SpeakForCommunity.Roles],
            Check = WordsForOthers.Check,
        });
}
