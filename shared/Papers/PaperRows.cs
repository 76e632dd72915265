using System.Text.Json;
using ChatGov.Data;

namespace ChatGov.Papers;

/// <summary>The SQL of papers.</summary>
internal static class PaperRows
{
    private static readonly SealedColumn SealedFacts = SealedColumn.Of("paper.facts");
    private static readonly SealedColumn SealedReason = SealedColumn.Of("paper.reason_cipher");

    /// <summary>The states in which a paper is still under way.</summary>
    public const string Open = "'Requested', 'Drafted', 'Previewed', 'Signed'";

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
        Select + $" WHERE p.person_id = @personId AND p.kind = @kind AND p.org_id = @orgId AND p.state IN ({Open})",
        new { personId, kind = kind.ToString(), orgId });

    public static List<Paper> AllOf(Tx tx, long personId) =>
        tx.All<Paper>(Select + " WHERE p.person_id = @personId AND p.state <> 'Revoked' ORDER BY p.id DESC", new { personId });

    /// <summary>Letters that wait for a signature where the actor runs the community, oldest first.</summary>
    public static List<Paper> ToSign(Tx tx, long? only = null) => tx.All<Paper>(
        Select +
        """
         WHERE (@only IS NULL OR p.id = @only) AND p.kind = 'UnitLetter' AND p.state = 'Previewed' AND p.person_id <> @PersonId AND p.org_id IN (
            SELECT c.descendant_id FROM held_role r JOIN org_closure c ON c.ancestor_id = r.org_id
            WHERE r.person_id = @PersonId AND r.role IN ('Secretary', 'Deputy', 'StreetOffice', 'BannerOffice') AND r.from_at <= @Now AND (r.until_at IS NULL OR r.until_at > @Now))
        ORDER BY p.id LIMIT 50
        """,
        new { tx.Actor.PersonId, tx.Now, only });

    public static PaperFacts? Facts(Tx tx, long id) =>
        tx.First<byte[]>("SELECT facts FROM paper WHERE id = @id AND facts IS NOT NULL", new { id }) is { } facts
            ? JsonSerializer.Deserialize(SealedFacts.OpenBytes(tx.Vault, id, facts), PaperJson.Default.PaperFacts)
            : null;

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

    /// <returns>False when it is no longer in that state.</returns>
    public static bool Move(Tx tx, long id, PaperState from, PaperState to, Who by, string action, string? reason = null, string? code = null)
    {
        PaperMachine.Table.Require(from, to, by, reason ?? code);
        var moved = tx.Run(
            "UPDATE paper SET state = @to, reason_cipher = COALESCE(@reason, reason_cipher), row_version = row_version + 1 WHERE id = @id AND state = @from",
            new { id, from = from.ToString(), to = to.ToString(), reason = SealedReason.SealWords(tx.Vault, id, reason) });
        if (moved == 1)
        {
            tx.Audit("paper", id, action, from.ToString(), to.ToString(), code);
        }

        return moved == 1;
    }

    /// <summary>Nothing of a revoked paper is kept but that there was one.</summary>
    public static void Forget(Tx tx, long id)
    {
        tx.Run("UPDATE paper SET facts = NULL, digest = NULL WHERE id = @id", new { id });
        tx.Run("DELETE FROM paper_line WHERE paper_id = @id", new { id });
    }

    public static void SetPreviewUntil(Tx tx, long id, DateTimeOffset? until) =>
        tx.Run("UPDATE paper SET preview_until = @until WHERE id = @id", new { id, until });

    private static void SealFacts(Tx tx, long id, PaperFacts facts) => tx.Run(
        "UPDATE paper SET facts = @facts WHERE id = @id",
        new { id, facts = SealedFacts.Seal(tx.Vault, id, JsonSerializer.SerializeToUtf8Bytes(facts, PaperJson.Default.PaperFacts)) });
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
