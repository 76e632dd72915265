using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;

namespace ChatGov.Meetings;

/// <summary>Who is told what of a meeting.</summary>
internal static class MeetingNotices
{
    /// <summary>The liaisons of the member units and the secretaries of the seat.</summary>
    public static void ToAll(Tx tx, Meeting meeting, string key, params (string Name, object Value)[] args)
    {
        var people = MeetingRows.Units(tx, meeting.CommitteeId).SelectMany(unit => Staff.LiaisonsOf(tx, unit))
            .Concat(Offices.AnsweringFor(tx, MeetingRows.Seat(tx, meeting.CommitteeId))).Distinct().Order();
        foreach (var person in people)
        {
            tx.Send(
                person, OutboxKind.News, key, [("title", meeting.Title), ("when", meeting.StartsAt), ("place", meeting.Place), .. args],
                new SendOptions { Choices = [new LabelledChoice("meeting.choice.open", MeetingActions.Meeting.On(meeting.Id))] });
        }
    }

    public static void ToOwner(Tx tx, AgendaItem item, long owner)
    {
        foreach (var person in Offices.SpeakingFor(tx, owner))
        {
            tx.Send(
                person, OutboxKind.News, "agenda_item.notice.due", [("title", item.Title), ("decision", item.Decision)],
                new SendOptions { Choices = [new LabelledChoice("agenda_item.choice.done", MeetingActions.AgendaDone.On(item.Id))] });
        }
    }
}
