using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Needs;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Paging;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Lists;

/// <summary>An offer and a need that came together (项目清单).</summary>
public sealed record ListMatch : IVersioned, ISealedRow<ListMatch>
{
    internal static readonly SealedColumn SealedReason = SealedColumn.Of("list_match.reason_cipher");

    public long Id { get; init; }

    public long OfferId { get; init; }

    public long NeedId { get; init; }

    public long UnitId { get; init; }

    public string UnitName { get; init; } = "";

    public long OrgId { get; init; }

    public string OrgName { get; init; } = "";

    public string OfferTitle { get; init; } = "";

    public string NeedTitle { get; init; } = "";

    public long Quantity { get; init; }

    public string Measure { get; init; } = "";

    public MatchSide ProposedBy { get; init; }

    public MatchState State { get; init; }

    public long? TaskId { get; init; }

    /// <summary>When the unit said that it was handed over.</summary>
    public DateTimeOffset? HandedOverAt { get; init; }

    /// <summary>When the community said that it was received.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public string? Reason { get; init; }

    internal byte[]? ReasonCipher { get; init; }

    public long Version { get; init; }

    ListMatch ISealedRow<ListMatch>.Opened(Vault vault) => this with { Reason = SealedReason.Open(vault, Id, ReasonCipher), ReasonCipher = null };
}

/// <summary>
/// The two-sided yes: one side proposes, the other says yes within five working days, and from then the stock is held. What
/// was handed over and received draws it down; what is cancelled frees it. Never is more promised than is there.
/// </summary>
public static class Handshake
{
    internal const string AnswerDue = "match.answer_due";
    internal const string Lapse = "match.lapse";
    internal const string Close = "match.close";
    private const int AnswerWithin = 5;
    private const int LapseAfter = 10;
    private static readonly TimeSpan CloseAfter = TimeSpan.FromDays(7);

    internal const string Select =
        """
        SELECT m.id, m.offer_id, m.need_id, f.unit_id, u.name AS unit_name, n.org_id, o.name AS org_name, f.title AS offer_title,
               n.title AS need_title, m.quantity, f.measure, m.proposed_by, m.state, m.task_id, m.handed_over_at, m.received_at,
               m.due_at, m.reason_cipher, m.row_version AS version
        FROM list_match m
        JOIN offer f ON f.id = m.offer_id JOIN org u ON u.id = f.unit_id
        JOIN need n ON n.id = m.need_id JOIN org o ON o.id = n.org_id
        """;

    /// <summary>Proposes from the side the actor speaks for.</summary>
    public static Outcome<ListMatch> Propose(Tx tx, long offerId, long needId, long quantity) => tx.UseCase<ListMatch>(() =>
    {
        if (Offers.Take(tx, offerId) is not { } offer || NeedMachine.Table.Take(tx, needId) is not { } need || SideOf(tx, offer.UnitId, need.OrgId) is not { } side)
        {
            return RefusalCode.NotFound;
        }

        if (tx.First<long?>("SELECT id FROM list_match WHERE offer_id = @offerId AND need_id = @needId AND state IN ('Proposed', 'Accepted', 'Scheduled')",
            new { offerId, needId }) is { } open)
        {
            return Find(tx, open)!;
        }

        if (quantity < 1 || quantity > offer.Left || quantity > need.Open)
        {
            return new Refusal(RefusalCode.StockTooSmall, ("left", Math.Min(offer.Left, need.Open)));
        }

        MatchMachine.Table.Require(null, MatchState.Proposed, Who.Liaison);
        var due = WorkCalendar.Default.AddWorkdays(tx.Now, AnswerWithin);
        var id = tx.Insert(
            """
            INSERT INTO list_match (offer_id, need_id, quantity, proposed_by, state, due_at, created_at)
            VALUES (@offerId, @needId, @quantity, @side, 'Proposed', @due, @Now) RETURNING id
            """,
            new { offerId, needId, quantity, side = side.ToString(), due, tx.Now });
        tx.Audit("list_match", id, "propose", to: nameof(MatchState.Proposed));
        var match = Find(tx, id)!;
        Timers.Move(tx, AnswerDue, id, due ?? tx.Now.AddDays(7));
        Timers.Move(tx, Lapse, id, WorkCalendar.Default.AddWorkdays(tx.Now, LapseAfter) ?? tx.Now.AddDays(14));
        TellOther(tx, match, side, "match.notice.proposed", OutboxKind.Choice);
        return match;
    });

    /// <summary>Proposes as much as fits: all that is needed, or all that is left.</summary>
    public static Outcome<ListMatch> ProposeAll(Tx tx, long offerId, long needId) =>
        Offers.Find(tx, offerId) is { } offer && NeedRows.Find(tx, needId) is { } need
            ? Propose(tx, offerId, needId, Math.Min(offer.Left, need.Open))
            : RefusalCode.NotFound;

    /// <summary>The side the actor speaks for; null for others.</summary>
    public static MatchSide? SideOf(Tx tx, ListMatch match) => SideOf(tx, match.UnitId, match.OrgId);

    /// <summary>The other side's yes. The stock is held from now on.</summary>
    public static Outcome<ListMatch> Accept(Tx tx, long id) => Act(tx, id, MatchState.Accepted, (match, side) =>
    {
        if (side == match.ProposedBy)
        {
            return new Refusal(RefusalCode.OtherSideMustSayYes);
        }

        if (!Hold(tx, match))
        {
            return new Refusal(RefusalCode.StockTooSmall, ("left", Math.Min(Offers.Find(tx, match.OfferId)!.Left, NeedRows.Find(tx, match.NeedId)!.Open)));
        }

        Move(tx, match, MatchState.Accepted, WhoOf(side), "accept");
        CancelTimers(tx, id);
        TellOther(tx, match, side, "match.notice.accepted");
        return null;
    });

    /// <summary>No, from either side while it is only proposed.</summary>
    public static Outcome<ListMatch> Decline(Tx tx, long id) => Act(tx, id, MatchState.Declined, (match, side) =>
    {
        Move(tx, match, MatchState.Declined, WhoOf(side), "decline");
        CancelTimers(tx, id);
        TellOther(tx, match, side, "match.notice.declined");
        return null;
    });

    /// <summary>A task is published for it; its completion comes back to the match.</summary>
    public static Outcome<ListMatch> Schedule(Tx tx, long id, TaskDraft draft) => Act(tx, id, MatchState.Scheduled, (match, side) =>
    {
        if (side != MatchSide.Community)
        {
            return new Refusal(RefusalCode.NotAllowed);
        }

        var published = Publishing.Publish(tx, match.OrgId, draft);
        if (!published.Ok)
        {
            return published.Refusal;
        }

        TaskSources.Mark(tx, published.Value.Id, TaskSource.Match, id);
        tx.Run("UPDATE list_match SET task_id = @taskId WHERE id = @id", new { id, taskId = published.Value.Id });
        if (match.State == MatchState.Accepted)
        {
            Move(tx, match, MatchState.Scheduled, Who.Secretary, "schedule");
        }
        else
        {
            tx.Run("UPDATE list_match SET row_version = row_version + 1 WHERE id = @id", new { id });
            tx.Audit("list_match", id, "schedule_anew");
        }

        TellOther(tx, match, side, "match.notice.scheduled");
        return null;
    });

    /// <summary>Each side says that it happened; when both have, it is delivered and the stock drawn down.</summary>
    public static Outcome<ListMatch> ConfirmDelivery(Tx tx, long id) => Act(tx, id, MatchState.Delivered, (match, side) =>
    {
        if (match.State is not (MatchState.Accepted or MatchState.Scheduled))
        {
            return new Refusal(RefusalCode.WrongState);
        }

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

        var now = Find(tx, id)!;
        if (now is { HandedOverAt: not null, ReceivedAt: not null })
        {
            Deliver(tx, now, WhoOf(side));
        }
        else if (said is null)
        {
            TellOther(tx, match, side, "match.notice.delivered_ask", OutboxKind.Choice);
        }

        return null;
    });

    /// <summary>Calls it off with a reason; what was held is free again.</summary>
    public static Outcome<ListMatch> Cancel(Tx tx, long id, string reason) => Act(tx, id, MatchState.Cancelled, (match, side) =>
    {
        if (reason.Trim().Letters() is 0 or > NeedDecisions.LongestReason)
        {
            return new Refusal(RefusalCode.ReasonMissing, ("limit", NeedDecisions.LongestReason));
        }

        Release(tx, match);
        Move(tx, match, MatchState.Cancelled, WhoOf(side), "cancel", reason.Trim());
        CancelTimers(tx, id);
        TellOther(tx, match with { Reason = reason.Trim() }, side, "match.notice.cancelled");
        return null;
    });

    internal static ListMatch? Find(Tx tx, long id) => tx.First<ListMatch>(Select + " WHERE m.id = @id", new { id });

    /// <summary>The need was taken back: so is all that was promised for it.</summary>
    internal static void CancelAllOf(Tx tx, Need need)
    {
        foreach (var match in tx.All<ListMatch>(Select + " WHERE m.need_id = @Id AND m.state IN ('Proposed', 'Accepted', 'Scheduled') ORDER BY m.id", new { need.Id }))
        {
            Release(tx, match);
            Move(tx, match, MatchState.Cancelled, Who.System, "cancel", code: "need_withdrawn");
            CancelTimers(tx, match.Id);
            TellSide(tx, match, MatchSide.Unit, "match.notice.need_withdrawn", OutboxKind.News);
        }
    }

    internal static void Remind(Tx tx, long id)
    {
        if (Find(tx, id) is { State: MatchState.Proposed } match)
        {
            TellOther(tx, match, match.ProposedBy, "match.notice.proposed", OutboxKind.Choice);
        }
    }

    internal static void LapseUnanswered(Tx tx, long id)
    {
        if (Take(tx, id) is { State: MatchState.Proposed } match)
        {
            Move(tx, match, MatchState.Lapsed, Who.System, "lapse");
            TellSide(tx, match, match.ProposedBy, "match.notice.lapsed", OutboxKind.News);
        }
    }

    internal static void CloseDelivered(Tx tx, long id)
    {
        if (Take(tx, id) is { State: MatchState.Delivered } match)
        {
            Move(tx, match, MatchState.Closed, Who.System, "close");
        }
    }

    /// <summary>Its task is over: who confirmed the roster said for the community that it was received.</summary>
    internal static void TaskOver(Tx tx, long id, long taskId, int attended)
    {
        if (Take(tx, id) is not { State: MatchState.Scheduled } match || match.TaskId != taskId)
        {
            return;
        }

        if (attended == 0)
        {
            tx.Run("UPDATE list_match SET task_id = NULL, row_version = row_version + 1 WHERE id = @id", new { id });
            tx.Audit("list_match", id, "task_off");
            TellSide(tx, match, MatchSide.Community, "match.notice.task_off", OutboxKind.Choice);
            return;
        }

        tx.Run("UPDATE list_match SET received_at = COALESCE(received_at, @Now), row_version = row_version + 1 WHERE id = @id", new { id, tx.Now });
        tx.Audit("list_match", id, "receive");
        if (match.HandedOverAt is null)
        {
            TellSide(tx, match, MatchSide.Unit, "match.notice.delivered_ask", OutboxKind.Choice);
        }
        else
        {
            Deliver(tx, match, Who.System);
        }
    }

    private static Outcome<ListMatch> Act(Tx tx, long id, MatchState to, Func<ListMatch, MatchSide, Refusal?> act) => tx.UseCase<ListMatch>(() =>
    {
        if (Take(tx, id) is not { } match || SideOf(tx, match.UnitId, match.OrgId) is not { } side)
        {
            return RefusalCode.NotFound;
        }

        // A second press of the same button: the answer stands. A match whose task came to nothing is scheduled anew.
        if (match.State == to && (to != MatchState.Scheduled || match.TaskId is not null))
        {
            return match;
        }

        if (!MatchMachine.Table.Allows(match.State, to, WhoOf(side)) && to != MatchState.Scheduled)
        {
            return RefusalCode.WrongState;
        }

        if (to == MatchState.Scheduled && match is not ({ State: MatchState.Accepted } or { State: MatchState.Scheduled, TaskId: null }))
        {
            return RefusalCode.WrongState;
        }

        return act(match, side) is { } refusal ? refusal : Find(tx, id)!;
    });

    /// <summary>Takes the match, its offer and its need, always in that order.</summary>
    private static ListMatch? Take(Tx tx, long id)
    {
        tx.Lock("UPDATE offer SET row_version = row_version WHERE id = (SELECT offer_id FROM list_match WHERE id = @id)", new { id });
        tx.Lock("UPDATE need SET row_version = row_version WHERE id = (SELECT need_id FROM list_match WHERE id = @id)", new { id });
        tx.Lock("UPDATE list_match SET row_version = row_version WHERE id = @id", new { id });
        return Find(tx, id);
    }

    private static bool Hold(Tx tx, ListMatch match) =>
        tx.Run("UPDATE offer SET held = held + @Quantity, row_version = row_version + 1 WHERE id = @OfferId AND state = 'Open' AND held + delivered + @Quantity <= quantity",
            new { match.OfferId, match.Quantity }) == 1
        && tx.Run($"UPDATE need SET held = held + @Quantity, row_version = row_version + 1 WHERE id = @NeedId AND state IN ({NeedMachine.Listed}) AND held + received + @Quantity <= quantity",
            new { match.NeedId, match.Quantity }) == 1;

    private static void Release(Tx tx, ListMatch match)
    {
        if (match.State is MatchState.Accepted or MatchState.Scheduled)
        {
            tx.Run("UPDATE offer SET held = held - @Quantity, row_version = row_version + 1 WHERE id = @OfferId", new { match.OfferId, match.Quantity });
            tx.Run("UPDATE need SET held = held - @Quantity, row_version = row_version + 1 WHERE id = @NeedId", new { match.NeedId, match.Quantity });
        }
    }

    private static void Deliver(Tx tx, ListMatch match, Who by)
    {
        tx.Run("UPDATE offer SET held = held - @Quantity, delivered = delivered + @Quantity, row_version = row_version + 1 WHERE id = @OfferId", new { match.OfferId, match.Quantity });
        tx.Run("UPDATE need SET held = held - @Quantity, received = received + @Quantity, row_version = row_version + 1 WHERE id = @NeedId", new { match.NeedId, match.Quantity });
        Move(tx, match, MatchState.Delivered, by, "deliver");
        Timers.Move(tx, Close, match.Id, tx.Now + CloseAfter);
        NeedDecisions.MeetIfAll(tx, match.NeedId);
    }

    private static void Move(Tx tx, ListMatch match, MatchState to, Who by, string action, string? reason = null, string? code = null)
    {
        MatchMachine.Table.Require(match.State, to, by, reason ?? code);
        tx.Run(
            "UPDATE list_match SET state = @to, reason_cipher = @reason, due_at = NULL, row_version = row_version + 1 WHERE id = @Id",
            new { match.Id, to = to.ToString(), reason = ListMatch.SealedReason.SealWords(tx.Vault, match.Id, reason) });
        tx.Audit("list_match", match.Id, action, match.State.ToString(), to.ToString(), code);
    }

    private static void CancelTimers(Tx tx, long id)
    {
        Timers.Cancel(tx, AnswerDue, id);
        Timers.Cancel(tx, Lapse, id);
    }

    /// <summary>The side the actor speaks for; the community's where they speak for both.</summary>
    private static MatchSide? SideOf(Tx tx, long unitId, long communityId) =>
        Scope.RunsCommunity(tx, communityId) ? MatchSide.Community
        : Scope.Covers(tx, unitId, Role.UnitLiaison) ? MatchSide.Unit
        : null;

    private static Who WhoOf(MatchSide side) => side == MatchSide.Unit ? Who.Liaison : Who.Secretary;

    private static void TellOther(Tx tx, ListMatch match, MatchSide from, string key, OutboxKind kind = OutboxKind.News) =>
        TellSide(tx, match, from == MatchSide.Unit ? MatchSide.Community : MatchSide.Unit, key, kind);

    private static void TellSide(Tx tx, ListMatch match, MatchSide side, string key, OutboxKind kind)
    {
        var people = side == MatchSide.Community ? Staff.SecretariesOf(tx, match.OrgId) : Staff.LiaisonsOf(tx, match.UnitId);
        if (people.Count == 0)
        {
            Vacancies.Tell(tx, side == MatchSide.Community ? match.OrgId : match.UnitId);
        }

        foreach (var person in people)
        {
            tx.Send(
                person,
                kind,
                key,
                [("unit", match.UnitName), ("community", match.OrgName), ("offer", match.OfferTitle), ("need", match.NeedTitle), ("quantity", match.Quantity), ("measure", match.Measure), ("reason", match.Reason ?? "")],
                new SendOptions { Choices = [new LabelledChoice("match.choice.open", $"match:{match.Id}")] });
        }
    }
}
