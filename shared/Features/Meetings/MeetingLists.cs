using ChatGov.Data;
using ChatGov.Paging;
using ChatGov.Rights;

namespace ChatGov.Meetings;

/// <summary>Meetings as people read them: the committee's own part of the tree, and, once they are called, the units that sit there.</summary>
public static class MeetingLists
{
    private const int Shown = 20;
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    private static readonly string IsSeen =
        $"""
        (@ScopeOrg = 0 OR EXISTS (SELECT 1 FROM org_closure g WHERE g.ancestor_id = @ScopeOrg AND g.descendant_id = m.committee_id)
         OR EXISTS (SELECT 1 FROM joint_committee_member j JOIN org_closure g ON g.descendant_id = j.unit_id
                    WHERE j.committee_id = m.committee_id AND j.until IS NULL AND g.ancestor_id = @ScopeOrg AND m.state <> {MeetingMachine.Draft}))
        """;

    public static readonly Sorts Sorts = new("meeting", "m", ("startsAt", "starts_at"));

    public static Page<Meeting> All(Tx tx, long? committeeId, MeetingState? state, PageRequest page) => page.Cut(
        tx.All<Meeting>(
            $"""
            {MeetingRows.Select}
            WHERE {page.Behind(Sorts)} AND {IsSeen} AND (@committeeId IS NULL OR m.committee_id = @committeeId) AND (@state IS NULL OR m.state = @state)
            ORDER BY {page.Order(Sorts)} LIMIT @Take
            """,
            new { page.After, page.Take, committeeId, state = state?.ToString(), tx.ScopeOrg }),
        meeting => meeting.Id);

    /// <summary>Meetings to come, and those of the last month, of the committees in which the actor sits or answers for the seat.</summary>
    public static List<Meeting> Mine(Tx tx) => tx.All<Meeting>(
        $"""
        {MeetingRows.Select}
        WHERE m.state IN ({MeetingMachine.Called}) AND m.starts_at > @since AND (
            {Can.SpeakForCommunity.On("o.parent_id")}
            OR EXISTS (SELECT 1 FROM joint_committee_member j WHERE j.committee_id = m.committee_id AND j.until IS NULL AND {Can.SpeakForUnit.On("j.unit_id")}))
        ORDER BY m.starts_at, m.id LIMIT @Shown
        """,
        new { since = tx.Now - Recent, Shown });

    public static Outcome<MeetingView> Find(Tx tx, long id) =>
        MeetingRows.Find(tx, id) is { } meeting && MeetingRows.IsSeen(tx, meeting) ? MeetingRows.Show(tx, meeting) : RefusalCode.NotFound;

    /// <summary>What was adopted and is still to be done by a unit or community.</summary>
    public static Outcome<Page<AgendaItem>> ToBeDone(Tx tx, long orgId, PageRequest page) => Can.See.Over(tx, orgId)
        ? page.Cut(
            tx.All<AgendaItem>(
                $"{MeetingRows.SelectItem} WHERE i.owner_id = @orgId AND i.outcome IN ({AgendaItem.Adopted}) AND i.done_at IS NULL AND i.id > @After ORDER BY i.id LIMIT @Take",
                new { orgId, page.After, page.Take }),
            item => item.Id)
        : RefusalCode.NotFound;
}
