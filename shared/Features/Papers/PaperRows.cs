using System.Text.Json;
using ChatGov.Data;
using ChatGov.Rights;

namespace ChatGov.Papers;

/// <summary>The SQL of papers.</summary>
internal static class PaperRows
{
    private static readonly SealedColumn SealedFacts = SealedColumn.Of("paper.facts");

    private const string Select =
        """
        SELECT p.id, p.kind, p.person_id, p.org_id, o.name AS org_name, p.unit_id, p.from_day, p.state, p.number, p.digest,
               p.requested_at, p.preview_until, p.issued_at, p.issued_by
        FROM paper p JOIN org o ON o.id = p.org_id
        """;

    public static Paper? Find(Tx tx, long id) => tx.First<Paper>(Select + " WHERE p.id = @id", new { id });

    public static Paper? FindOwn(Tx tx, long id) =>
        tx.First<Paper>(Select + " WHERE p.id = @id AND p.person_id = @PersonId", new { id, tx.Actor.PersonId });

    public static Paper? FindByNumber(Tx tx, string number) => tx.First<Paper>(Select + " WHERE p.number = @number", new { number });

    public static Paper? FindOpen(Tx tx, long personId, PaperKind kind, long orgId) => tx.First<Paper>(
        Select + $" WHERE p.person_id = @personId AND p.kind = @kind AND p.org_id = @orgId AND p.state IN ({PaperMachine.Open})",
        new { personId, kind = kind.ToString(), orgId });

    public static List<Paper> AllOf(Tx tx, long personId) =>
        tx.All<Paper>(Select + $" WHERE p.person_id = @personId AND p.state <> {PaperMachine.Revoked} ORDER BY p.id DESC", new { personId });

    /// <summary>Letters that wait for the actor's signature, oldest first.</summary>
    public static List<Paper> ToSign(Tx tx) => tx.All<Paper>($"{ToSignSql} ORDER BY p.id LIMIT 50", new { tx.Now });

    public static Paper? FindToSign(Tx tx, long id) => tx.First<Paper>($"{ToSignSql} AND p.id = @id", new { tx.Now, id });

    /// <summary>
    /// A condition over paper <c>p</c>: not the actor's own, and they answer for the community; where its holder alone does, the
    /// offices above.
    /// </summary>
    internal static readonly string IsSignedByMe =
        $"""
        (p.person_id <> @acting_person AND ({Can.RunOwnCommunity.On("p.org_id")} OR ({Can.RunCommunity.On("p.org_id")} AND NOT EXISTS (
            {Can.RunOwnCommunity.HoldersOf("p.org_id")} AND held.person_id <> p.person_id))))
        """;

    private static readonly string IsToSign = $"p.kind = '{nameof(PaperKind.UnitLetter)}' AND p.state = {PaperMachine.ToSign} AND {IsSignedByMe}";

    private static readonly string ToSignSql = $"{Select} WHERE {IsToSign}";

    /// <summary>What stands in each of <see cref="ToSign"/>.</summary>
    public static Dictionary<long, PaperFacts> FactsToSign(Tx tx) => tx.All<SealedRow>($"SELECT p.id, p.facts FROM paper p WHERE {IsToSign} ORDER BY p.id LIMIT 50")
        .ToDictionary(row => row.Id, row => Opened(tx, row.Id, row.Facts)!);

    public static PaperFacts? Facts(Tx tx, long id) =>
        Opened(tx, id, tx.First<byte[]>("SELECT facts FROM paper WHERE id = @id AND facts IS NOT NULL", new { id }));

    /// <summary>Keeps what is printed, and which service it names.</summary>
    public static void KeepFacts(Tx tx, long id, PaperFacts facts, IReadOnlyList<ServedLine> lines)
    {
        SealFacts(tx, id, facts);
        tx.Run("DELETE FROM paper_line WHERE paper_id = @id", new { id });
        foreach (var line in lines)
        {
            tx.Run(
                "INSERT INTO paper_line (paper_id, claim_id, minutes) VALUES (@id, @ClaimId, @Minutes)",
                new { id, line.ClaimId, line.Minutes });
        }
    }

    /// <summary>Gives it its number, once: from then on what is printed stays as it is.</summary>
    public static void Issue(Tx tx, long id, PaperFacts facts)
    {
        SealFacts(tx, id, facts);
        tx.Run(
            "UPDATE paper SET number = @Number, digest = @digest, issued_at = @Now, issued_by = @PersonId WHERE id = @id AND number IS NULL",
            new { id, facts.Number, digest = facts.Digest(), tx.Now, PersonId = facts.Kind == PaperKind.UnitLetter ? tx.Actor.PersonId : null });
    }

    /// <summary>The service it names is not what the records say now.</summary>
    public static bool IsOutdated(Tx tx, long id) => tx.Exists(
        """
        SELECT COUNT(*) FROM paper_line l
        WHERE l.paper_id = @id
          AND l.minutes <> (SELECT COALESCE(SUM(s.minutes), 0) FROM service_record s WHERE s.claim_id = l.claim_id)
        """,
        new { id });

    /// <summary>Some paper names what was served at a task.</summary>
    public static bool NameAny(Tx tx, long taskId) =>
        tx.Exists("SELECT COUNT(*) FROM paper_line l JOIN claim c ON c.id = l.claim_id WHERE c.task_id = @taskId", new { taskId });

    /// <summary>Nothing of a revoked paper is kept but that there was one.</summary>
    public static void Forget(Tx tx, long id)
    {
        tx.Run("UPDATE paper SET facts = NULL, digest = NULL WHERE id = @id", new { id });
        tx.Run("DELETE FROM paper_line WHERE paper_id = @id", new { id });
    }

    /// <summary>From now on there are so many working days to read and correct it.</summary>
    public static void BeginPreview(Tx tx, long id) =>
        tx.Run("UPDATE paper SET preview_until = @until WHERE id = @id", new { id, until = PaperMachine.PreviewUntil(tx) });

    private static PaperFacts? Opened(Tx tx, long id, byte[]? facts) =>
        facts is null ? null : JsonSerializer.Deserialize(SealedFacts.OpenBytes(tx.Vault, id, facts), PaperJson.Default.PaperFacts);

    private static void SealFacts(Tx tx, long id, PaperFacts facts) => tx.Run(
        "UPDATE paper SET facts = @facts WHERE id = @id",
        new { id, facts = SealedFacts.Seal(tx.Vault, id, JsonSerializer.SerializeToUtf8Bytes(facts, PaperJson.Default.PaperFacts)) });

    private sealed record SealedRow
    {
        public long Id { get; init; }

        public byte[]? Facts { get; init; }
    }
}

/// <summary>What a person served in one task, after all corrections.</summary>
internal sealed record ServedLine
{
    public long ClaimId { get; init; }

    public DateOnly Day { get; init; }

    public string Title { get; init; } = "";

    public string OrgName { get; init; } = "";

    public long Minutes { get; init; }
}
