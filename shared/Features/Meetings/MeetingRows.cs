using ChatGov.Data;
using ChatGov.Rights;

namespace ChatGov.Meetings;

/// <summary>The SQL of meetings, and who sits there.</summary>
internal static class MeetingRows
{
    public const string Select =
        """
        SELECT m.id, m.committee_id, o.name AS committee_name, m.title, m.place, m.starts_at, m.state, m.locked_at, m.reason_cipher, m.row_version AS version
        FROM meeting m JOIN org o ON o.id = m.committee_id
        """;

    public const string SelectItem =
        """
        SELECT i.id, i.meeting_id, i.position, i.source_kind, i.source_id, i.title, i.outcome, i.decision, i.owner_id, w.name AS owner_name, i.due_at,
               i.decided_at, i.done_at
        FROM agenda_item i LEFT JOIN org w ON w.id = i.owner_id
        """;

    public static Meeting? Find(Tx tx, long id) => tx.First<Meeting>(Select + " WHERE m.id = @id", new { id });

    public static AgendaItem? FindItem(Tx tx, long id) => tx.First<AgendaItem>(SelectItem + " WHERE i.id = @id", new { id });

    public static List<AgendaItem> Agenda(Tx tx, long id) => tx.All<AgendaItem>(SelectItem + " WHERE i.meeting_id = @id ORDER BY i.position", new { id });

    public static MeetingView Show(Tx tx, Meeting meeting) => new(meeting, Agenda(tx, meeting.Id));

    public static Outcome<MeetingView> Shown(Tx tx, Outcome<Meeting> outcome) => outcome.Then(meeting => Show(tx, meeting));

    public static List<long> Units(Tx tx, long committeeId) =>
        tx.All<long>("SELECT unit_id FROM joint_committee_member WHERE committee_id = @committeeId AND until IS NULL ORDER BY unit_id", new { committeeId });

    /// <summary>The community, street or town that the committee belongs to.</summary>
    public static long Seat(Tx tx, long committeeId) => tx.Count("SELECT parent_id FROM org WHERE id = @committeeId", new { committeeId });

    /// <summary>The actor may that for one of the units that sit there.</summary>
    public static bool HasMember(Tx tx, long committeeId, Can can) => tx.Exists(
        $"SELECT COUNT(*) FROM joint_committee_member j WHERE j.committee_id = @committeeId AND j.until IS NULL AND {can.On("j.unit_id")}", new { committeeId });

    public static bool IsSeen(Tx tx, Meeting meeting) =>
        Can.See.Over(tx, meeting.CommitteeId) || (meeting.State != MeetingState.Draft && HasMember(tx, meeting.CommitteeId, Can.See));

    /// <summary>A unit or community is merged into another: what it was given to do goes over.</summary>
    public static void GoOver(Tx tx, long from, long into) => tx.Run("UPDATE agenda_item SET owner_id = @into WHERE owner_id = @from AND done_at IS NULL", new { from, into });
}
