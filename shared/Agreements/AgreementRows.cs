using ChatGov.Data;
using ChatGov.Organisations;

namespace ChatGov.Agreements;

/// <summary>The SQL of agreements, and who speaks for a party.</summary>
internal static class AgreementRows
{
    public const string Select =
        """
        SELECT a.id, a.number, a.term, a.title, a.goal, a.rhythm, a.exit_clause, a.starts_at, a.ends_at, a.state, a.reason_cipher, a.due_at, a.notice_at,
               a.previous_id, a.row_version AS version
        FROM agreement a
        """;

    public const string SelectCommitment =
        """
        SELECT c.id, c.agreement_id, c.position, c.giver_id, g.name AS giver_name, c.receiver_id, r.name AS receiver_name, c.offer_id, c.need_id,
               c.what, c.times, c.quantity, c.measure, c.per, c.until_at, c.promised, c.state, c.reason_cipher, c.row_version AS version,
               (SELECT COALESCE(SUM(d.quantity), 0) FROM delivery d WHERE d.commitment_id = c.id AND d.confirmed_at IS NOT NULL) AS delivered
        FROM commitment c JOIN org g ON g.id = c.giver_id JOIN org r ON r.id = c.receiver_id
        """;

    public static Agreement? Find(Tx tx, long id) => tx.First<Agreement>(Select + " WHERE a.id = @id", new { id });

    /// <summary>Takes the row until the transaction ends; all that belongs to an agreement is changed behind it.</summary>
    public static Agreement? Take(Tx tx, long id)
    {
        tx.Lock("UPDATE agreement SET row_version = row_version WHERE id = @id", new { id });
        return Find(tx, id);
    }

    public static List<AgreementParty> Parties(Tx tx, long id)
    {
        var contacts = tx.All<Contact>(
            "SELECT c.party_id, p.name FROM agreement_contact c JOIN agreement_party a ON a.id = c.party_id JOIN person p ON p.id = c.person_id WHERE a.agreement_id = @id ORDER BY c.id",
            new { id }).ToLookup(contact => contact.PartyId, contact => contact.Name);
        return tx.All<AgreementParty>(
            """
            SELECT p.id, p.org_id, o.name AS org_name, o.kind, p.confirmed_at, p.reviewed_at, p.kept_promises, p.to_change_cipher, p.renew
            FROM agreement_party p JOIN org o ON o.id = p.org_id WHERE p.agreement_id = @id ORDER BY p.id
            """,
            new { id }).ConvertAll(party => party with { Contacts = [.. contacts[party.Id]] });
    }

    public static List<Commitment> Commitments(Tx tx, long id) =>
        tx.All<Commitment>(SelectCommitment + " WHERE c.agreement_id = @id AND c.state <> 'Waived' OR c.agreement_id = @id AND c.reason_cipher IS NOT NULL ORDER BY c.position", new { id });

    public static Commitment? FindCommitment(Tx tx, long id) => tx.First<Commitment>(SelectCommitment + " WHERE c.id = @id", new { id });

    public static bool Move(Tx tx, Agreement agreement, AgreementState to, Who by, string action, string? reason = null, string? code = null)
    {
        AgreementMachine.Table.Require(agreement.State, to, by, reason ?? code);
        var moved = tx.Run(
            "UPDATE agreement SET state = @to, reason_cipher = @reason, due_at = NULL, row_version = row_version + 1 WHERE id = @Id AND state = @from",
            new { agreement.Id, from = agreement.State.ToString(), to = to.ToString(), reason = Agreement.SealedReason.SealWords(tx.Vault, agreement.Id, reason) }) == 1;
        if (moved)
        {
            tx.Audit("agreement", agreement.Id, action, agreement.State.ToString(), to.ToString(), code);
        }

        return moved;
    }

    public static void Move(Tx tx, Commitment commitment, CommitmentState to, Who by, string action, string? reason = null)
    {
        CommitmentMachine.Table.Require(commitment.State, to, by, reason);
        tx.Run(
            "UPDATE commitment SET state = @to, reason_cipher = @reason, row_version = row_version + 1 WHERE id = @Id",
            new { commitment.Id, to = to.ToString(), reason = Commitment.SealedReason.SealWords(tx.Vault, commitment.Id, reason) });
        tx.Audit("commitment", commitment.Id, action, commitment.State.ToString(), to.ToString());
    }

    /// <summary>A unit's liaison speaks for it; a community's secretary, and the offices above, for the community.</summary>
    public static bool MaySpeakFor(Tx tx, AgreementParty party) =>
        party.Kind == OrgKind.Unit ? Scope.SpeaksForUnit(tx, party.OrgId) : Scope.RunsCommunity(tx, party.OrgId);

    public static bool MaySee(Tx tx, IEnumerable<AgreementParty> parties) => parties.Any(party => Scope.Sees(tx, party.OrgId));

    /// <summary>Who is told for a party.</summary>
    public static List<long> Speakers(Tx tx, AgreementParty party) =>
        party.Kind == OrgKind.Unit ? Staff.LiaisonsOf(tx, party.OrgId) : Staff.SecretariesOf(tx, party.OrgId);

    private sealed record Contact
    {
        public long PartyId { get; init; }

        public string Name { get; init; } = "";
    }
}
