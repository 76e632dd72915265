using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Paging;

namespace ChatGov.Meetings;

/// <summary>The SQL of meetings, who sees them and who is told.</summary>
public static class MeetingRows
{
    private const string Select =
        """
        SELECT m.id, m.committee_id, o.name AS committee_name, m.title, m.place, m.starts_at, m.state, m.locked_at, m.reason_cipher, m.row_version AS version
        FROM meeting m JOIN org o ON o.id = m.committee_id
        """;

    internal const string SelectItem =
        """
        SELECT i.id, i.meeting_id, i.position, i.source_kind, i.source_id, i.title, i.outcome, i.decision, i.owner_id, w.name AS owner_name, i.due_at,
               i.decided_at, i.done_at
        FROM agenda_item i LEFT JOIN org w ON w.id = i.owner_id
        """;

    // The committee's own part of the tree, and the units that sit in it.
    private const string IsSeen =
        """
        (@ScopeOrg = 0 OR EXISTS (SELECT 1 FROM org_closure g WHERE g.ancestor_id = @ScopeOrg AND g.descendant_id = m.committee_id)
         OR EXISTS (SELECT 1 FROM joint_committee_member j JOIN org_closure g ON g.descendant_id = j.unit_id
                    WHERE j.committee_id = m.committee_id AND j.until IS NULL AND g.ancestor_id = @ScopeOrg AND m.state <> 'Draft'))
        """;

    public static Page<Meeting> List(Tx tx, long? committeeId, MeetingState? state, PageRequest page) => page.Cut(
        tx.All<Meeting>(
            Select + $" WHERE m.id > @After AND {IsSeen} AND (@committeeId IS NULL OR m.committee_id = @committeeId) AND (@state IS NULL OR m.state = @state) ORDER BY m.id LIMIT @Take",
            new { page.After, page.Take, committeeId, state = state?.ToString(), tx.ScopeOrg }),
        meeting => meeting.Id);

    /// <summary>Meetings to come, and those of the last month, of the committees in which the actor sits or answers for the seat.</summary>
    public static List<Meeting> Mine(Tx tx) => tx.All<Meeting>(
        Select + """

        WHERE m.state IN ('Published', 'Open', 'Held', 'Confirmed') AND m.starts_at > @since AND (
            EXISTS (SELECT 1 FROM joint_committee_member j JOIN held_role s ON s.org_id = j.unit_id
                    WHERE j.committee_id = m.committee_id AND j.until IS NULL AND s.person_id = @PersonId AND s.role = 'UnitLiaison'
                      AND s.from_at <= @Now AND (s.until_at IS NULL OR s.until_at > @Now))
            OR EXISTS (SELECT 1 FROM held_role s WHERE s.org_id = o.parent_id AND s.person_id = @PersonId AND s.role IN ('Secretary', 'Deputy')
                       AND s.from_at <= @Now AND (s.until_at IS NULL OR s.until_at > @Now)))
        ORDER BY m.starts_at, m.id LIMIT 20
        """,
        new { tx.Actor.PersonId, tx.Now, since = tx.Now.AddDays(-30) });

    public static Outcome<MeetingView> Open(Tx tx, long id) =>
        Find(tx, id) is { } meeting && MaySee(tx, meeting) ? Show(tx, meeting) : RefusalCode.NotFound;

    /// <summary>What was adopted and is still to be done by a unit or community, the earliest first.</summary>
    public static Outcome<Page<AgendaItem>> ToDo(Tx tx, long orgId, PageRequest page) => Scope.Sees(tx, orgId)
        ? page.Cut(
            tx.All<AgendaItem>(SelectItem + " WHERE i.owner_id = @orgId AND i.outcome = 'Adopted' AND i.done_at IS NULL AND i.id > @After ORDER BY i.id LIMIT @Take", new { orgId, page.After, page.Take }),
            item => item.Id)
        : RefusalCode.NotFound;

    internal static MeetingView Show(Tx tx, Meeting meeting) =>
        new(meeting, tx.All<AgendaItem>(SelectItem + " WHERE i.meeting_id = @Id ORDER BY i.position", new { meeting.Id }));

    internal static Meeting? Find(Tx tx, long id) => tx.First<Meeting>(Select + " WHERE m.id = @id", new { id });

    /// <summary>Takes the row until the transaction ends; its agenda is changed behind it.</summary>
    internal static Meeting? Take(Tx tx, long id)
    {
        tx.Lock("UPDATE meeting SET row_version = row_version WHERE id = @id", new { id });
        return Find(tx, id);
    }

    internal static void Move(Tx tx, Meeting meeting, MeetingState to, Who by, string action, string? reason = null)
    {
        MeetingMachine.Table.Require(meeting.State, to, by, reason);
        tx.Run("UPDATE meeting SET state = @to, reason_cipher = @reason, row_version = row_version + 1 WHERE id = @Id", new { meeting.Id, to = to.ToString(), reason = Meeting.SealedReason.SealWords(tx.Vault, meeting.Id, reason) });
        tx.Audit("meeting", meeting.Id, action, meeting.State.ToString(), to.ToString());
    }

    internal static List<long> Units(Tx tx, long committeeId) =>
        tx.All<long>("SELECT unit_id FROM joint_committee_member WHERE committee_id = @committeeId AND until IS NULL ORDER BY unit_id", new { committeeId });

    /// <summary>The community, street or town that the committee belongs to.</summary>
    internal static long Seat(Tx tx, long committeeId) => tx.Count("SELECT parent_id FROM org WHERE id = @committeeId", new { committeeId });

    internal static bool MaySee(Tx tx, Meeting meeting) =>
        Scope.Sees(tx, meeting.CommitteeId) || (meeting.State != MeetingState.Draft && Units(tx, meeting.CommitteeId).Exists(unit => Scope.Sees(tx, unit)));

    /// <summary>Tells the liaisons of the member units and the secretaries of the seat.</summary>
    internal static void TellAll(Tx tx, Meeting meeting, string key, params (string Name, object Value)[] args)
    {
        var people = Units(tx, meeting.CommitteeId).SelectMany(unit => Staff.LiaisonsOf(tx, unit))
            .Concat(Offices.AnsweringFor(tx, Seat(tx, meeting.CommitteeId))).Distinct().Order();
        foreach (var person in people)
        {
            tx.Send(
                person, OutboxKind.News, key, [("title", meeting.Title), ("when", meeting.StartsAt), ("place", meeting.Place), .. args],
                new SendOptions { Choices = [new LabelledChoice("meeting.choice.open", $"meeting:{meeting.Id}")] });
        }
    }
}
