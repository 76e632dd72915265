using ChatGov.Data;
using ChatGov.Rights;

namespace ChatGov.Cases;

/// <summary>What somebody said, and whom to call, for those who work on it.</summary>
/// <param name="Words">As they said it, without the names of others.</param>
/// <param name="Contact">Whom to call and when. Empty where they are asked in chat.</param>
public sealed record CaseWords(long Id, string Words, string Contact);

/// <summary>Somebody opened the words: in which office, as what, when; never who.</summary>
public sealed record CaseReading
{
    public string Office { get; init; } = "";

    public Role Role { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>谁看过: opening the words of a matter is a reading, and noted; to see it in a list is not.</summary>
public static class CaseReadings
{
    private const int Shown = 20;

    /// <summary>By whoever leads it, works on it or calls back.</summary>
    public static Outcome<CaseWords> Read(Tx tx, long id) => tx.UseCase<CaseWords>(() =>
        CaseLists.FindWorkedOn(tx, id) is { } row ? Opened(tx, row) : RefusalCode.NotFound);

    /// <summary>By whoever calls once more, which was asked before.</summary>
    internal static CaseWords ForThankYou(Tx tx, long id) => Opened(tx, CaseRows.Find(tx, id)!);

    private static CaseWords Opened(Tx tx, Case row)
    {
        var id = row.Id;
        var (org, role) = OfficeOf(tx, row);
        tx.Insert("INSERT INTO case_reading (case_id, org_id, role, at) VALUES (@id, @org, @role, @Now) RETURNING id", new { id, org, role = role.ToString(), tx.Now });
        tx.Audit(CaseMachine.Table.Entity, id, "read_words");
        var said = tx.First<Said>("SELECT words_cipher, contact_cipher FROM ledger_case WHERE id = @id", new { id })!;
        return new CaseWords(id, Case.SealedWords.Open(tx.Vault, id, said.WordsCipher) ?? "", Case.SealedContact.Open(tx.Vault, id, said.ContactCipher) ?? "");
    }

    /// <summary>For whoever reported it, the newest first.</summary>
    public static Outcome<List<CaseReading>> Of(Tx tx, long id) => CaseLists.FindMine(tx, id) is null ? RefusalCode.NotFound : tx.All<CaseReading>(
        "SELECT o.name AS office, r.role, r.at FROM case_reading r JOIN org o ON o.id = r.org_id WHERE r.case_id = @id ORDER BY r.id DESC LIMIT @Shown", new { id, Shown });

    private static (long Org, Role Role) OfficeOf(Tx tx, Case row)
    {
        var office = tx.First<Office>(
            """
            SELECT held.org_id, held.role FROM held_role held
            WHERE held.person_id = @PersonId AND held.from_at <= @Now AND (held.until_at IS NULL OR held.until_at > @Now)
              AND (@role IS NULL OR held.role = @role)
            ORDER BY CASE WHEN held.org_id IN (@OrgId, @AboveOrgId, @HandlerOrgId) THEN 0 ELSE 1 END, held.id LIMIT 1
            """,
            new { tx.Actor.PersonId, tx.Now, role = tx.Actor.Grant?.Role.ToString(), row.OrgId, row.AboveOrgId, row.HandlerOrgId });
        return office is null ? (row.OrgId, Role.GridWorker) : (office.OrgId, office.Role);
    }

    private sealed record Office
    {
        public long OrgId { get; init; }

        public Role Role { get; init; }
    }

    private sealed record Said
    {
        public byte[]? WordsCipher { get; init; }

        public byte[]? ContactCipher { get; init; }
    }
}
