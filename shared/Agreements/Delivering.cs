using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Tasks;

namespace ChatGov.Agreements;

/// <summary>Something that was given for a commitment. It counts once the receiver confirmed it.</summary>
public sealed record Delivery : ISealedRow<Delivery>
{
    internal static readonly SealedColumn SealedReason = SealedColumn.Of("delivery.reason_cipher");

    public long Id { get; init; }

    public long CommitmentId { get; init; }

    public string What { get; init; } = "";

    public long Quantity { get; init; }

    public string Measure { get; init; } = "";

    public DateTimeOffset DeliveredAt { get; init; }

    /// <summary>The task whose confirmed roster says so.</summary>
    public long? TaskId { get; init; }

    public DateTimeOffset SaidAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>Why the receiver did not confirm it.</summary>
    public string? Reason { get; init; }

    internal byte[]? ReasonCipher { get; init; }

    Delivery ISealedRow<Delivery>.Opened(Vault vault) => this with { Reason = SealedReason.Open(vault, Id, ReasonCipher), ReasonCipher = null };
}

/// <summary>
/// What was done for a commitment: the giver says it, the receiver confirms it; a task's roster, confirmed by the receiving
/// community, says both at once. How much was delivered is always the sum of these rows and is typed in nowhere.
/// </summary>
public static class Delivering
{
    private const string Select =
        """
        SELECT d.id, d.commitment_id, c.what, d.quantity, c.measure, d.delivered_at, d.task_id, d.said_at, d.confirmed_at, d.refused_at, d.reason_cipher
        FROM delivery d JOIN commitment c ON c.id = d.commitment_id
        """;

    /// <summary>The giver says that so much was given; the receiver is asked.</summary>
    public static Outcome<Delivery> Say(Tx tx, long commitmentId, long quantity, DateTimeOffset? deliveredAt) => tx.UseCase<Delivery>(() =>
    {
        if (TakeOpen(tx, commitmentId) is not { } found)
        {
            return RefusalCode.NotFound;
        }

        var (agreement, commitment) = found;
        if (!Speaks(tx, agreement.Id, commitment.GiverId))
        {
            return RefusalCode.NotAllowed;
        }

        if (commitment.State != CommitmentState.InProgress)
        {
            return RefusalCode.WrongState;
        }

        if (quantity is < 1 or > Offers.OfferDetails.Most)
        {
            return new Refusal(RefusalCode.QuantityUnclear, ("most", Offers.OfferDetails.Most));
        }

        if (deliveredAt > tx.Now || deliveredAt < agreement.StartsAt)
        {
            return RefusalCode.DeliveryDay;
        }

        var id = tx.Insert(
            """
            INSERT INTO delivery (commitment_id, quantity, delivered_at, said_by, said_at) VALUES (@commitmentId, @quantity, @day, @PersonId, @Now) RETURNING id
            """,
            new { commitmentId, quantity, day = deliveredAt ?? tx.Now, tx.Actor.PersonId, tx.Now });
        tx.Audit("delivery", id, "say");
        Ask(tx, agreement, commitment, id, quantity);
        return Find(tx, id)!;
    });

    public static Outcome<Delivery> Confirm(Tx tx, long deliveryId) => Decide(tx, deliveryId, (agreement, commitment, delivery) =>
    {
        if (delivery.ConfirmedAt is not null)
        {
            return null;
        }

        if (delivery.RefusedAt is not null)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        tx.Run("UPDATE delivery SET confirmed_by = @PersonId, confirmed_at = @Now WHERE id = @deliveryId", new { deliveryId, tx.Actor.PersonId, tx.Now });
        tx.Audit("delivery", deliveryId, "confirm");
        FulfilIfAll(tx, agreement, commitment.Id);
        return null;
    });

    /// <summary>The receiver saw less, or nothing of it.</summary>
    public static Outcome<Delivery> Refuse(Tx tx, long deliveryId, string reason) => Decide(tx, deliveryId, (agreement, commitment, delivery) =>
    {
        if (Reasons.Refuse(reason) is { } refusal)
        {
            return refusal;
        }

        if (delivery.RefusedAt is not null)
        {
            return null;
        }

        if (delivery.ConfirmedAt is not null)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        tx.Run("UPDATE delivery SET refused_at = @Now, reason_cipher = @reason WHERE id = @deliveryId", new { deliveryId, reason = Delivery.SealedReason.SealWords(tx.Vault, deliveryId, reason), tx.Now });
        tx.Audit("delivery", deliveryId, "refuse");
        Tell(tx, agreement, commitment.GiverId, "delivery.notice.refused", OutboxKind.News, [], ("what", commitment.What), ("reason", reason.Trim()));
        return null;
    });

    /// <summary>A task that members claim for it; its confirmed roster is a delivery.</summary>
    public static Outcome<VolunteerTask> Schedule(Tx tx, long commitmentId, TaskDraft draft) => tx.UseCase<VolunteerTask>(() =>
    {
        if (TakeOpen(tx, commitmentId) is not { } found)
        {
            return RefusalCode.NotFound;
        }

        if (found.Commitment.State != CommitmentState.InProgress)
        {
            return RefusalCode.WrongState;
        }

        if (!OrgTree.IsCommunity(tx, found.Commitment.ReceiverId) || !Scope.RunsCommunity(tx, found.Commitment.ReceiverId))
        {
            return RefusalCode.NotAllowed;
        }

        var published = TaskPublishing.Publish(tx, found.Commitment.ReceiverId, draft);
        if (published.Ok)
        {
            TaskSources.Mark(tx, published.Value.Id, TaskSource.Commitment, commitmentId);
        }

        return published;
    });

    /// <summary>Both sides let it go, the second with the first one's reason.</summary>
    public static Outcome<Commitment> Waive(Tx tx, long commitmentId, string reason) => tx.UseCase<Commitment>(() =>
    {
        if (TakeOpen(tx, commitmentId) is not { } found)
        {
            return RefusalCode.NotFound;
        }

        var (agreement, commitment) = found;
        var side = Speaks(tx, agreement.Id, commitment.GiverId) ? commitment.GiverId : Speaks(tx, agreement.Id, commitment.ReceiverId) ? commitment.ReceiverId : (long?)null;
        if (side is null)
        {
            return RefusalCode.NotAllowed;
        }

        if (commitment.State != CommitmentState.InProgress)
        {
            return commitment.State == CommitmentState.Waived ? commitment : RefusalCode.WrongState;
        }

        var first = tx.First<long?>("SELECT waiver_by FROM commitment WHERE id = @commitmentId", new { commitmentId });
        if (first is { } other && other != side)
        {
            AgreementRows.Move(tx, commitment, CommitmentState.Waived, Who.Secretary, "waive", commitment.Reason);
        }
        else if (first is null)
        {
            if (Reasons.Refuse(reason) is { } refusal)
            {
                return refusal;
            }

            tx.Run("UPDATE commitment SET waiver_by = @side, reason_cipher = @reason, row_version = row_version + 1 WHERE id = @commitmentId", new { commitmentId, side, reason = Commitment.SealedReason.SealWords(tx.Vault, commitmentId, reason) });
            tx.Audit("commitment", commitmentId, "ask_waiver");
            var asked = side == commitment.GiverId ? commitment.ReceiverId : commitment.GiverId;
            Tell(tx, agreement, asked, "commitment.notice.waive", OutboxKind.Choice, [new LabelledChoice("commitment.choice.waive", $"waive_commitment:{commitmentId}")], ("what", commitment.What), ("reason", reason.Trim()));
        }

        return AgreementRows.FindCommitment(tx, commitmentId)!;
    });

    public static Outcome<List<Delivery>> Of(Tx tx, long commitmentId) =>
        AgreementRows.FindCommitment(tx, commitmentId) is { } commitment && AgreementRows.MaySee(tx, AgreementRows.Parties(tx, commitment.AgreementId))
            ? tx.All<Delivery>(Select + " WHERE d.commitment_id = @commitmentId ORDER BY d.id", new { commitmentId })
            : RefusalCode.NotFound;

    /// <summary>What was said and the actor has not answered yet.</summary>
    public static List<Delivery> ToConfirm(Tx tx, long? only = null) => tx.All<Delivery>(
        Select + """

        WHERE (@only IS NULL OR d.id = @only) AND d.confirmed_at IS NULL AND d.refused_at IS NULL AND EXISTS (
            SELECT 1 FROM held_role s WHERE s.person_id = @PersonId AND s.org_id = c.receiver_id AND s.role IN ('Secretary', 'Deputy', 'UnitLiaison')
                AND s.from_at <= @Now AND (s.until_at IS NULL OR s.until_at > @Now))
        ORDER BY d.id LIMIT 50
        """,
        new { tx.Actor.PersonId, tx.Now, only });

    internal static void TaskOver(Tx tx, long commitmentId, long taskId, int attended)
    {
        if (attended == 0 || TakeFound(tx, commitmentId) is not { } found || found.Commitment.State != CommitmentState.InProgress
            || tx.Exists("SELECT COUNT(*) FROM delivery WHERE task_id = @taskId", new { taskId }))
        {
            return;
        }

        var quantity = IsPeople(found.Commitment) ? attended : 1;
        var id = tx.Insert(
            """
            INSERT INTO delivery (commitment_id, quantity, delivered_at, task_id, said_by, said_at, confirmed_by, confirmed_at)
            VALUES (@commitmentId, @quantity, @Now, @taskId, @PersonId, @Now, @PersonId, @Now) RETURNING id
            """,
            new { commitmentId, quantity, taskId, tx.Actor.PersonId, tx.Now });
        tx.Audit("delivery", id, "confirm");
        FulfilIfAll(tx, found.Agreement, commitmentId);
    }

    // Hands are counted one by one; a talk, a room, a delivery of goods is one.
    private static bool IsPeople(Commitment commitment) => commitment.Measure is "人次" or "人" or "people";

    private static Outcome<Delivery> Decide(Tx tx, long deliveryId, Func<Agreement, Commitment, Delivery, Refusal?> decide) => tx.UseCase<Delivery>(() =>
    {
        if (Find(tx, deliveryId) is not { } known || TakeOpen(tx, known.CommitmentId) is not { } found)
        {
            return RefusalCode.NotFound;
        }

        return !Speaks(tx, found.Agreement.Id, found.Commitment.ReceiverId) ? RefusalCode.NotAllowed
            : decide(found.Agreement, found.Commitment, Find(tx, deliveryId)!) is { } refusal ? refusal
            : Find(tx, deliveryId)!;
    });

    private static void FulfilIfAll(Tx tx, Agreement agreement, long commitmentId)
    {
        var commitment = AgreementRows.FindCommitment(tx, commitmentId)!;
        if (commitment.State == CommitmentState.InProgress && commitment.Delivered >= commitment.Promised)
        {
            AgreementRows.Move(tx, commitment, CommitmentState.Fulfilled, Who.System, "fulfil");
            Acting.TellAll(tx, agreement, "commitment.notice.fulfilled", OutboxKind.News, ("what", commitment.What));
        }
    }

    private static void Ask(Tx tx, Agreement agreement, Commitment commitment, long deliveryId, long quantity) => Tell(
        tx, agreement, commitment.ReceiverId, "delivery.notice.said", OutboxKind.Choice,
        [new LabelledChoice("delivery.choice.yes", $"confirm_delivery:{deliveryId}"), new LabelledChoice("delivery.choice.no", $"refuse_delivery:{deliveryId}")],
        ("giver", commitment.GiverName), ("what", commitment.What), ("quantity", quantity), ("measure", commitment.Measure));

    private static void Tell(Tx tx, Agreement agreement, long orgId, string key, OutboxKind kind, LabelledChoice[] choices, params (string Name, object Value)[] args)
    {
        var party = AgreementRows.Parties(tx, agreement.Id).Find(each => each.OrgId == orgId)!;
        foreach (var person in AgreementRows.Speakers(tx, party))
        {
            tx.Send(person, kind, key, [("name", agreement.Name), .. args], new SendOptions { Choices = choices });
        }
    }

    private static Delivery? Find(Tx tx, long id) => tx.First<Delivery>(Select + " WHERE d.id = @id", new { id });

    private static bool Speaks(Tx tx, long agreementId, long orgId) =>
        AgreementRows.Parties(tx, agreementId).Find(party => party.OrgId == orgId) is { } party && AgreementRows.MaySpeakFor(tx, party);

    /// <summary>The commitment behind its agreement's lock; null where the actor sees no party.</summary>
    private static (Agreement Agreement, Commitment Commitment)? TakeOpen(Tx tx, long commitmentId) =>
        TakeFound(tx, commitmentId) is { } found && AgreementRows.MaySee(tx, AgreementRows.Parties(tx, found.Agreement.Id)) ? found : null;

    private static (Agreement Agreement, Commitment Commitment)? TakeFound(Tx tx, long commitmentId) =>
        AgreementRows.FindCommitment(tx, commitmentId) is { } known
            ? (AgreementRows.Take(tx, known.AgreementId)!, AgreementRows.FindCommitment(tx, commitmentId)!)
            : null;
}
