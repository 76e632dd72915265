using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Meetings;

/// <summary>Calling a meeting, sending its agenda out, and calling it off.</summary>
public static class MeetingCalling
{
    public const int LongestText = 200;

    public static Outcome<MeetingView> Call(Tx tx, long committeeId, string title, string place, DateTimeOffset startsAt) => tx.UseCase<MeetingView>(() =>
    {
        if (OrgTree.KindOf(tx, committeeId) != OrgKind.JointCommittee)
        {
            return RefusalCode.NotFound;
        }

        if (Can.RunCommunity.Against(tx, committeeId) is { } no)
        {
            return no;
        }

        if ((RefuseText(title) ?? RefuseText(place)) is { } refusal)
        {
            return refusal;
        }

        if (startsAt <= tx.Now)
        {
            return RefusalCode.DateNotAhead;
        }

        var id = tx.Insert(
            """
            INSERT INTO meeting (committee_id, title, place, starts_at, state, called_by, created_at)
            VALUES (@committeeId, @title, @place, @startsAt, @state, @PersonId, @Now) RETURNING id
            """,
            new { committeeId, title = title.Trim(), place = place.Trim(), startsAt, state = nameof(MeetingState.Draft), PersonId = tx.Actor.RequiredPersonId, tx.Now });
        var meeting = MeetingMachine.Table.Begin(tx, id);
        MeetingAgenda.Fill(tx, meeting);
        return MeetingRows.Show(tx, meeting);
    });

    /// <summary>Sends the agenda to all who sit there.</summary>
    public static Outcome<MeetingView> Publish(Tx tx, long id) => MeetingRows.Shown(tx, MeetingMachine.Table.Act(tx, id, MeetingState.Published, meeting =>
    {
        if (meeting.StartsAt <= tx.Now)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        if (!tx.Exists("SELECT COUNT(*) FROM agenda_item WHERE meeting_id = @id", new { id }))
        {
            return new Refusal(MeetingRefusal.AgendaEmpty);
        }

        MeetingMachine.Table.Move(tx, meeting, MeetingState.Published);
        MeetingNotices.ToAll(tx, meeting, "meeting.notice.called");
        return null;
    }));

    public static Outcome<MeetingView> Cancel(Tx tx, long id, string reason) => MeetingRows.Shown(tx, MeetingMachine.Table.Act(tx, id, MeetingState.Cancelled, meeting =>
    {
        if (RefuseText(reason) is { } refusal)
        {
            return refusal;
        }

        MeetingMachine.Table.Move(tx, meeting, MeetingState.Cancelled, Why.Said(reason));
        if (meeting.State != MeetingState.Draft)
        {
            MeetingNotices.ToAll(tx, meeting, "meeting.notice.cancelled", ("reason", reason.Trim()));
        }

        return null;
    }));

    internal static void Begin(Tx tx, long id)
    {
        if (MeetingMachine.Table.Take(tx, id) is { State: MeetingState.Published } meeting)
        {
            tx.Run("UPDATE meeting SET locked_at = COALESCE(locked_at, @Now) WHERE id = @id", new { id, tx.Now });
            MeetingMachine.Table.MoveAsSystem(tx, meeting, MeetingState.Open);
        }
    }

    internal static Refusal? RefuseText(string text) => WordsForOthers.RefuseReason(text, LongestText);
}
