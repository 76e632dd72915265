using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Organisations;
using ChatGov.Outbox;

namespace ChatGov.Meetings;

/// <summary>Each point is adopted with an owner and a day, put off to a day, or dropped. The list of decisions is the minutes.</summary>
public static class Deciding
{
    internal const string DoneDue = "agenda_item.due";

    public static Outcome<MeetingView> Decide(Tx tx, long id, long itemId, Decision decision) => Calling.Act(tx, id, meeting =>
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
        tx.Run("UPDATE meeting SET row_version = row_version + 1 WHERE id = @id", new { id });
        tx.Audit("agenda_item", itemId, "decide", to: decision.Outcome.ToString());
        if (meeting.State == MeetingState.Open && !tx.Exists("SELECT COUNT(*) FROM agenda_item WHERE meeting_id = @id AND outcome IS NULL", new { id }))
        {
            MeetingRows.Move(tx, meeting, MeetingState.Held, Who.System, "hold");
        }

        return null;
    });

    /// <summary>The decisions stand and go to all members; owners are reminded on the day.</summary>
    public static Outcome<MeetingView> Confirm(Tx tx, long id) => Calling.Act(tx, id, meeting =>
    {
        if (meeting.State == MeetingState.Confirmed)
        {
            return null;
        }

        if (meeting.State != MeetingState.Held)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        MeetingRows.Move(tx, meeting, MeetingState.Confirmed, Who.Secretary, "confirm");
        foreach (var item in MeetingRows.Show(tx, meeting).Agenda)
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

        MeetingRows.TellAll(tx, meeting, "meeting.notice.decided");
        return null;
    });

    /// <summary>The owner, or the seat, says that it is done.</summary>
    public static Outcome<AgendaItem> Done(Tx tx, long itemId) => tx.UseCase<AgendaItem>(() =>
    {
        if (FindItem(tx, itemId) is not { } known || MeetingRows.Take(tx, known.MeetingId) is not { State: MeetingState.Confirmed } meeting
            || !MeetingRows.MaySee(tx, meeting) || FindItem(tx, itemId) is not { Outcome: AgendaOutcome.Adopted } item)
        {
            return RefusalCode.NotFound;
        }

        if (!Scope.RunsCommunity(tx, meeting.CommitteeId) && !(item.OwnerId is { } owner && Scope.SpeaksForUnit(tx, owner)))
        {
            return RefusalCode.NotAllowed;
        }

        if (item.DoneAt is null)
        {
            tx.Run("UPDATE agenda_item SET done_at = @Now WHERE id = @itemId", new { itemId, tx.Now });
            tx.Audit("agenda_item", itemId, "done");
            Timers.Cancel(tx, DoneDue, itemId);
        }

        return FindItem(tx, itemId)!;
    });

    internal static void RemindOwner(Tx tx, long itemId)
    {
        if (FindItem(tx, itemId) is not { Outcome: AgendaOutcome.Adopted, DoneAt: null, OwnerId: { } owner } item)
        {
            return;
        }

        foreach (var person in Offices.SpeakingFor(tx, owner))
        {
            tx.Send(
                person, OutboxKind.News, "agenda_item.notice.due", [("title", item.Title), ("decision", item.Decision)],
                new SendOptions { Choices = [new LabelledChoice("agenda_item.choice.done", $"agenda_done:{itemId}")] });
        }
    }

    private static AgendaItem? FindItem(Tx tx, long itemId) => tx.First<AgendaItem>(MeetingRows.SelectItem + " WHERE i.id = @itemId", new { itemId });

    private static Refusal? Refuse(Tx tx, Meeting meeting, Decision decision) => decision switch
    {
        _ when Calling.RefuseText(decision.Words) is { } refusal => refusal,
        { Outcome: AgendaOutcome.Adopted, OwnerId: null } => new Refusal(RefusalCode.DecisionUnclear),
        { Outcome: AgendaOutcome.Adopted or AgendaOutcome.Deferred, DueAt: null } => new Refusal(RefusalCode.DecisionUnclear),
        { Outcome: AgendaOutcome.Adopted or AgendaOutcome.Deferred } when decision.DueAt <= tx.Now => new Refusal(RefusalCode.DateNotAhead),
        { Outcome: AgendaOutcome.Adopted, OwnerId: { } owner } when !Sits(tx, meeting, owner) => new Refusal(RefusalCode.DecisionUnclear),
        _ => null,
    };

    private static bool Sits(Tx tx, Meeting meeting, long orgId) =>
        MeetingRows.Units(tx, meeting.CommitteeId).Contains(orgId) || Scope.IsUnder(tx, orgId, MeetingRows.Seat(tx, meeting.CommitteeId));
}

/// <summary>What time does to meetings.</summary>
public static class MeetingTimers
{
    public static readonly IReadOnlyDictionary<string, Action<Tx, long>> Handlers = new Dictionary<string, Action<Tx, long>>(StringComparer.Ordinal)
    {
        [Calling.LockDue] = Calling.LockAgenda,
        [Calling.OpenDue] = Calling.Begin,
        [Deciding.DoneDue] = Deciding.RemindOwner,
    };
}
