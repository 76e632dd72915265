using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Outbox;

namespace ChatGov.Agreements;

/// <summary>Ending an agreement early: with a reason and 30 days' notice, so that nobody waits for what no longer comes.</summary>
public static class Ending
{
    internal const string NoticeOver = "agreement.notice_over";
    private static readonly TimeSpan Notice = TimeSpan.FromDays(30);

    /// <summary>Puts a draft away, or gives notice.</summary>
    public static Outcome<AgreementView> Terminate(Tx tx, long id, string reason) => Acting.On(tx, id, (agreement, own) =>
    {
        if (Reasons.Refuse(reason) is { } refusal)
        {
            return refusal;
        }

        switch (agreement.State)
        {
            case AgreementState.Draft:
                AgreementRows.Move(tx, agreement, AgreementState.Terminated, Who.Secretary, "put_away", reason.Trim());
                return null;
            case AgreementState.Active or AgreementState.UnderReview when agreement.NoticeAt is null:
                GiveNotice(tx, agreement, own, reason.Trim());
                return null;
            case AgreementState.Active or AgreementState.UnderReview or AgreementState.Terminated:
                return null;
            default:
                return new Refusal(RefusalCode.WrongState);
        }
    });

    internal static void EndAfterNotice(Tx tx, long id)
    {
        if (AgreementRows.Take(tx, id) is { State: AgreementState.Active or AgreementState.UnderReview, NoticeAt: not null } agreement)
        {
            AgreementRows.Move(tx, agreement, AgreementState.Terminated, Who.System, "terminate", agreement.Reason, "notice_over");
            CloseCommitments(tx, id);
            Reviewing.Disarm(tx, id);
            Acting.TellAll(tx, agreement, "agreement.notice.terminated", OutboxKind.News);
        }
    }

    /// <summary>What was not received by the end is said to be so.</summary>
    internal static void CloseCommitments(Tx tx, long id)
    {
        foreach (var commitment in AgreementRows.Commitments(tx, id).Where(each => each.State == CommitmentState.InProgress))
        {
            AgreementRows.Move(tx, commitment, CommitmentState.Unfulfilled, Who.System, "end");
        }
    }

    private static void GiveNotice(Tx tx, Agreement agreement, List<AgreementParty> own, string reason)
    {
        var over = tx.Now + Notice;
        tx.Run(
            "UPDATE agreement SET notice_at = @Now, notice_by = @OrgId, reason_cipher = @reason, row_version = row_version + 1 WHERE id = @Id",
            new { agreement.Id, own[0].OrgId, reason = Agreement.SealedReason.SealWords(tx.Vault, agreement.Id, reason), tx.Now });
        tx.Audit("agreement", agreement.Id, "give_notice");
        Timers.Move(tx, NoticeOver, agreement.Id, over);
        Acting.TellOthers(tx, agreement, own, "agreement.notice.notice", OutboxKind.News, ("reason", reason), ("day", Texts.DayOfYear.Of(over)));
    }
}
