using ChatGov.Data;
using ChatGov.Machines;

namespace ChatGov.Agreements;

/// <summary>A party is merged into another organisation: what it promised and was promised goes over.</summary>
internal static class AgreementMerging
{
    private static readonly Why BecameOne = Why.Because("merged");

    public static void GoOver(Tx tx, long from, long into)
    {
        var open = tx.All<long>(
            $"""
            SELECT a.id FROM agreement a JOIN agreement_party p ON p.agreement_id = a.id
            WHERE p.org_id = @from AND a.state IN ({AgreementMachine.Open}) ORDER BY a.id
            """,
            new { from });
        foreach (var id in open)
        {
            var agreement = AgreementMachine.Table.Take(tx, id)!;
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
            CommitmentMachine.Table.MoveAsSystem(tx, commitment, CommitmentState.Waived, BecameOne);
        }
    }

    private static void End(Tx tx, Agreement agreement)
    {
        if (agreement.State == AgreementState.Proposed)
        {
            AgreementMachine.Table.MoveAsSystem(tx, agreement, AgreementState.Draft, BecameOne);
        }

        AgreementMachine.Table.MoveAsSystem(tx, AgreementRows.Find(tx, agreement.Id)!, AgreementState.Terminated, BecameOne);
        AgreementEnding.CloseCommitments(tx, agreement.Id);
    }
}
