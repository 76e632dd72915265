using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Tasks;

namespace ChatGov.Matches;

/// <summary>
/// The two-sided yes: one side proposes, the other says yes within five working days, and from then the stock is held. What
/// was handed over and received draws it down; what is cancelled frees it. Never is more promised than is there.
/// </summary>
public static class Handshake
{
    /// <summary>Proposes from the side the actor speaks for.</summary>
    public static Outcome<ListMatch> Propose(Tx tx, long offerId, long needId, long quantity) => tx.UseCase<ListMatch>(() =>
    {
        if (OfferMachine.Table.Take(tx, offerId) is not { } offer || NeedMachine.Table.Take(tx, needId) is not { } need || SideOf(tx, offer.UnitId, need.OrgId) is not { } side)
        {
            return RefusalCode.NotFound;
        }

        if (tx.First<long?>($"SELECT id FROM list_match WHERE offer_id = @offerId AND need_id = @needId AND state IN ({MatchMachine.UnderWay})",
            new { offerId, needId }) is { } open)
        {
            return MatchRows.Find(tx, open)!;
        }

        if (quantity < 1 || quantity > offer.Left || quantity > need.Open)
        {
            return new Refusal(OfferRefusal.StockTooSmall, ("left", Math.Min(offer.Left, need.Open)));
        }

        var id = tx.Insert(
            "INSERT INTO list_match (offer_id, need_id, quantity, proposed_by, state, created_at) VALUES (@offerId, @needId, @quantity, @side, @state, @Now) RETURNING id",
            new { offerId, needId, quantity, side = side.ToString(), state = nameof(MatchState.Proposed), tx.Now });
        var match = MatchMachine.Table.Begin(tx, id);
        MatchNotices.ToOther(tx, match, side, "match.notice.proposed", OutboxKind.Choice);
        return MatchRows.Find(tx, id)!;
    });

    /// <summary>Proposes as much as fits: all that is needed, or all that is left.</summary>
    public static Outcome<ListMatch> ProposeAll(Tx tx, long offerId, long needId) =>
        OfferRows.Find(tx, offerId) is { } offer && NeedRows.Find(tx, needId) is { } need
            ? Propose(tx, offerId, needId, Math.Min(offer.Left, need.Open))
            : RefusalCode.NotFound;

    /// <summary>The side the actor speaks for; null for others.</summary>
    public static MatchSide? SideOf(Tx tx, ListMatch match) => SideOf(tx, match.UnitId, match.OrgId);

    /// <summary>The other side's yes. The stock is held from now on.</summary>
    public static Outcome<ListMatch> Accept(Tx tx, long id) => Act(tx, id, MatchState.Accepted, (match, side) =>
    {
        if (side == match.ProposedBy)
        {
            return new Refusal(MatchRefusal.OtherSideMustSayYes);
        }

        if (!Hold(tx, match))
        {
            return new Refusal(OfferRefusal.StockTooSmall, ("left", Math.Min(OfferRows.Find(tx, match.OfferId)!.Left, NeedRows.Find(tx, match.NeedId)!.Open)));
        }

        MatchMachine.Table.Move(tx, match, MatchState.Accepted);
        MatchNotices.ToOther(tx, match, side, "match.notice.accepted");
        return null;
    });

    /// <summary>No, from either side while it is only proposed.</summary>
    public static Outcome<ListMatch> Decline(Tx tx, long id) => Act(tx, id, MatchState.Declined, (match, side) =>
    {
        MatchMachine.Table.Move(tx, match, MatchState.Declined);
        MatchNotices.ToOther(tx, match, side, "match.notice.declined");
        return null;
    });

    /// <summary>A task is published for it; its completion comes back to the match.</summary>
    public static Outcome<ListMatch> Schedule(Tx tx, long id, TaskDraft draft) => Act(tx, id, MatchState.Scheduled, (match, side) =>
    {
        var published = TaskPublishing.Publish(tx, match.OrgId, draft);
        if (!published.Ok)
        {
            return published.Refusal;
        }

        TaskSources.Mark(tx, published.Value.Id, TaskSource.Match, id);
        tx.Run("UPDATE list_match SET task_id = @taskId WHERE id = @id", new { id, taskId = published.Value.Id });
        if (match.State == MatchState.Accepted)
        {
            MatchMachine.Table.Move(tx, match, MatchState.Scheduled);
        }
        else
        {
            tx.Run("UPDATE list_match SET row_version = row_version + 1 WHERE id = @id", new { id });
            tx.Audit("list_match", id, "schedule_anew");
        }

        MatchNotices.ToOther(tx, match, side, "match.notice.scheduled");
        return null;
    },
    // A match whose task came to nothing is scheduled anew.
    isDone: match => match.TaskId is not null);

    /// <summary>Each side says that it happened; when both have, it is delivered and the stock drawn down.</summary>
    public static Outcome<ListMatch> ConfirmDelivery(Tx tx, long id) => Act(tx, id, MatchState.Delivered, (match, side) =>
    {
        var said = side == MatchSide.Unit ? match.HandedOverAt : match.ReceivedAt;
        if (said is null)
        {
            tx.Run(
                side == MatchSide.Unit
                    ? "UPDATE list_match SET handed_over_at = @Now, row_version = row_version + 1 WHERE id = @id"
                    : "UPDATE list_match SET received_at = @Now, row_version = row_version + 1 WHERE id = @id",
                new { id, tx.Now });
            tx.Audit("list_match", id, side == MatchSide.Unit ? "hand_over" : "receive");
        }

        var now = MatchRows.Find(tx, id)!;
        if (now is { HandedOverAt: not null, ReceivedAt: not null })
        {
            MatchMachine.Table.Move(tx, now, MatchState.Delivered);
            DrawDown(tx, now);
        }
        else if (said is null)
        {
            MatchNotices.ToOther(tx, match, side, "match.notice.delivered_ask", OutboxKind.Choice);
        }

        return null;
    });

    /// <summary>Calls it off with a reason; what was held is free again.</summary>
    public static Outcome<ListMatch> Cancel(Tx tx, long id, string reason) => Act(tx, id, MatchState.Cancelled, (match, side) =>
    {
        if (WordsForOthers.RefuseReason(reason) is { } refusal)
        {
            return refusal;
        }

        Release(tx, match);
        MatchMachine.Table.Move(tx, match, MatchState.Cancelled, Why.Said(reason));
        MatchNotices.ToOther(tx, match with { Reason = reason.Trim() }, side, "match.notice.cancelled");
        return null;
    });

    /// <summary>The need was taken back: so is all that was promised for it.</summary>
    internal static void CancelAllOf(Tx tx, Need need)
    {
        foreach (var match in tx.All<ListMatch>($"{MatchRows.Select} WHERE m.need_id = @Id AND m.state IN ({MatchMachine.UnderWay}) ORDER BY m.id", new { need.Id }))
        {
            Release(tx, match);
            MatchMachine.Table.MoveAsSystem(tx, match, MatchState.Cancelled, Why.Because("need_withdrawn"));
            MatchNotices.ToSide(tx, match, MatchSide.Unit, "match.notice.need_withdrawn", OutboxKind.News);
        }
    }

    internal static void Remind(Tx tx, long id)
    {
        if (MatchRows.Find(tx, id) is { State: MatchState.Proposed } match)
        {
            MatchNotices.ToOther(tx, match, match.ProposedBy, "match.notice.proposed", OutboxKind.Choice);
        }
    }

    internal static void LapseUnanswered(Tx tx, long id)
    {
        if (MatchMachine.Table.Take(tx, id) is { State: MatchState.Proposed } match)
        {
            MatchMachine.Table.MoveAsSystem(tx, match, MatchState.Lapsed);
            MatchNotices.ToSide(tx, match, match.ProposedBy, "match.notice.lapsed", OutboxKind.News);
        }
    }

    internal static void CloseDelivered(Tx tx, long id)
    {
        if (MatchMachine.Table.Take(tx, id) is { State: MatchState.Delivered } match)
        {
            MatchMachine.Table.MoveAsSystem(tx, match, MatchState.Closed);
        }
    }

    /// <summary>Its task is over: who confirmed the roster said for the community that it was received.</summary>
    internal static void TaskOver(Tx tx, long id, long taskId, int attended)
    {
        if (MatchMachine.Table.Take(tx, id) is not { State: MatchState.Scheduled } match || match.TaskId != taskId)
        {
            return;
        }

        if (attended == 0)
        {
            tx.Run("UPDATE list_match SET task_id = NULL, row_version = row_version + 1 WHERE id = @id", new { id });
            tx.Audit("list_match", id, "task_off");
            MatchNotices.ToSide(tx, match, MatchSide.Community, "match.notice.task_off", OutboxKind.Choice);
            return;
        }

        tx.Run("UPDATE list_match SET received_at = COALESCE(received_at, @Now), row_version = row_version + 1 WHERE id = @id", new { id, tx.Now });
        tx.Audit("list_match", id, "receive");
        if (match.HandedOverAt is null)
        {
            MatchNotices.ToSide(tx, match, MatchSide.Unit, "match.notice.delivered_ask", OutboxKind.Choice);
        }
        else
        {
            MatchMachine.Table.MoveAsSystem(tx, match, MatchState.Delivered);
            DrawDown(tx, match);
        }
    }

    private static Outcome<ListMatch> Act(Tx tx, long id, MatchState to, Func<ListMatch, MatchSide, Refusal?> act, Predicate<ListMatch>? isDone = null) =>
        MatchMachine.Table.Act(tx, id, to, match => act(match, SideOf(tx, match)!.Value), isDone);

    private static bool Hold(Tx tx, ListMatch match) =>
        tx.Run($"UPDATE offer SET held = held + @Quantity, row_version = row_version + 1 WHERE id = @OfferId AND state = {OfferMachine.Listed} AND held + delivered + @Quantity <= quantity",
            new { match.OfferId, match.Quantity }) == 1
        && tx.Run($"UPDATE need SET held = held + @Quantity, row_version = row_version + 1 WHERE id = @NeedId AND state = {NeedMachine.Listed} AND held + received + @Quantity <= quantity",
            new { match.NeedId, match.Quantity }) == 1;

    private static void Release(Tx tx, ListMatch match)
    {
        if (match.State is MatchState.Accepted or MatchState.Scheduled)
        {
            tx.Run("UPDATE offer SET held = held - @Quantity, row_version = row_version + 1 WHERE id = @OfferId", new { match.OfferId, match.Quantity });
            tx.Run("UPDATE need SET held = held - @Quantity, row_version = row_version + 1 WHERE id = @NeedId", new { match.NeedId, match.Quantity });
        }
    }

    private static void DrawDown(Tx tx, ListMatch match)
    {
        tx.Run("UPDATE offer SET held = held - @Quantity, delivered = delivered + @Quantity, row_version = row_version + 1 WHERE id = @OfferId", new { match.OfferId, match.Quantity });
        tx.Run("UPDATE need SET held = held - @Quantity, received = received + @Quantity, row_version = row_version + 1 WHERE id = @NeedId", new { match.NeedId, match.Quantity });
        NeedDecisions.MeetIfAll(tx, match.NeedId);
    }

    /// <summary>The side the actor speaks for; the community's where they speak for both.</summary>
    private static MatchSide? SideOf(Tx tx, long unitId, long communityId) =>
        Can.SpeakForCommunity.Over(tx, communityId) ? MatchSide.Community
        : Can.SpeakForUnit.Over(tx, unitId) ? MatchSide.Unit
        : null;
}
