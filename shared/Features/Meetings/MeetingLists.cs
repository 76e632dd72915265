using ChatGov.Data;
using ChatGov.Paging;
using ChatGov.Rights;

namespace ChatGov.Meetings;

/// <summary>Meetings as people read them: the committee's own part of the tree, and, once they are called, the units that sit there.</summary>
public static class MeetingLists
{
    private const int Shown = 20;
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    private static readonly Way BySeat = new("(SELECT committee_id, unit_id FROM joint_committee_member WHERE until IS NULL) j", "j.committee_id", "m.committee_id");

    private static IReadOnlyList<Sight> SeenBy(Reach part) => [new(Sight.Any, "m.committee_id", part), new($"m.state <> {MeetingMachine.Draft}", "j.unit_id", part, BySeat)];

    public static readonly Sorts Sorts = new("meeting", "m", ("startsAt", "starts_at"));

    public static Page<Meeting> All(Tx tx, long? committeeId, MeetingState? state, PageRequest page)
    {
        var seen = SeenBy(Reach.OfToken(tx));
        return page.Cut(
            new SeenPage(page, Sorts, seen, Asked.For((committeeId is not null, "m.committee_id = @committeeId"), (state is not null, $"{Asked.Beside("m.state", seen)} = @state"))).Rows<Meeting>(
                tx,
                MeetingRows.Select,
                new { committeeId, state = state?.ToString(), tx.ScopeOrg }),
            meeting => meeting.Id);
    }

    /// <summary>Meetings to come, and those of the last month, of the committees in which the actor sits or answers for the seat.</summary>
    public static List<Meeting> Mine(Tx tx)
    {
        IReadOnlyList<Sight> sat =
        [
            new(Sight.Any, "seat.parent_id", Can.SpeakForCommunity.Reach(tx), new Way("org seat", "seat.id", "m.committee_id")),
            new(Sight.Any, "j.unit_id", Can.SpeakForUnit.Reach(tx), BySeat),
        ];
        return new SeenPage(PageRequest.Only(Shown, "startsAt"), Sorts, sat, $"{Asked.Beside("m.state", sat)} IN ({MeetingMachine.Called}) AND m.starts_at + 0 > @since").Rows<Meeting>(
            tx,
            MeetingRows.Select,
            new { since = tx.Now - Recent });
    }

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
