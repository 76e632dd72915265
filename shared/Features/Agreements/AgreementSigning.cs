using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Outbox;
using ChatGov.People;

namespace ChatGov.Agreements;

/// <summary>From the draft to every party's yes. What was put before the parties is kept as it was.</summary>
public static class AgreementSigning
{
    /// <summary>Puts it before the parties; the proposer's own yes is part of it.</summary>
    public static Outcome<AgreementView> Propose(Tx tx, long id) => AgreementLists.Shown(tx, AgreementMachine.Table.Act(tx, id, AgreementState.Proposed, agreement =>
    {
        if (AgreementRows.Commitments(tx, id).Count == 0)
        {
            return new Refusal(AgreementRefusal.CommitmentUnclear, ("position", 1));
        }

        ForgetYeses(tx, id);
        tx.Run("UPDATE agreement SET reason_cipher = NULL WHERE id = @id", new { id });
        AgreementMachine.Table.Move(tx, agreement, AgreementState.Proposed);
        AgreementHistory.Keep(tx, id);
        var own = SayYes(tx, id);
        AgreementNotices.ToOthers(tx, agreement, own, "agreement.notice.proposed", OutboxKind.Choice, ("due", Texts.DayOfYear.Of(AgreementRows.Find(tx, id)!.DueAt!.Value)));
        ActivateIfAll(tx, id);
        return null;
    }));

    /// <summary>A party's yes. With the last one the agreement is in force.</summary>
    public static Outcome<AgreementView> Confirm(Tx tx, long id) => AgreementLists.Shown(tx, AgreementMachine.Table.Change(tx, id, AgreementMachine.Party, agreement =>
    {
        // A second press of the same button: the answer stands.
        if (agreement.State is AgreementState.Proposed or AgreementState.Active && AgreementRows.OwnParties(tx, id).TrueForAll(party => party.ConfirmedAt is not null))
        {
            return null;
        }

        if (agreement.State != AgreementState.Proposed)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        SayYes(tx, id);
        ActivateIfAll(tx, id);
        return null;
    }));

    /// <summary>A party wants something else: it is a draft again, and nobody's yes holds.</summary>
    public static Outcome<AgreementView> AskForChange(Tx tx, long id, string reason) => AgreementLists.Shown(tx, AgreementMachine.Table.Change(tx, id, AgreementMachine.Party, agreement =>
    {
        if (WordsForOthers.RefuseReason(reason) is { } refusal)
        {
            return refusal;
        }

        if (agreement.State != AgreementState.Proposed)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        AgreementMachine.Table.Move(tx, agreement, AgreementState.Draft, Why.Said(reason));
        ForgetYeses(tx, id);
        AgreementNotices.ToOthers(tx, agreement, AgreementRows.OwnParties(tx, id), "agreement.notice.change", OutboxKind.News, ("reason", reason.Trim()));
        return null;
    }));

    internal static void GiveUpWaiting(Tx tx, long id)
    {
        if (AgreementMachine.Table.Take(tx, id) is { State: AgreementState.Proposed } agreement)
        {
            AgreementMachine.Table.MoveAsSystem(tx, agreement, AgreementState.Draft, Why.Because("no_answer"));
            ForgetYeses(tx, id);
            AgreementNotices.ToAll(tx, agreement, "agreement.notice.not_confirmed", OutboxKind.News);
        }
    }

    private static void ForgetYeses(Tx tx, long id) =>
        tx.Run("UPDATE agreement_party SET confirmed_at = NULL, confirmed_by = NULL WHERE agreement_id = @id", new { id });

    /// <returns>The parties for which the actor spoke.</returns>
    private static List<AgreementParty> SayYes(Tx tx, long id)
    {
        var own = AgreementRows.OwnParties(tx, id);
        foreach (var party in own.Where(party => party.ConfirmedAt is null))
        {
            tx.Run("UPDATE agreement_party SET confirmed_by = @PersonId, confirmed_at = @Now WHERE id = @Id", new { party.Id, tx.Actor.PersonId, tx.Now });
            tx.Audit("agreement_party", party.Id, "confirm");
        }

        return own;
    }

    private static void ActivateIfAll(Tx tx, long id)
    {
        var agreement = AgreementRows.Find(tx, id)!;
        if (agreement.State != AgreementState.Proposed || tx.Exists("SELECT COUNT(*) FROM agreement_party WHERE agreement_id = @id AND confirmed_at IS NULL", new { id }))
        {
            return;
        }

        tx.Run("UPDATE agreement SET active_since = @Now WHERE id = @id", new { id, tx.Now });
        AgreementMachine.Table.MoveAsSystem(tx, agreement, AgreementState.Active);
        foreach (var commitment in AgreementRows.Commitments(tx, id).Where(each => each.State == CommitmentState.Planned))
        {
            CommitmentMachine.Table.MoveAsSystem(tx, commitment, CommitmentState.InProgress);
        }

        AgreementNotices.ToAll(tx, agreement, "agreement.notice.active", OutboxKind.News);
    }
}
