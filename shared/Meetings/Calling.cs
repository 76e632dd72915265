using ChatGov.Agreements;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Needs;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Meetings;

/// <summary>Calling a meeting: the agenda is made of what is open, anybody who sits there may add to it until three days before.</summary>
public static class Calling
{
    internal const string LockDue = "meeting.lock";
    internal const string OpenDue = "meeting.open";
    public const int MostItems = 40;
    public const int LongestText = 200;
    private static readonly TimeSpan LockedBefore = TimeSpan.FromDays(3);

    public static Outcome<MeetingView> Call(Tx tx, long committeeId, string title, string place, DateTimeOffset startsAt) => tx.UseCase<MeetingView>(() =>
    {
        if (OrgTree.KindOf(tx, committeeId) != OrgKind.JointCommittee || !Scope.Sees(tx, committeeId))
        {
            return RefusalCode.NotFound;
        }

        if (!Scope.RunsCommunity(tx, committeeId))
        {
            return RefusalCode.NotAllowed;
        }

        if (RefuseText(title) is { } refusal || (refusal = RefuseText(place)) is not null)
        {
            return refusal;
        }

        if (startsAt <= tx.Now)
        {
            return RefusalCode.DateNotAhead;
        }

        MeetingMachine.Table.Require(null, MeetingState.Draft, Who.Secretary);
        var id = tx.Insert(
            """
            INSERT INTO meeting (committee_id, title, place, starts_at, state, called_by, created_at)
            VALUES (@committeeId, @title, @place, @startsAt, 'Draft', @PersonId, @Now) RETURNING id
            """,
            new { committeeId, title = title.Trim(), place = place.Trim(), startsAt, PersonId = tx.Actor.RequiredPersonId, tx.Now });
        tx.Audit("meeting", id, "call", to: nameof(MeetingState.Draft));
        var meeting = MeetingRows.Find(tx, id)!;
        foreach (var item in WhatIsOpen(tx, meeting).Take(MostItems))
        {
            Add(tx, meeting, item);
        }

        return MeetingRows.Show(tx, meeting);
    });

    /// <summary>Adds a point. A member unit's liaison may, once the agenda is out.</summary>
    public static Outcome<MeetingView> AddPoint(Tx tx, long id, string title) => Change(tx, id, membersToo: true, meeting =>
    {
        if (RefuseText(title) is { } refusal)
        {
            return refusal;
        }

        if (tx.Count("SELECT COUNT(*) FROM agenda_item WHERE meeting_id = @id", new { id }) >= MostItems)
        {
            return new Refusal(RefusalCode.AgendaFull, ("most", MostItems));
        }

        Add(tx, meeting, new AgendaItem { SourceKind = AgendaSource.Other, Title = title.Trim() });
        return null;
    });

    public static Outcome<MeetingView> RemovePoint(Tx tx, long id, long itemId) => Change(tx, id, membersToo: false, _ =>
    {
        if (tx.Run("DELETE FROM agenda_item WHERE id = @itemId AND meeting_id = @id", new { id, itemId }) == 0)
        {
            return new Refusal(RefusalCode.NotFound);
        }

        tx.Audit("agenda_item", itemId, "remove");
        return null;
    });

    /// <summary>Sends the agenda to all who sit there.</summary>
    public static Outcome<MeetingView> Publish(Tx tx, long id) => Act(tx, id, meeting =>
    {
        if (meeting.State == MeetingState.Published)
        {
            return null;
        }

        if (meeting.State != MeetingState.Draft || meeting.StartsAt <= tx.Now)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        if (!tx.Exists("SELECT COUNT(*) FROM agenda_item WHERE meeting_id = @id", new { id }))
        {
            return new Refusal(RefusalCode.AgendaEmpty);
        }

        MeetingRows.Move(tx, meeting, MeetingState.Published, Who.Secretary, "publish");
        Timers.Move(tx, LockDue, id, meeting.StartsAt - LockedBefore);
        Timers.Move(tx, OpenDue, id, meeting.StartsAt);
        MeetingRows.TellAll(tx, meeting, "meeting.notice.called");
        return null;
    });

    public static Outcome<MeetingView> Cancel(Tx tx, long id, string reason) => Act(tx, id, meeting =>
    {
        if (RefuseText(reason) is not null)
        {
            return new Refusal(RefusalCode.ReasonMissing, ("limit", LongestText));
        }

        if (meeting.State == MeetingState.Cancelled)
        {
            return null;
        }

        if (!MeetingMachine.Table.Allows(meeting.State, MeetingState.Cancelled, Who.Secretary))
        {
            return new Refusal(RefusalCode.WrongState);
        }

        MeetingRows.Move(tx, meeting, MeetingState.Cancelled, Who.Secretary, "cancel", reason.Trim());
        Timers.Cancel(tx, LockDue, id);
        Timers.Cancel(tx, OpenDue, id);
        if (meeting.State != MeetingState.Draft)
        {
            MeetingRows.TellAll(tx, meeting, "meeting.notice.cancelled", ("reason", reason.Trim()));
        }

        return null;
    });

    internal static void LockAgenda(Tx tx, long id)
    {
        if (MeetingRows.Take(tx, id) is { State: MeetingState.Published, LockedAt: null } meeting)
        {
            tx.Run("UPDATE meeting SET locked_at = @Now, row_version = row_version + 1 WHERE id = @id", new { id, tx.Now });
            tx.Audit("meeting", id, "lock");
            MeetingRows.TellAll(tx, meeting, "meeting.notice.locked");
        }
    }

    internal static void Begin(Tx tx, long id)
    {
        if (MeetingRows.Take(tx, id) is { State: MeetingState.Published } meeting)
        {
            tx.Run("UPDATE meeting SET locked_at = COALESCE(locked_at, @Now) WHERE id = @id", new { id, tx.Now });
            MeetingRows.Move(tx, meeting, MeetingState.Open, Who.System, "open");
        }
    }

    internal static Outcome<MeetingView> Act(Tx tx, long id, Func<Meeting, Refusal?> act) => tx.UseCase<MeetingView>(() =>
        MeetingRows.Take(tx, id) is not { } meeting || !MeetingRows.MaySee(tx, meeting) ? RefusalCode.NotFound
        : !Scope.RunsCommunity(tx, meeting.CommitteeId) ? RefusalCode.NotAllowed
        : act(meeting) is { } refusal ? refusal
        : MeetingRows.Show(tx, MeetingRows.Find(tx, id)!));

    internal static Refusal? RefuseText(string text) =>
        text.Trim().Letters() is 0 or > LongestText ? new Refusal(RefusalCode.ReasonMissing, ("limit", LongestText))
        : Redaction.NamesPhoneOrId(text) ? new Refusal(RefusalCode.PersonalDataInText)
        : null;

    private static Outcome<MeetingView> Change(Tx tx, long id, bool membersToo, Func<Meeting, Refusal?> change) => tx.UseCase<MeetingView>(() =>
    {
        if (MeetingRows.Take(tx, id) is not { } meeting || !MeetingRows.MaySee(tx, meeting))
        {
            return RefusalCode.NotFound;
        }

        var may = Scope.RunsCommunity(tx, meeting.CommitteeId)
            || (membersToo && MeetingRows.Units(tx, meeting.CommitteeId).Exists(unit => Scope.SpeaksForUnit(tx, unit)));
        if (!may)
        {
            return RefusalCode.NotAllowed;
        }

        if (meeting.State is not (MeetingState.Draft or MeetingState.Published))
        {
            return RefusalCode.WrongState;
        }

        // Late timers lock nothing less: the time itself does.
        if (meeting.State == MeetingState.Published && (meeting.LockedAt is not null || tx.Now >= meeting.StartsAt - LockedBefore))
        {
            return RefusalCode.AgendaLocked;
        }

        return change(meeting) is { } refusal ? refusal : MeetingRows.Show(tx, MeetingRows.Find(tx, id)!);
    });

    /// <summary>Points put off until now or not done in time, commitments that are behind, needs that nobody has promised.</summary>
    private static IEnumerable<AgendaItem> WhatIsOpen(Tx tx, Meeting meeting)
    {
        var seat = MeetingRows.Seat(tx, meeting.CommitteeId);
        var args = new { meeting.CommitteeId, meeting.StartsAt, seat };
        var points = tx.All<AgendaItem>(
            MeetingRows.SelectItem + """

            JOIN meeting m ON m.id = i.meeting_id
            WHERE m.committee_id = @CommitteeId AND i.outcome IN ('Adopted', 'Deferred') AND i.done_at IS NULL AND i.due_at <= @StartsAt
              AND NOT EXISTS (SELECT 1 FROM agenda_item n JOIN meeting k ON k.id = n.meeting_id
                              WHERE n.source_kind = 'OpenPoint' AND n.source_id = i.id AND k.state <> 'Cancelled')
            ORDER BY i.due_at, i.id
            """,
            args).ConvertAll(item => new AgendaItem { SourceKind = AgendaSource.OpenPoint, SourceId = item.Id, Title = item.Title });
        var behind = AgreementLists.Behind(tx, seat).ConvertAll(each => new AgendaItem
        {
            SourceKind = AgendaSource.Commitment,
            SourceId = each.Id,
            Title = $"{each.GiverName}：{each.What}",
        });
        var needs = tx.All<AgendaItem>(
            $"""
            SELECT n.id AS source_id, n.title FROM need n
            WHERE n.state IN ({NeedMachine.Listed}) AND n.held + n.received < n.quantity
              AND EXISTS (SELECT 1 FROM org_closure g WHERE g.ancestor_id = @seat AND g.descendant_id = n.org_id)
            ORDER BY n.id
            """,
            args).ConvertAll(item => item with { SourceKind = AgendaSource.Need });
        return points.Concat(behind).Concat(needs);
    }

    private static void Add(Tx tx, Meeting meeting, AgendaItem item)
    {
        var position = tx.Count("SELECT COALESCE(MAX(position), 0) + 1 FROM agenda_item WHERE meeting_id = @Id", new { meeting.Id });
        var id = tx.Insert(
            "INSERT INTO agenda_item (meeting_id, position, source_kind, source_id, title) VALUES (@Id, @position, @kind, @SourceId, @Title) RETURNING id",
            new { meeting.Id, position, kind = item.SourceKind.ToString(), item.SourceId, item.Title });
        tx.Audit("agenda_item", id, "add");
    }
}
