using ChatGov.Data;

namespace ChatGov.Agreements;

/// <summary>A party is merged into another organisation: what it promised and was promised goes over.</summary>
internal static class MergingParties
{
    private const string Reason = "两方已合并";

    public static void Move(Tx tx, long from, long into)
    {
        var open = tx.All<long>(
            """
            SELECT a.id FROM agreement a JOIN agreement_party p ON p.agreement_id = a.id
            WHERE p.org_id = @from AND a.state IN ('Draft', 'Proposed', 'Active', 'UnderReview') ORDER BY a.id
            """,
            new { from });
        foreach (var id in open)
        {
            var agreement = AgreementRows.Take(tx, id)!;
            var parties = AgreementRows.Parties(tx, id);
            if (!parties.Exists(party => party.OrgId == into))
            {
                tx.Run("UPDATE agreement_party SET org_id = @into WHERE agreement_id = @id AND org_id = @from", new { id, from, into });
                MoveCommitments(tx, id, from, into);
            }
            else if (parties.Count == 2)
            {
                End(tx, agreement);
            }
            else
            {
                LetGoBetween(tx, id, from, into);
                var row = parties.Find(party => party.OrgId == from)!.Id;
                tx.Run("DELETE FROM agreement_contact WHERE party_id = @row", new { row });
                tx.Run("DELETE FROM agreement_party WHERE id = @row", new { row });
                MoveCommitments(tx, id, from, into);
            }

            tx.Audit("agreement", id, "merge_party");
        }

        tx.Run("UPDATE agenda_item SET owner_id = @into WHERE owner_id = @from AND done_at IS NULL", new { from, into });
    }

    private static void MoveCommitments(Tx tx, long id, long from, long into)
    {
        var args = new { id, from, into };
        tx.Run("UPDATE commitment SET giver_id = @into, row_version = row_version + 1 WHERE agreement_id = @id AND giver_id = @from AND receiver_id <> @into", args);
        tx.Run("UPDATE commitment SET receiver_id = @into, row_version = row_version + 1 WHERE agreement_id = @id AND receiver_id = @from AND giver_id <> @into", args);
    }

    /// <summary>Nobody promises anything to themselves.</summary>
    private static void LetGoBetween(Tx tx, long id, long from, long into)
    {
        foreach (var commitment in AgreementRows.Commitments(tx, id).Where(each =>
            each.State is CommitmentState.Planned or CommitmentState.InProgress && ((each.GiverId == from && each.ReceiverId == into) || (each.GiverId == into && each.ReceiverId == from))))
        {
            AgreementRows.Move(tx, commitment, CommitmentState.Waived, Who.Secretary, "merge_party", Reason);
        }
    }

    private static void End(Tx tx, Agreement agreement)
    {
        if (agreement.State == AgreementState.Proposed)
        {
            AgreementRows.Move(tx, agreement, AgreementState.Draft, Who.System, "merge_party", Reason);
            agreement = AgreementRows.Find(tx, agreement.Id)!;
        }

        var by = agreement.State == AgreementState.Draft ? Who.Secretary : Who.System;
        AgreementRows.Move(tx, agreement, AgreementState.Terminated, by, "merge_party", Reason);
        Ending.CloseCommitments(tx, agreement.Id);
        Reviewing.Disarm(tx, agreement.Id);
        Deadlines.Timers.Cancel(tx, Agreeing.AnswerDue, agreement.Id);
    }
}
