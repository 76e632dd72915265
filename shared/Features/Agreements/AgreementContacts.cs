using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Texts;

namespace ChatGov.Agreements;

/// <summary>The contacts of a party are people in office: whoever is not any more makes room for whoever is.</summary>
internal static class AgreementContacts
{
    private const int Most = 2;

    public static void Name(Tx tx, long partyId, long orgId)
    {
        foreach (var personId in AgreementRows.Speakers(tx, orgId, OrgTree.KindOf(tx, orgId)!.Value).Take(Most))
        {
            tx.Insert("INSERT INTO agreement_contact (party_id, person_id) VALUES (@partyId, @personId) RETURNING id", new { partyId, personId });
        }
    }

    public static void Renew(Tx tx, long orgId)
    {
        if (OrgTree.KindOf(tx, orgId) is not { } kind)
        {
            return;
        }

        var speakers = AgreementRows.Speakers(tx, orgId, kind);
        foreach (var party in tx.All<long>(
            $"""
            SELECT p.id FROM agreement_party p JOIN agreement a ON a.id = p.agreement_id
            WHERE p.org_id = @orgId AND a.state IN ({AgreementMachine.Open}) ORDER BY p.id
            """,
            new { orgId }))
        {
            Renew(tx, party, speakers);
        }
    }

    public static void Forget(Tx tx, long personId) => tx.Run("DELETE FROM agreement_contact WHERE person_id = @personId", new { personId });

    /// <summary>我的数据: the agreements that name them as whom to call.</summary>
    public static Phrase? ToContact(Tx tx, long personId)
    {
        var names = tx.All<string>(
            """
            SELECT a.number || ' ' || a.title FROM agreement_contact c JOIN agreement_party p ON p.id = c.party_id JOIN agreement a ON a.id = p.agreement_id
            WHERE c.person_id = @personId ORDER BY c.id
            """,
            new { personId });
        return names.Count == 0 ? null : new Phrase("my_data.contact_in", ("list", new Several(names)));
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
