using ChatGov.Data;
using ChatGov.Organisations;

namespace ChatGov.Access;

public enum ApiTokenKind
{
    /// <summary>Made by somebody for a program or a script, until a day.</summary>
    Token,

    /// <summary>Of a browser that signed in, for a working day.</summary>
    Session,

    /// <summary>Of a calendar program, which reads tasks and does nothing else.</summary>
    Calendar,
}

/// <summary>A token as its owner sees it: never the secret.</summary>
public sealed record ApiToken : ISealedRow<ApiToken>
{
    public long Id { get; init; }

    public ApiTokenKind Kind { get; init; }

    public string Name { get; init; } = "";

    internal byte[]? NameCipher { get; init; }

    internal string Locator { get; init; } = "";

    public Role Role { get; init; }

    public long OrgId { get; init; }

    public string OrgName { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    ApiToken ISealedRow<ApiToken>.Opened(Vault vault) => this with { Name = ApiTokens.SealedName.Open(vault, Locator, NameCipher) ?? "", NameCipher = null };
}

/// <param name="Secret">The token itself, shown this once.</param>
public sealed record IssuedToken(ApiToken Token, string Secret);

/// <summary>What a token is to be: in words of the API.</summary>
/// <param name="OrgId">The part of the tree; null for all that the role covers.</param>
public sealed record NewToken(string Name, long StaffRoleId, long? OrgId, int Days);

/// <summary>
/// Tokens for the admin API: named, expiring, revocable, each acting as one role in one part of the tree. When the
/// appointment behind a token ends, so does what it lets do.
/// </summary>
public static class ApiTokens
{
    public const int LongestName = 60;
    internal static readonly SealedColumn SealedName = SealedColumn.Of("api_token.name_cipher");
    public const int MostDays = 366;
    public const int MostLive = 20;

    private const string Prefix = "cgt_";
    private const int ProofLength = 36;

    private const string Select =
        """
        SELECT t.id, t.kind, t.name_cipher, t.locator, t.role, t.org_id, o.name AS org_name, t.created_at, t.expires_at, t.revoked_at
        FROM api_token t JOIN org o ON o.id = t.org_id
        """;

    /// <summary>Makes a token for an appointment in force: the actor's own, or anybody's where the program itself acts.</summary>
    public static Outcome<IssuedToken> Create(Tx tx, NewToken wanted) => tx.UseCase<IssuedToken>(() =>
    {
        if (Appointments.InForce(tx, wanted.StaffRoleId) is not { } appointment || !MaySpeakFor(tx, appointment))
        {
            return RefusalCode.NotFound;
        }

        var orgId = wanted.OrgId ?? tx.Actor.Grant?.OrgId ?? appointment.OrgId;
        if (!Scope.IsUnder(tx, orgId, tx.Actor.Grant?.OrgId ?? appointment.OrgId))
        {
            return RefusalCode.NotFound;
        }

        if (tx.Exists("SELECT COUNT(*) FROM staff_role WHERE id = @id AND until_at < @until", new { id = appointment.Id, until = tx.Now.AddDays(wanted.Days) }))
        {
            return RefusalCode.TokenOutlivesRole;
        }

        return LiveOf(tx, appointment.PersonId) >= MostLive
            ? new Refusal(RefusalCode.TooManyTokens, ("limit", MostLive))
            : Insert(tx, ApiTokenKind.Token, wanted.Name.Trim(), appointment, orgId, tx.Now.AddDays(wanted.Days));
    });

    /// <summary>The actor's own, the newest first.</summary>
    public static List<ApiToken> Own(Tx tx, ApiTokenKind kind = ApiTokenKind.Token) => tx.All<ApiToken>(
        Select + " WHERE t.person_id = @PersonId AND t.kind = @kind ORDER BY t.id DESC LIMIT 100", new { tx.Actor.PersonId, kind = kind.ToString() });

    /// <summary>Ends one of the actor's of this kind at once. Doing so again changes nothing.</summary>
    public static Outcome<ApiToken> Revoke(Tx tx, long id, ApiTokenKind kind) => tx.UseCase<ApiToken>(() =>
    {
        var args = new { id, kind = kind.ToString(), tx.Actor.PersonId, tx.Now };
        if (tx.Run("UPDATE api_token SET revoked_at = @Now WHERE id = @id AND kind = @kind AND person_id = @PersonId AND revoked_at IS NULL", args) == 1)
        {
            tx.Audit("api_token", id, "revoke");
        }

        return tx.First<ApiToken>(Select + " WHERE t.id = @id AND t.kind = @kind AND t.person_id = @PersonId", args) is { } token ? token : RefusalCode.NotFound;
    });

    /// <summary>Nothing opens for whoever is erased, and what they called their tokens goes with them.</summary>
    internal static void ForgetHolder(Tx tx, long personId)
    {
        tx.Run("DELETE FROM idempotency WHERE token_id IN (SELECT id FROM api_token WHERE person_id = @personId)", new { personId });
        tx.Run("UPDATE api_token SET name_cipher = NULL, revoked_at = COALESCE(revoked_at, @Now) WHERE person_id = @personId", new { personId, tx.Now });
        tx.Run("UPDATE one_time_code SET used_at = COALESCE(used_at, @Now) WHERE person_id = @personId", new { personId, tx.Now });
    }

    internal static IssuedToken Insert(Tx tx, ApiTokenKind kind, string name, Appointment appointment, long orgId, DateTimeOffset until)
    {
        var secret = Secret.New(ProofLength);
        var id = tx.Insert(
            """
            INSERT INTO api_token (kind, name_cipher, person_id, role, org_id, locator, secret_hash, created_at, expires_at)
            VALUES (@kind, @name, @PersonId, @role, @orgId, @Locator, @hash, @Now, @until) RETURNING id
            """,
            new
            {
                kind = kind.ToString(),
                name = SealedName.Seal(tx.Vault, secret.Locator, name),
                appointment.PersonId,
                role = appointment.Role.ToString(),
                orgId,
                secret.Locator,
                hash = secret.Hash(tx.Vault),
                tx.Now,
                until,
            });
        tx.Audit("api_token", id, "create");
        return new IssuedToken(tx.First<ApiToken>(Select + " WHERE t.id = @id", new { id })!, Prefix + secret.Reveal());
    }

    internal static Secret? Read(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) ? Secret.Read(text.AsSpan(Prefix.Length), ProofLength) : null;

    // A token makes no tokens for another role than its own.
    private static bool MaySpeakFor(Tx tx, Appointment appointment) =>
        tx.Actor.IsSystem
        || (tx.Actor.PersonId == appointment.PersonId
            && (tx.Actor.Grant is not { } grant || (grant.Role == appointment.Role && Scope.IsUnder(tx, grant.OrgId, appointment.OrgId))));

    private static long LiveOf(Tx tx, long personId) => tx.Count(
        "SELECT COUNT(*) FROM api_token WHERE person_id = @personId AND kind = 'Token' AND revoked_at IS NULL AND expires_at > @Now",
        new { personId, tx.Now });
}
