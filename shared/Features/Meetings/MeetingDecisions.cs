using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Organisations;
using ChatGov.Rights;

namespace ChatGov.Meetings;

/// <summary>Each point is adopted with an owner and a day, put off to a day, or dropped. The list of decisions is the minutes.</summary>
public static class MeetingDecisions
{
    public const string DoneDue = "agenda_item.due";

    public static Outcome<MeetingView> Decide(Tx tx, long id, long itemId, Decision decision) => MeetingRows.Shown(tx, MeetingMachine.Table.Change(tx, id, Who.Secretary, meeting =>
    {
        if (meeting.State is not (MeetingState.Open or MeetingState.Held))
        {
            return new Refusal(RefusalCode.WrongState);
        }

        if (!tx.Exists("SELECT COUNT(*) FROM agenda_item WHERE id = @itemId AND meeting_id = @id", new { id, itemId }))
        {
            return new Refusal(RefusalCode.NotFound);
        }

        if (Refuse(tx, meeting, decision) is { } refusal)
        {
            return refusal;
        }

        Write(tx, itemId, decision);
        tx.Run("UPDATE meeting SET row_version = row_version + 1 WHERE id = @id", new { id });
        if (meeting.State == MeetingState.Open && !tx.Exists("SELECT COUNT(*) FROM agenda_item WHERE meeting_id = @id AND outcome IS NULL", new { id }))
        {
            MeetingMachine.Table.MoveAsSystem(tx, meeting, MeetingState.Held);
        }

        return null;
    }));

    /// <summary>The decisions stand and go to all members; owners are reminded on the day.</summary>
    public static Outcome<MeetingView> Confirm(Tx tx, long id) => MeetingRows.Shown(tx, MeetingMachine.Table.Act(tx, id, MeetingState.Confirmed, meeting =>
    {
        MeetingMachine.Table.Move(tx, meeting, MeetingState.Confirmed);
        foreach (var item in MeetingRows.Agenda(tx, id))
        {
            // Its earlier self is answered by what was decided now.
            if (item is { SourceKind: AgendaSource.OpenPoint, SourceId: { } before })
            {
                tx.Run("UPDATE agenda_item SET done_at = COALESCE(done_at, @Now) WHERE id = @before", new { before, tx.Now });
                Timers.Cancel(tx, DoneDue, before);
            }

            if (item is { Outcome: AgendaOutcome.Adopted, DueAt: { } due })
            {
                Timers.Move(tx, DoneDue, item.Id, due);
            }
        }

        MeetingNotices.ToAll(tx, meeting, "meeting.notice.decided");
        return null;
    }));

    /// <summary>The owner, or the seat, says that it is done.</summary>
    public static Outcome<AgendaItem> Done(Tx tx, long itemId) => MeetingRows.FindItem(tx, itemId) is not { Outcome: AgendaOutcome.Adopted } known
        || MeetingRows.Find(tx, known.MeetingId) is not { State: MeetingState.Confirmed }
        ? RefusalCode.NotFound
        : MeetingMachine.Table.Change(tx, known.MeetingId, Who.Secretary | Who.Liaison, meeting =>
        {
            var item = MeetingRows.FindItem(tx, itemId)!;
            if (!Can.RunCommunity.Over(tx, meeting.CommitteeId) && !(item.OwnerId is { } owner && Can.SpeakForUnit.Over(tx, owner)))
            {
                return new Refusal(RefusalCode.NotAllowed);
            }

            if (item.DoneAt is null)
            {
                tx.Run("UPDATE agenda_item SET done_at = @Now WHERE id = @itemId", new { itemId, tx.Now });
                tx.Audit("agenda_item", itemId, "done");
                Timers.Cancel(tx, DoneDue, itemId);
            }

            return null;
        }).Then(_ => MeetingRows.FindItem(tx, itemId)!);

    internal static void RemindOwner(Tx tx, long itemId)
    {
        if (MeetingRows.FindItem(tx, itemId) is { Outcome: AgendaOutcome.Adopted, DoneAt: null, OwnerId: { } owner } item)
        {
            MeetingNotices.ToOwner(tx, item, owner);
        }
    }

    private static void Write(Tx tx, long itemId, Decision decision)
    {
        tx.Run(
            """
            UPDATE agenda_item SET outcome = @outcome, decision = @words, owner_id = @owner, due_at = @due, decided_by = @PersonId, decided_at = @Now WHERE id = @itemId
            """,
            new
            {
                itemId,
                outcome = decision.Outcome.ToString(),
                words = decision.Words.Trim(),
                owner = decision.Outcome == AgendaOutcome.Adopted ? decision.OwnerId : null,
                due = decision.Outcome == AgendaOutcome.Dropped ? null : decision.DueAt,
                tx.Actor.PersonId,
                tx.Now,
            });
        tx.Audit("agenda_item", itemId, "decide", to: decision.Outcome.ToString());
    }

    private static Refusal? Refuse(Tx tx, Meeting meeting, Decision decision) => decision switch
    {
        _ when MeetingCalling.RefuseText(decision.Words) is { } refusal => refusal,
        { Outcome: AgendaOutcome.Adopted, OwnerId: null } => new Refusal(MeetingRefusal.DecisionUnclear),
        { Outcome: AgendaOutcome.Adopted or AgendaOutcome.Deferred, DueAt: null } => new Refusal(MeetingRefusal.DecisionUnclear),
        { Outcome: AgendaOutcome.Adopted or AgendaOutcome.Deferred } when decision.DueAt <= tx.Now => new Refusal(RefusalCode.DateNotAhead),
        { Outcome: AgendaOutcome.Adopted, OwnerId: { } owner } when !Sits(tx, meeting, owner) => new Refusal(MeetingRefusal.DecisionUnclear),
        _ => null,
    };

    private static bool Sits(Tx tx, Meeting meeting, long orgId) =>
        MeetingRows.Units(tx, meeting.CommitteeId).Contains(orgId) || OrgTree.IsUnder(tx, orgId, MeetingRows.Seat(tx, meeting.CommitteeId));
}
