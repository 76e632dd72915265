using ChatGov.Data;
using ChatGov.Texts;

namespace ChatGov.Cases;

/// <summary>我的数据: what somebody reported, in their own words.</summary>
internal static class CaseOwnData
{
    public static Phrase? ToReporter(Tx tx, long personId)
    {
        var rows = tx.All<Row>(
            "SELECT c.id, o.name AS community, c.state, c.words_cipher, c.contact_cipher FROM ledger_case c JOIN org o ON o.id = c.org_id WHERE c.reporter_id = @personId ORDER BY c.id",
            new { personId });
        return rows.Count == 0 ? null : new Phrase("my_data.cases", ("list", new Several(rows.Select(row => new Phrase(
            "my_data.case",
            ("id", row.Id), ("community", row.Community), ("state", new Named<CaseState>(row.State)), ("words", Case.SealedWords.Open(tx.Vault, row.Id, row.WordsCipher) ?? ""),
            ("contact", Case.SealedContact.Open(tx.Vault, row.Id, row.ContactCipher) ?? ""))))));
    }

    private sealed record Row
    {
        public long Id { get; init; }

        public string Community { get; init; } = "";

        public CaseState State { get; init; }

        public byte[]? WordsCipher { get; init; }

        public byte[]? ContactCipher { get; init; }
    }
}
