using ChatGov.Data;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Access;

/// <summary>What came of a token that somebody showed.</summary>
public enum Entry
{
    /// <summary>No such token, or one that is expired or revoked: the three read the same.</summary>
    Unknown,

    /// <summary>The token is good, and the appointment behind it is over.</summary>
    RoleEnded,

    /// <summary>The token is good, and the chat account from which it came, or the office, rests until it is proven.</summary>
    Suspended,

    In,
}

/// <param name="Actor">Who acts; the program itself unless they are in.</param>
public sealed record Entrance(Entry Entry, Actor Actor, string PersonName = "", string Language = Language.Chinese)
{
    internal static readonly Entrance Closed = new(Entry.Unknown, Actor.System);
}

/// <summary>
/// Whether a token lets its holder in, asked at every request: what is revoked or over ends at once. Where nobody has changed anything since the
/// last time, and the token and the offices of its person go on until later, the answer is the same.
/// </summary>
public static class Entering
{
    /// <summary>A token of a program, or of a browser that signed in.</summary>
    public static Entrance By(Tx tx, string text) => By(tx, text, "t.kind IN ('Token', 'Session')");

    /// <summary>A secret that is good for one thing only.</summary>
    public static Entrance By(Tx tx, string text, ApiTokenKind kind) => By(tx, text, $"t.kind = '{kind}'");

    private static Entrance By(Tx tx, string text, string isKind) => tx.Recall((nameof(Entering), text, isKind), () =>
    {
        var entrance = Look(tx, text, isKind);
        return (entrance, entrance.Actor.Grant?.StandsUntil ?? DateTimeOffset.MinValue);
    });

    private static Entrance Look(Tx tx, string text, string isKind)
    {
        var secret = ApiTokens.Read(text) ?? Secret.Read(new string('a', 46), 36)!;
        var row = tx.First<Row>(
            $"""
            SELECT t.id, t.person_id, t.role, t.org_id, t.secret_hash, t.expires_at, p.name AS person_name, p.language,
                   EXISTS (SELECT 1 FROM held_role s {Holds} AND s.from_at <= t.created_at) AS has_role,
                   EXISTS (SELECT 1 FROM staff_role s {Holds} AND s.suspended_at IS NOT NULL)
                     OR EXISTS (SELECT 1 FROM chat_identity i WHERE i.id = t.identity_id AND i.suspended_at IS NOT NULL) AS is_resting,
                   (SELECT MIN(CASE WHEN s.from_at > @Now THEN s.from_at ELSE s.until_at END) FROM staff_role s
                    WHERE s.person_id = t.person_id AND (s.from_at > @Now OR s.until_at > @Now)) AS offices_change_at
            FROM api_token t JOIN person p ON p.id = t.person_id
            WHERE t.locator = @Locator AND {isKind} AND {ApiTokens.Live}
            """,
            new { secret.Locator, tx.Now });
        if (!secret.Proves(tx.Vault, row?.SecretHash))
        {
            return Entrance.Closed;
        }

        return row!.HasRole && !row.IsResting
            ? new Entrance(Entry.In, new Actor(row.PersonId, Grant: new Grant(row.Id, row.Role, row.OrgId) { StandsUntil = row.StandsUntil }), row.PersonName, row.Language)
            : new Entrance(row.IsResting ? Entry.Suspended : Entry.RoleEnded, Actor.System, Language: row.Language);
    }

    private const string Holds =
        """
        JOIN org_closure c ON c.ancestor_id = s.org_id
        WHERE s.person_id = t.person_id AND s.role = t.role AND c.descendant_id = t.org_id
          AND s.from_at <= @Now AND (s.until_at IS NULL OR s.until_at > @Now)
        """;

    private sealed record Row
    {
        public long Id { get; init; }

        public long PersonId { get; init; }

        public Role Role { get; init; }

        public long OrgId { get; init; }

        public string SecretHash { get; init; } = "";

        public string PersonName { get; init; } = "";

        public string Language { get; init; } = "";

        public bool HasRole { get; init; }

        public bool IsResting { get; init; }

        public DateTimeOffset ExpiresAt { get; init; }

        public DateTimeOffset? OfficesChangeAt { get; init; }

        public DateTimeOffset StandsUntil => OfficesChangeAt is { } change && change < ExpiresAt ? change : ExpiresAt;
    }
}
