using ChatGov.Agreements;
using ChatGov.Data;
using ChatGov.Needs;

namespace ChatGov.Meetings;

/// <summary>The agenda is made of what is open; anybody who sits there may add to it until three days before.</summary>
public static class MeetingAgenda
{
    public const int MostItems = 40;

    /// <summary>Adds a point. A member unit's liaison may, once the agenda is out.</summary>
    public static Outcome<MeetingView> AddPoint(Tx tx, long id, string title) => Change(tx, id, Who.Secretary | Who.Liaison, meeting =>
    {
        if (MeetingCalling.RefuseText(title) is { } refusal)
        {
            return refusal;
        }

        if (tx.Count("SELECT COUNT(*) FROM agenda_item WHERE meeting_id = @id", new { id }) >= MostItems)
        {
            return new Refusal(MeetingRefusal.AgendaFull, ("most", MostItems));
        }

        Add(tx, meeting, new AgendaItem { SourceKind = AgendaSource.Other, Title = title.Trim() });
        return null;
    });

    public static Outcome<MeetingView> RemovePoint(Tx tx, long id, long itemId) => Change(tx, id, Who.Secretary, _ =>
    {
        if (tx.Run("DELETE FROM agenda_item WHERE id = @itemId AND meeting_id = @id", new { id, itemId }) == 0)
        {
            return new Refusal(RefusalCode.NotFound);
        }

        tx.Audit("agenda_item", itemId, "remove");
        return null;
    });

    internal static void Lock(Tx tx, long id)
    {
        if (MeetingMachine.Table.Take(tx, id) is { State: MeetingState.Published, LockedAt: null } meeting)
        {
            tx.Run("UPDATE meeting SET locked_at = @Now, row_version = row_version + 1 WHERE id = @id", new { id, tx.Now });
            tx.Audit("meeting", id, "lock");
            MeetingNotices.ToAll(tx, meeting, "meeting.notice.locked");
        }
    }

    /// <summary>Points put off until now or not done in time, commitments that are behind, needs that nobody has promised.</summary>
    internal static void Fill(Tx tx, Meeting meeting)
    {
        var seat = MeetingRows.Seat(tx, meeting.CommitteeId);
        foreach (var item in OpenPoints(tx, meeting).Concat(CommitmentsBehind(tx, seat)).Concat(NeedsOpen(tx, seat)).Take(MostItems))
        {
            Add(tx, meeting, item);
        }
    }

    private static Outcome<MeetingView> Change(Tx tx, long id, Who may, Func<Meeting, Refusal?> change) => MeetingRows.Shown(tx, MeetingMachine.Table.Change(tx, id, may, meeting =>
    {
        if (meeting.State is not (MeetingState.Draft or MeetingState.Published))
        {
            return new Refusal(RefusalCode.WrongState);
        }

        // Late timers lock nothing less: the time itself does.
        return meeting.State == MeetingState.Published && (meeting.LockedAt is not null || tx.Now >= meeting.StartsAt - MeetingMachine.LockedBefore)
            ? new Refusal(MeetingRefusal.AgendaLocked)
            : change(meeting);
    }));

    private static IEnumerable<AgendaItem> OpenPoints(Tx tx, Meeting meeting) => tx.All<AgendaItem>(
        $"""
        {MeetingRows.SelectItem}
        JOIN meeting m ON m.id = i.meeting_id
        WHERE m.committee_id = @CommitteeId AND i.outcome IN ({AgendaItem.ComesAgain}) AND i.done_at IS NULL AND i.due_at <= @StartsAt
          AND NOT EXISTS (SELECT 1 FROM agenda_item n JOIN meeting k ON k.id = n.meeting_id
                          WHERE n.source_kind = @again AND n.source_id = i.id AND k.state <> {MeetingMachine.Cancelled})
        ORDER BY i.due_at, i.id
        """,
        new { meeting.CommitteeId, meeting.StartsAt, again = nameof(AgendaSource.OpenPoint) })
        .ConvertAll(item => new AgendaItem { SourceKind = AgendaSource.OpenPoint, SourceId = item.Id, Title = item.Title });

    private static IEnumerable<AgendaItem> CommitmentsBehind(Tx tx, long seat) => AgreementLists.Behind(tx, seat).ConvertAll(each => new AgendaItem
    {
        SourceKind = AgendaSource.Commitment,
        SourceId = each.Id,
        Title = $"{each.GiverName}：{each.What}",
    });

    private static IEnumerable<AgendaItem> NeedsOpen(Tx tx, long seat) => tx.All<AgendaItem>(
        $"""
        SELECT n.id AS source_id, n.title FROM need n
        WHERE n.state = {NeedMachine.Listed} AND n.held + n.received < n.quantity
          AND n.org_id IN (SELECT g.descendant_id FROM org_closure g WHERE g.ancestor_id = @seat)
        ORDER BY n.id
        """,
        new { seat }).ConvertAll(item => item with { SourceKind = AgendaSource.Need });

    private static void Add(Tx tx, Meeting meeting, AgendaItem item)
    {
        var position = tx.Count("SELECT COALESCE(MAX(position), 0) + 1 FROM agenda_item WHERE meeting_id = @Id", new { meeting.Id });
        var id = tx.Insert(
            "INSERT INTO agenda_item (meeting_id, position, source_kind, source_id, title) VALUES (@Id, @position, @kind, @SourceId, @Title) RETURNING id",
            new { meeting.Id, position, kind = item.SourceKind.ToString(), item.SourceId, item.Title });
        tx.Audit("agenda_item", id, "add");
    }
}
