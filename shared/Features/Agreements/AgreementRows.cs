using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Rights;

namespace ChatGov.Agreements;

/// <summary>The SQL of agreements, and who speaks for a party: a unit's liaison for it, a community's secretary or deputy for the community.</summary>
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
        SELECT c.id, c.agreement_id, a.starts_at AS from_at, c.position, c.giver_id, g.name AS giver_name, c.receiver_id, r.name AS receiver_name, c.offer_id, c.need_id,
               c.what, c.times, c.quantity, c.measure, c.per, c.until_at, c.promised, c.state, c.reason_cipher, c.row_version AS version,
               (SELECT COALESCE(SUM(d.quantity), 0) FROM delivery d WHERE d.commitment_id = c.id AND d.confirmed_at IS NOT NULL) AS delivered
        FROM commitment c JOIN agreement a ON a.id = c.agreement_id JOIN org g ON g.id = c.giver_id JOIN org r ON r.id = c.receiver_id
        """;

    private const string SelectParty =
        """
        SELECT p.id, p.org_id, o.name AS org_name, o.kind, p.confirmed_at, p.reviewed_at, p.kept_promises, p.to_change_cipher, p.renew
        FROM agreement_party p JOIN org o ON o.id = p.org_id
        """;

    /// <summary>As SQL, of an organisation <c>o</c>: the actor speaks for it.</summary>
    public static readonly string IsSpokenFor =
        $"((o.kind = '{nameof(OrgKind.Unit)}' AND {Can.SpeakForUnit.On("o.id")}) OR (o.kind <> '{nameof(OrgKind.Unit)}' AND {Can.SpeakForCommunity.On("o.id")}))";

    public static Agreement? Find(Tx tx, long id) => tx.First<Agreement>(Select + " WHERE a.id = @id", new { id });

    public static List<AgreementParty> Parties(Tx tx, long id)
    {
        var contacts = tx.All<Contact>(
            "SELECT c.party_id, p.name FROM agreement_contact c JOIN agreement_party a ON a.id = c.party_id JOIN person p ON p.id = c.person_id WHERE a.agreement_id = @id ORDER BY c.id",
            new { id }).ToLookup(contact => contact.PartyId, contact => contact.Name);
        return tx.All<AgreementParty>(SelectParty + " WHERE p.agreement_id = @id ORDER BY p.id", new { id }).ConvertAll(party => party with { Contacts = [.. contacts[party.Id]] });
    }

    /// <summary>The parties that the actor speaks for.</summary>
    public static List<AgreementParty> OwnParties(Tx tx, long id) => tx.All<AgreementParty>($"{SelectParty} WHERE p.agreement_id = @id AND {IsSpokenFor} ORDER BY p.id", new { id });

    public static bool SpeaksForCommunity(Tx tx, long id) => HasParty(tx, id, $"o.kind <> '{nameof(OrgKind.Unit)}' AND {Can.SpeakForCommunity.On("o.id")}");

    public static bool SpeaksForUnit(Tx tx, long id) => HasParty(tx, id, $"o.kind = '{nameof(OrgKind.Unit)}' AND {Can.SpeakForUnit.On("o.id")}");

    public static bool IsSeen(Tx tx, long id) => HasParty(tx, id, Can.See.On("o.id"));

    public static bool SpeaksFor(Tx tx, long orgId) => tx.Exists($"SELECT COUNT(*) FROM org o WHERE o.id = @orgId AND {IsSpokenFor}", new { orgId });

    public static List<Commitment> Commitments(Tx tx, long id) => tx.All<Commitment>(SelectCommitment + " WHERE c.agreement_id = @id ORDER BY c.position", new { id });

    public static Commitment? FindCommitment(Tx tx, long id) => tx.First<Commitment>(SelectCommitment + " WHERE c.id = @id", new { id });

    /// <summary>Who is told for a party.</summary>
    public static List<long> Speakers(Tx tx, long orgId, OrgKind kind) => kind == OrgKind.Unit ? Staff.LiaisonsOf(tx, orgId) : Staff.SecretariesOf(tx, orgId);

    private static bool HasParty(Tx tx, long id, string which) =>
        tx.Exists($"SELECT COUNT(*) FROM agreement_party p JOIN org o ON o.id = p.org_id WHERE p.agreement_id = @id AND {which}", new { id });

    private sealed record Contact
    {
        public long PartyId { get; init; }

        public string Name { get; init; } = "";
    }
}
