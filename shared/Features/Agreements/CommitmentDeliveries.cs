using ChatGov.Data;
using ChatGov.Offers;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Tasks;

namespace ChatGov.Agreements;

/// <summary>
/// What was done for a commitment: the giver says it, the receiver confirms it; a task's roster, confirmed by the receiving
/// community, says both at once. How much was delivered is always the sum of these rows and is typed in nowhere.
/// </summary>
public static class CommitmentDeliveries
{
    private const string Select =
        """
        SELECT d.id, d.commitment_id, c.what, d.quantity, c.measure, d.delivered_at, d.task_id, d.said_at, d.confirmed_at, d.refused_at, d.reason_cipher
        FROM delivery d JOIN commitment c ON c.id = d.commitment_id
        """;

    /// <summary>The giver says that so much was given; the receiver is asked.</summary>
    public static Outcome<Delivery> Say(Tx tx, long commitmentId, long quantity, DateTimeOffset? deliveredAt)
    {
        var id = 0L;
        return Shown(tx, () => id, CommitmentMachine.Table.Change(tx, commitmentId, AgreementMachine.Party, commitment =>
        {
            if (!AgreementRows.SpeaksFor(tx, commitment.GiverId))
            {
                return new Refusal(RefusalCode.NotAllowed);
            }

            if (commitment.State != CommitmentState.InProgress)
            {
                return new Refusal(RefusalCode.WrongState);
            }

            if (quantity is < 1 or > OfferDetails.Most)
            {
                return new Refusal(OfferRefusal.QuantityUnclear, ("most", OfferDetails.Most));
            }

            if (deliveredAt > tx.Now || deliveredAt < commitment.FromAt)
            {
                return new Refusal(AgreementRefusal.DeliveryDay);
            }

            id = tx.Insert(
                """
                INSERT INTO delivery (commitment_id, quantity, delivered_at, said_by, said_at) VALUES (@commitmentId, @quantity, @day, @PersonId, @Now) RETURNING id
                """,
                new { commitmentId, quantity, day = deliveredAt ?? tx.Now, tx.Actor.PersonId, tx.Now });
            tx.Audit("delivery", id, "say");
            Ask(tx, commitment, id, quantity);
            return null;
        }));
    }

    public static Outcome<Delivery> Confirm(Tx tx, long deliveryId) => Decide(tx, deliveryId, (commitment, delivery) =>
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
        FulfilIfAll(tx, commitment.Id);
        return null;
    });

    /// <summary>The receiver saw less, or nothing of it.</summary>
    public static Outcome<Delivery> Refuse(Tx tx, long deliveryId, string reason) => Decide(tx, deliveryId, (commitment, delivery) =>
    {
        if (WordsForOthers.RefuseReason(reason) is { } refusal)
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
        AgreementNotices.ToSide(tx, commitment, commitment.GiverId, "delivery.notice.refused", OutboxKind.News, [], ("what", commitment.What), ("reason", reason.Trim()));
        return null;
    });

    public static Outcome<List<Delivery>> Of(Tx tx, long commitmentId) =>
        AgreementRows.FindCommitment(tx, commitmentId) is { } commitment && AgreementRows.IsSeen(tx, commitment.AgreementId)
            ? tx.All<Delivery>(Select + " WHERE d.commitment_id = @commitmentId ORDER BY d.id", new { commitmentId })
            : RefusalCode.NotFound;

    /// <summary>One that was said and that the actor has not answered yet.</summary>
    public static Delivery? FindToConfirm(Tx tx, long id) => tx.First<Delivery>(
        $"{Select} JOIN org o ON o.id = c.receiver_id WHERE d.id = @id AND d.confirmed_at IS NULL AND d.refused_at IS NULL AND {AgreementRows.IsSpokenFor}", new { id });

    /// <summary>A task that members claim for it; its confirmed roster is a delivery.</summary>
    public static Outcome<VolunteerTask> Schedule(Tx tx, long commitmentId, TaskDraft draft) => tx.UseCase<VolunteerTask>(() =>
    {
        if (CommitmentMachine.Table.Take(tx, commitmentId) is not { } commitment || !AgreementRows.IsSeen(tx, commitment.AgreementId))
        {
            return RefusalCode.NotFound;
        }

        if (commitment.State != CommitmentState.InProgress)
        {
            return RefusalCode.WrongState;
        }

        if (!OrgTree.IsCommunity(tx, commitment.ReceiverId) || !Can.RunCommunity.Over(tx, commitment.ReceiverId))
        {
            return RefusalCode.NotAllowed;
        }

        var published = TaskPublishing.Publish(tx, commitment.ReceiverId, draft);
        if (published.Ok)
        {
            TaskSources.Mark(tx, published.Value.Id, TaskSource.Commitment, commitmentId);
        }

        return published;
    });

    internal static void TaskOver(Tx tx, long commitmentId, long taskId, int attended)
    {
        if (attended == 0 || CommitmentMachine.Table.Take(tx, commitmentId) is not { State: CommitmentState.InProgress } commitment
            || tx.Exists("SELECT COUNT(*) FROM delivery WHERE task_id = @taskId", new { taskId }))
        {
            return;
        }

        var quantity = IsPeople(commitment) ? attended : 1;
        var id = tx.Insert(
            """
            INSERT INTO delivery (commitment_id, quantity, delivered_at, task_id, said_by, said_at, confirmed_by, confirmed_at)
            VALUES (@commitmentId, @quantity, @Now, @taskId, @PersonId, @Now, @PersonId, @Now) RETURNING id
            """,
            new { commitmentId, quantity, taskId, tx.Actor.PersonId, tx.Now });
        tx.Audit("delivery", id, "confirm");
        FulfilIfAll(tx, commitmentId);
    }

    // Hands are counted one by one; a talk, a room, a delivery of goods is one.
    private static bool IsPeople(Commitment commitment) => commitment.Measure is "人次" or "人" or "people";

    private static Outcome<Delivery> Decide(Tx tx, long deliveryId, Func<Commitment, Delivery, Refusal?> decide) => Find(tx, deliveryId) is not { } known
        ? RefusalCode.NotFound
        : Shown(tx, () => deliveryId, CommitmentMachine.Table.Change(tx, known.CommitmentId, AgreementMachine.Party, commitment =>
            AgreementRows.SpeaksFor(tx, commitment.ReceiverId) ? decide(commitment, Find(tx, deliveryId)!) : new Refusal(RefusalCode.NotAllowed)));

    private static Outcome<Delivery> Shown(Tx tx, Func<long> id, Outcome<Commitment> outcome) => outcome.Then(_ => Find(tx, id())!);

    private static void FulfilIfAll(Tx tx, long commitmentId)
    {
        if (AgreementRows.FindCommitment(tx, commitmentId) is { State: CommitmentState.InProgress } commitment && commitment.Delivered >= commitment.Promised)
        {
            CommitmentMachine.Table.MoveAsSystem(tx, commitment, CommitmentState.Fulfilled);
            AgreementNotices.ToAll(tx, AgreementRows.Find(tx, commitment.AgreementId)!, "commitment.notice.fulfilled", OutboxKind.News, ("what", commitment.What));
        }
    }

    private static void Ask(Tx tx, Commitment commitment, long deliveryId, long quantity) => AgreementNotices.ToSide(
        tx, commitment, commitment.ReceiverId, "delivery.notice.said", OutboxKind.Choice,
        [new LabelledChoice("delivery.choice.yes", AgreementActions.ConfirmDelivery.On(deliveryId)), new LabelledChoice("delivery.choice.no", AgreementActions.RefuseDelivery.On(deliveryId))],
        ("giver", commitment.GiverName), ("what", commitment.What), ("quantity", quantity), ("measure", commitment.Measure));

    private static Delivery? Find(Tx tx, long id) => tx.First<Delivery>(Select + " WHERE d.id = @id", new { id });
}
