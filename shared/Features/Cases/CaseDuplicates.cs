using ChatGov.Data;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Cases;

/// <summary>Another matter that may be the same.</summary>
/// <param name="Spot">Where: building and stairs.</param>
public sealed record CaseLikeness(long Id, CaseKind Kind, string Spot, DateTimeOffset CreatedAt);

/// <summary>疑似重复: the same place and kind, alike in words, of the last two weeks. A person decides whether it is the same.</summary>
public static class CaseDuplicates
{
    private const int Shown = 5;
    private const int Most = 200;

    // Two descriptions of one lamp share about a third of their letters and pairs; two lamps a tenth.
    private const double Alike = 0.25;
    private static readonly TimeSpan Within = TimeSpan.FromDays(14);

    /// <summary>The likest first; for who leads it.</summary>
    public static Outcome<List<CaseLikeness>> Of(Tx tx, long id)
    {
        if (CaseRows.Find(tx, id) is not { } row || !(Can.AnswerCases.Over(tx, row.OrgId) || (row.AboveOrgId is { } office && Can.OverseeCases.Over(tx, office))))
        {
            return RefusalCode.NotFound;
        }

        // The office above reads of its own alone.
        var above = Can.AnswerCases.Over(tx, row.OrgId) ? null : row.AboveOrgId;

        var others = tx.All<Row>(
            $"""
            SELECT c.id, c.words_cipher, c.spot_cipher, c.created_at FROM ledger_case c
            WHERE c.org_id = @OrgId AND c.kind = @kind AND c.created_at > @since AND c.id <> @Id AND c.state IN ({CaseMachine.Open}) AND (@above IS NULL OR c.above_org_id = @above)
            ORDER BY c.created_at DESC LIMIT @Most
            """,
            new { row.OrgId, kind = row.Kind.ToString(), since = row.CreatedAt - Within, row.Id, above, Most });
        var words = new Likenesses(others.Select(other => (other.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), Text(tx, other))));
        var own = tx.First<Row>("SELECT c.id, c.words_cipher, c.spot_cipher, c.created_at FROM ledger_case c WHERE c.id = @id", new { id })!;
        return words.Of(Text(tx, own)).Where(each => each.Likeness >= Alike).Take(Shown)
            .Select(each => others.First(other => other.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == each.Intent))
            .Select(other => new CaseLikeness(other.Id, row.Kind, Case.SealedSpot.Open(tx.Vault, other.Id, other.SpotCipher) ?? "", other.CreatedAt)).ToList();
    }

    private static string Text(Tx tx, Row row) =>
        $"{Case.SealedSpot.Open(tx.Vault, row.Id, row.SpotCipher)} {Case.SealedWords.Open(tx.Vault, row.Id, row.WordsCipher)}";

    private sealed record Row
    {
        public long Id { get; init; }

        public byte[]? WordsCipher { get; init; }

        public byte[]? SpotCipher { get; init; }

        public DateTimeOffset CreatedAt { get; init; }
    }
}
