using ChatGov.Data;
using ChatGov.Organisations;

namespace ChatGov.Agreements;

/// <summary>The contacts of a party are people in office: whoever is not any more makes room for whoever is.</summary>
internal static class ContactsInOffice
{
    private const int Most = 2;

    public static void Renew(Tx tx, long orgId)
    {
        if (OrgTree.KindOf(tx, orgId) is not { } kind)
        {
            return;
        }

        var speakers = AgreementRows.Speakers(tx, new AgreementParty { OrgId = orgId, Kind = kind });
        foreach (var party in tx.All<long>(
            """
            SELECT p.id FROM agreement_party p JOIN agreement a ON a.id = p.agreement_id
            WHERE p.org_id = @orgId AND a.state IN ('Draft', 'Proposed', 'Active', 'UnderReview') ORDER BY p.id
            """,
            new { orgId }))
        {
            Renew(tx, party, speakers);
        }
    }

    private static void Renew(Tx tx, long party, List<long> speakers)
    {
        var contacts = tx.All<long>("SELECT person_id FROM agreement_contact WHERE party_id = @party ORDER BY id", new { party });
        foreach (var gone in contacts.Except(speakers))
        {
            tx.Run("DELETE FROM agreement_contact WHERE party_id = @party AND person_id = @gone", new { party, gone });
        }

        foreach (var added in speakers.Except(contacts).Take(Most - contacts.Intersect(speakers).Count()))
        {
            tx.Insert("INSERT INTO agreement_contact (party_id, person_id) VALUES (@party, @added) RETURNING id", new { party, added });
        }
    }
}
