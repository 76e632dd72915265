using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Meetings;

/// <summary>会议: the agenda, one more point, and what was decided.</summary>
internal static class MeetingTopics
{
    public static readonly IReadOnlyList<Role> Sitting = [.. Can.SpeakForUnit.Roles, .. Can.RunCommunity.Roles];

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(MeetingActions.Meetings.Name, (scene, _) => Show(scene)) { For = Sitting, OnlyShows = true },
        new(MeetingActions.Meeting.Name, (scene, id) => MeetingLists.Find(scene.Tx, ActionName.Id(id)).Match(view => One(scene, view), _ => Show(scene))) { For = Sitting, Opens = true },
        new(MeetingActions.AddPoint.Name, (scene, id) => FormFlow.Open(scene, MeetingForms.AddingPoint, "", ("id", id))) { For = Sitting },
        new(MeetingActions.AgendaDone.Name, (scene, id) => MeetingDecisions.Done(scene.Tx, ActionName.Id(id)).Match(item => scene.Answer("agenda_item.done", ("title", item.Title)), scene.Answer)) { For = Sitting },
    ];

    private static Message Show(Scene scene)
    {
        var mine = MeetingLists.Mine(scene.Tx);
        return mine.Count == 0
            ? scene.Answer("meeting.none")
            : scene.Answer("meeting.head") with
            {
                Choices = [.. mine.Select(meeting => scene.Choice("meeting.choice.line", MeetingActions.Meeting.On(meeting.Id), ("title", meeting.Title), ("when", meeting.StartsAt)))],
            };
    }

    private static Message One(Scene scene, MeetingView view)
    {
        var meeting = view.Meeting;
        var head = scene.Say("meeting.detail", ("title", meeting.Title), ("when", meeting.StartsAt), ("place", meeting.Place), ("state", Catalog.Name(scene.Language, meeting.State)));
        var text = string.Join('\n', view.Agenda.Select(item => Line(scene, item)).Prepend(head));
        return meeting is { State: MeetingState.Draft or MeetingState.Published, LockedAt: null }
            ? new Message(text) { Choices = [scene.Choice("meeting.choice.add", MeetingActions.AddPoint.On(meeting.Id))] }
            : new Message(text);
    }

    private static string Line(Scene scene, AgendaItem item)
    {
        if (item.Outcome is not { } outcome)
        {
            return scene.Say("meeting.line", ("position", item.Position), ("title", item.Title));
        }

        var line = scene.Say("meeting.line.decided", ("position", item.Position), ("title", item.Title), ("outcome", Catalog.Name(scene.Language, outcome)), ("decision", item.Decision));
        return item is { OwnerName: { } owner, DueAt: { } due } ? line + scene.Say("meeting.line.owner", ("owner", owner), ("due", DayOfYear.Of(due))) : line;
    }
}
