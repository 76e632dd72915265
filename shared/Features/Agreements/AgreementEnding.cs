using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Outbox;
using ChatGov.People;

namespace ChatGov.Agreements;

/// <summary>Ending an agreement early: with a reason and 30 days' notice, so that nobody waits for what no longer comes.</summary>
public static class AgreementEnding
{
    /// <summary>Puts a draft away, or gives notice.</summary>
    public static Outcome<AgreementView> Terminate(Tx tx, long id, string reason) => AgreementLists.Shown(tx, AgreementMachine.Table.Change(tx, id, AgreementMachine.Party, agreement =>
    {
        if (WordsForOthers.RefuseReason(reason) is { } refusal)
        {
            return refusal;
        }

        switch (agreement.State)
        {
            case AgreementState.Draft:
                AgreementMachine.Table.Move(tx, agreement, AgreementState.Terminated, Why.Said(reason));
                return null;
            case AgreementState.Active or AgreementState.UnderReview when agreement.NoticeAt is null:
                GiveNotice(tx, agreement, reason.Trim());
                return null;
            case AgreementState.Active or AgreementState.UnderReview or AgreementState.Terminated:
                return null;
            default:
                return new Refusal(RefusalCode.WrongState);
        }
    }));

    internal static void EndAfterNotice(Tx tx, long id)
    {
        if (AgreementMachine.Table.Take(tx, id) is { State: AgreementState.Active or AgreementState.UnderReview, NoticeAt: not null } agreement)
        {
            AgreementMachine.Table.MoveAsSystem(tx, agreement, AgreementState.Terminated, Why.Because("notice_over"));
            CloseCommitments(tx, id);
            AgreementNotices.ToAll(tx, agreement, "agreement.notice.terminated", OutboxKind.News);
        }
    }

    /// <summary>What was not received by the end is said to be so.</summary>
    internal static void CloseCommitments(Tx tx, long id)
    {
        foreach (var commitment in AgreementRows.Commitments(tx, id).Where(each => each.State == CommitmentState.InProgress))
        {
            CommitmentMachine.Table.MoveAsSystem(tx, commitment, CommitmentState.Unfulfilled);
        }
    }

    private static void GiveNotice(Tx tx, Agreement agreement, string reason)
    {
        var own = AgreementRows.OwnParties(tx, agreement.Id);
        tx.Run(
            "UPDATE agreement SET notice_at = @Now, notice_by = @OrgId, reason_cipher = @reason, row_version = row_version + 1 WHERE id = @Id",
            new { agreement.Id, own[0].OrgId, reason = Agreement.SealedReason.SealWords(tx.Vault, agreement.Id, reason), tx.Now });
        tx.Audit("agreement", agreement.Id, "give_notice");
        AgreementMachine.Table.Rearm(tx, agreement.Id, AgreementMachine.NoticeOver);
        AgreementNotices.ToOthers(
            tx, agreement, own, "agreement.notice.notice", OutboxKind.News, ("reason", reason), ("day", Texts.DayOfYear.Of(AgreementMachine.NoticeEnds(tx.Now))));
    }
}
