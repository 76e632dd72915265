using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Paging;
using ChatGov.People;
using ChatGov.Rights;

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

    /// <summary>What it is for, in the words of who made it.</summary>
    public string Name { get; init; } = "";

    internal byte[]? NameCipher { get; init; }

    internal string Locator { get; init; } = "";

    public Role Role { get; init; }

    public long OrgId { get; init; }

    public string OrgName { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was ended; null while it works.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The messenger in which the link of the session was asked for; null where none was.</summary>
    public string? Channel { get; init; }

    /// <summary>The session or token that it was made with, and ends with.</summary>
    public long? MadeWithId { get; init; }

    /// <summary>The one that asks.</summary>
    public bool IsThis { get; init; }

    ApiToken ISealedRow<ApiToken>.Opened(Vault vault) => this with { Name = ApiTokens.SealedName.Open(vault, Locator, NameCipher) ?? "", NameCipher = null };
}

/// <param name="Secret">The token itself, shown this once.</param>
public sealed record IssuedToken([property: Itself] ApiToken Token, string Secret);

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

    /// <summary>The condition of one that still works.</summary>
    internal const string Live = "revoked_at IS NULL AND expires_at > @Now";

    private const string Prefix = "cgt_";
    private const int ProofLength = 36;

    private const string Select =
        """
        SELECT t.id, t.kind, t.name_cipher, t.locator, t.role, t.org_id, o.name AS org_name, t.created_at, t.expires_at, t.revoked_at, i.channel, t.parent_id AS made_with_id,
               t.id = @TokenId AS is_this
        FROM api_token t JOIN org o ON o.id = t.org_id LEFT JOIN chat_identity i ON i.id = t.identity_id
        """;

    /// <summary>
    /// Makes a token for an appointment in force: the actor's own, or anybody's where the program itself acts. People make tokens,
    /// in a browser that they signed in from the chat; a token makes none, so that what is revoked is over.
    /// </summary>
    public static Outcome<IssuedToken> Create(Tx tx, NewToken wanted) => tx.UseCase<IssuedToken>(() =>
    {
        if (Appointments.InForce(tx, wanted.StaffRoleId) is not { } appointment || !MaySpeakFor(tx, appointment))
        {
            return RefusalCode.NotFound;
        }

        var orgId = wanted.OrgId ?? tx.Actor.Grant?.OrgId ?? appointment.OrgId;
        if (!OrgTree.IsUnder(tx, orgId, tx.Actor.Grant?.OrgId ?? appointment.OrgId))
        {
            return RefusalCode.NotFound;
        }

        Persons.Lock(tx, appointment.PersonId);
        if (tx.Actor.Grant is not null && !ActorIsIn(tx, "kind = 'Session'"))
        {
            return AccessRefusal.TokenMakesTokens;
        }

        if (tx.Exists("SELECT COUNT(*) FROM staff_role WHERE id = @id AND until_at < @until", new { id = appointment.Id, until = tx.Now.AddDays(wanted.Days) }))
        {
            return AccessRefusal.TokenOutlivesRole;
        }

        return LiveOf(tx, appointment.PersonId, ApiTokenKind.Token) >= MostLive
            ? new Refusal(AccessRefusal.TooManyTokens, ("limit", MostLive))
            : Insert(tx, ApiTokenKind.Token, wanted.Name.Trim(), appointment, orgId, tx.Now.AddDays(wanted.Days));
    });

    /// <summary>The actor's own: those that work, then those that ended, the newest first.</summary>
    public static List<ApiToken> Own(Tx tx, ApiTokenKind kind = ApiTokenKind.Token) => tx.All<ApiToken>(
        Select + $" WHERE t.person_id = @PersonId AND t.kind = @kind ORDER BY CASE WHEN {Live} THEN 0 ELSE 1 END, t.id DESC LIMIT 100",
        new { tx.Actor.PersonId, kind = kind.ToString(), TokenId = tx.Actor.Grant?.TokenId ?? 0, tx.Now });

    /// <summary>Ends one of the actor's of this kind at once, with what was made by it. Doing so again changes nothing.</summary>
    public static Outcome<ApiToken> Revoke(Tx tx, long id, ApiTokenKind kind) => tx.UseCase<ApiToken>(() =>
    {
        var personId = tx.Actor.RequiredPersonId;
        var args = new { id, kind = kind.ToString(), personId, TokenId = tx.Actor.Grant?.TokenId ?? 0 };
        End(tx, personId, "id = @id AND kind = @kind AND person_id = @personId", args, "revoke");
        return tx.First<ApiToken>(Select + " WHERE t.id = @id AND t.kind = @kind AND t.person_id = @personId", args) is { } token ? token : RefusalCode.NotFound;
    });

    /// <summary>Nothing opens for whoever is erased, and what they called their tokens goes with them.</summary>
    internal static void ForgetHolder(Tx tx, long personId)
    {
        tx.Run("DELETE FROM idempotency WHERE token_id IN (SELECT id FROM api_token WHERE person_id = @personId)", new { personId });
        End(tx, personId, "person_id = @personId", new { personId }, "end_with_person");
        tx.Run("UPDATE api_token SET name_cipher = NULL WHERE person_id = @personId", new { personId });
        Codes.End(tx, "issued_by = @personId AND kind IN ('SignIn', 'StandIn', 'Companion')", new { personId }, "end_with_person");
    }

    /// <summary>
    /// Ends those of a person that meet a condition over <c>api_token</c>, and all that came from them. Whoever makes one takes the person
    /// first, as is done here: it is made before, and ends now, or it is made after, by whoever is no longer in.
    /// </summary>
    internal static int End(Tx tx, long personId, string where, object args, string action)
    {
        Persons.Lock(tx, personId);
        var ids = tx.All<long>(
            $"""
            WITH RECURSIVE family (id) AS (
                SELECT id FROM api_token WHERE {where}
                UNION
                SELECT t.id FROM api_token t JOIN family f ON t.parent_id = f.id)
            SELECT t.id FROM api_token t WHERE t.id IN (SELECT id FROM family) AND t.revoked_at IS NULL ORDER BY t.id
            """,
            args);
        foreach (var id in ids)
        {
            tx.Run("UPDATE api_token SET revoked_at = @Now WHERE id = @id AND revoked_at IS NULL", new { id, tx.Now });
            tx.Audit("api_token", id, action);
        }

        return ids.Count;
    }

    /// <summary>The person was taken before (<see cref="Persons.Lock"/>), and whatever lets the actor make one was asked after that.</summary>
    /// <param name="identityId">The chat account in which a session was asked for; what is made in a session has that of the session.</param>
    internal static IssuedToken Insert(
        Tx tx, ApiTokenKind kind, string name, Appointment appointment, long orgId, DateTimeOffset until, long? identityId = null)
    {
        var secret = Secret.New(ProofLength);
        var parent = tx.Actor.Grant?.TokenId;
        var id = tx.Insert(
            """
            INSERT INTO api_token (kind, name_cipher, person_id, role, org_id, locator, secret_hash, created_at, expires_at, parent_id, identity_id)
            VALUES (@kind, @name, @PersonId, @role, @orgId, @Locator, @hash, @Now, @until, @parent,
                    COALESCE(@identityId, (SELECT p.identity_id FROM api_token p WHERE p.id = @parent))) RETURNING id
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
                parent,
                identityId,
            });
        tx.Audit("api_token", id, "create");
        return new IssuedToken(tx.First<ApiToken>(Select + " WHERE t.id = @id", new { id, TokenId = parent ?? 0 })!, Prefix + secret.Reveal());
    }

    internal static Secret? Read(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) ? Secret.Read(text.AsSpan(Prefix.Length), ProofLength) : null;

    /// <summary>What the actor came in by works still: asked again once the person is taken, since it may have been ended meanwhile.</summary>
    internal static bool ActorIsIn(Tx tx, string by = "kind IN ('Token', 'Session')") => tx.Exists(
        $"SELECT COUNT(*) FROM api_token WHERE id = @TokenId AND {by} AND {Live}", new { tx.Actor.Grant?.TokenId, tx.Now });

    /// <summary>How many of a kind a person has that work.</summary>
    internal static long LiveOf(Tx tx, long personId, ApiTokenKind kind) => tx.Count(
        $"SELECT COUNT(*) FROM api_token WHERE person_id = @personId AND kind = @kind AND {Live}", new { personId, kind = kind.ToString(), tx.Now });

    // A session makes no tokens for another role than its own.
    private static bool MaySpeakFor(Tx tx, Appointment appointment) =>
        tx.Actor.IsSystem
        || (tx.Actor.PersonId == appointment.PersonId
            && (tx.Actor.Grant is not { } grant || (grant.Role == appointment.Role && OrgTree.IsUnder(tx, grant.OrgId, appointment.OrgId))));
}
