using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Outbox;
using ChatGov.People;

namespace ChatGov.Agreements;

/// <summary>Letting a commitment go: one side asks, with a reason, and the other says yes.</summary>
public static class CommitmentWaivers
{
    /// <param name="reason">The first side's; the second agrees to it.</param>
    public static Outcome<Commitment> Waive(Tx tx, long id, string reason) => CommitmentMachine.Table.Act(tx, id, CommitmentState.Waived, commitment =>
    {
        var side = AgreementRows.SpeaksFor(tx, commitment.GiverId) ? commitment.GiverId : AgreementRows.SpeaksFor(tx, commitment.ReceiverId) ? commitment.ReceiverId : (long?)null;
        if (side is null)
        {
            return new Refusal(RefusalCode.NotAllowed);
        }

        if (commitment.State != CommitmentState.InProgress)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        var first = tx.First<long?>("SELECT waiver_by FROM commitment WHERE id = @id", new { id });
        if (first is null)
        {
            return Ask(tx, commitment, side.Value, reason);
        }

        if (first != side)
        {
            CommitmentMachine.Table.Move(tx, commitment, CommitmentState.Waived, Why.Because("both_sides"));
        }

        return null;
    });

    private static Refusal? Ask(Tx tx, Commitment commitment, long side, string reason)
    {
        if (WordsForOthers.RefuseReason(reason) is { } refusal)
        {
            return refusal;
        }

        tx.Run(
            "UPDATE commitment SET waiver_by = @side, reason_cipher = @reason, row_version = row_version + 1 WHERE id = @Id",
            new { commitment.Id, side, reason = Commitment.SealedReason.SealWords(tx.Vault, commitment.Id, reason) });
        tx.Audit("commitment", commitment.Id, "ask_waiver");
        AgreementNotices.ToSide(
            tx, commitment, side == commitment.GiverId ? commitment.ReceiverId : commitment.GiverId, "commitment.notice.waive", OutboxKind.Choice,
            [new LabelledChoice("commitment.choice.waive", AgreementActions.WaiveCommitment.On(commitment.Id))], ("what", commitment.What), ("reason", reason.Trim()));
        return null;
    }
}
