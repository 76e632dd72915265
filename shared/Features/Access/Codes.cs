using ChatGov.Data;

namespace ChatGov.Access;

/// <summary>All that is handed out to be typed in once, or to be opened once. README.md beside this file says what each proves.</summary>
public enum CodeKind
{
    /// <summary>绑定: somebody who was appointed by name.</summary>
    BindChat,

    /// <summary>登录: a browser.</summary>
    SignIn,

    /// <summary>邀请码: a member of a unit's roster.</summary>
    Invite,

    /// <summary>关联: another messenger of the same person.</summary>
    LinkChat,

    /// <summary>找人替: who takes over a place.</summary>
    StandIn,

    /// <summary>同去: who comes along.</summary>
    Companion,

    /// <summary>谁看过: the cared-for, who ask as often as they like.</summary>
    CareAsking,
}

/// <summary>What a code is for: the one thing of its kind.</summary>
internal sealed record CodeSubject
{
    public long? StaffRoleId { get; init; }

    public long? RegistrationId { get; init; }

    public long? RosterId { get; init; }

    public long? IdentityId { get; init; }

    public long? TaskId { get; init; }

    public long? PlanId { get; init; }
}

/// <summary>A code as it is kept, without what proves it.</summary>
internal sealed record Code
{
    public long Id { get; init; }

    public CodeKind Kind { get; init; }

    public long? StaffRoleId { get; init; }

    public long? RegistrationId { get; init; }

    public long? RosterId { get; init; }

    public long? IdentityId { get; init; }

    public long? TaskId { get; init; }

    public long? PlanId { get; init; }

    public long? IssuedBy { get; init; }

    public string SecretHash { get; init; } = "";

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }

    public long? UsedBy { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public bool IsOpen(DateTimeOffset now) => UsedAt is null && EndedAt is null && !(ExpiresAt <= now);
}

/// <summary>
/// Makes, finds, uses up and ends codes of every kind. There is one open code for a thing: the next ends it. Kept is a
/// keyed hash of what proves it.
/// </summary>
internal static class Codes
{
    /// <summary>The condition of a code that still works.</summary>
    public static readonly string Open = OpenAs("access_code");

    private const string Unended = "used_at IS NULL AND ended_at IS NULL";

    private const string Select =
        """
        SELECT id, kind, staff_role_id, registration_id, roster_id, identity_id, task_id, plan_id, issued_by, secret_hash, expires_at, used_at, used_by, ended_at
        FROM access_code
        """;

    /// <summary>The same, where the table goes by another name.</summary>
    public static string OpenAs(string name) => $"{name}.used_at IS NULL AND {name}.ended_at IS NULL AND ({name}.expires_at IS NULL OR {name}.expires_at > @Now)";

    /// <summary>Makes one; what was not used of the same kind for the same thing ends.</summary>
    /// <param name="of">Who issues it is kept as well, except for a link: its account says whose it is, and with their name on a code a newcomer would count as somebody known.</param>
    /// <param name="secret">Without a locator it is found by all of it.</param>
    /// <param name="until">Null for one that ends with its thing.</param>
    public static void Issue(Tx tx, CodeKind kind, CodeSubject of, Secret secret, DateTimeOffset? until)
    {
        var args = new
        {
            kind = kind.ToString(),
            of.StaffRoleId,
            of.RegistrationId,
            of.RosterId,
            of.IdentityId,
            of.TaskId,
            of.PlanId,
            locator = secret.Locator.Length > 0 ? secret.Locator : null,
            hash = secret.Hash(tx.Vault),
            PersonId = kind == CodeKind.LinkChat ? null : tx.Actor.PersonId,
            tx.Now,
            until,
        };
        tx.Lock(LockOf(kind), args);
        tx.Run($"UPDATE access_code SET ended_at = @Now WHERE kind = @kind AND {SameThing(kind)} AND {Unended}", args);
        var id = tx.Insert(
            """
            INSERT INTO access_code (kind, staff_role_id, registration_id, roster_id, identity_id, task_id, plan_id, locator, secret_hash, issued_by, issued_at, expires_at)
            VALUES (@kind, @StaffRoleId, @RegistrationId, @RosterId, @IdentityId, @TaskId, @PlanId, @locator, @hash, @PersonId, @Now, @until) RETURNING id
            """,
            args);
        tx.Audit("access_code", id, "issue", to: kind.ToString());
    }

    /// <summary>A secret whose locator no other code of its kind has: short ones meet by chance.</summary>
    public static Secret NewSecret(Tx tx, CodeKind kind, Func<Secret> make)
    {
        var secret = make();
        return tx.Exists("SELECT COUNT(*) FROM access_code WHERE kind = @kind AND locator = @Locator", new { kind = kind.ToString(), secret.Locator })
            ? NewSecret(tx, kind, make)
            : secret;
    }

    /// <returns>The code that this proves, open or not; null when it is none. It takes as long for a wrong one.</returns>
    public static Code? Find(Tx tx, CodeKind kind, Secret? secret)
    {
        if (secret is null)
        {
            return null;
        }

        var code = tx.First<Code>(Select + " WHERE kind = @kind AND locator = @Locator", new { kind = kind.ToString(), secret.Locator });
        return secret.Proves(tx.Vault, code?.SecretHash) ? code : null;
    }

    /// <returns>One of those that have no locator and are found by all they are.</returns>
    public static Code? FindWhole(Tx tx, string text) => tx.Vault.Hashes(text)
        .Select(hash => tx.First<Code>(Select + " WHERE secret_hash = @hash AND locator IS NULL", new { hash }))
        .FirstOrDefault(code => code is not null);

    /// <summary>Uses it up.</summary>
    /// <returns>False when it does not work any more, or another message was first.</returns>
    public static bool Use(Tx tx, long id, long? by)
    {
        if (tx.Run($"UPDATE access_code SET used_at = @Now, used_by = @by WHERE id = @id AND {Open}", new { id, by, tx.Now }) == 0)
        {
            return false;
        }

        tx.Audit("access_code", id, "use");
        return true;
    }

    /// <summary>Ends those that still work and meet a condition over <c>access_code</c>.</summary>
    public static int End(Tx tx, string where, object args, string action)
    {
        var ids = tx.All<long>($"SELECT id FROM access_code WHERE {where} AND {Unended} ORDER BY id", args);
        foreach (var id in ids)
        {
            tx.Run($"UPDATE access_code SET ended_at = @Now WHERE id = @id AND {Unended}", new { id, tx.Now });
            tx.Audit("access_code", id, action);
        }

        return ids.Count;
    }

    /// <summary>What a person handed to friends: whoever has their account next, or nobody, hands on no place of theirs.</summary>
    public static void EndPlaceCodes(Tx tx, long personId) =>
        End(tx, "kind IN ('StandIn', 'Companion') AND issued_by = @personId", new { personId }, "end_with_account");

    internal static void Forget(Tx tx, long personId)
    {
        EndPlaceCodes(tx, personId);
        tx.Run("UPDATE access_code SET used_by = NULL WHERE used_by = @personId", new { personId });
    }

    private static string SameThing(CodeKind kind) => kind switch
    {
        CodeKind.BindChat or CodeKind.SignIn => "staff_role_id = @StaffRoleId",
        CodeKind.Invite => "registration_id = @RegistrationId",
        CodeKind.LinkChat => "identity_id = @IdentityId",
        CodeKind.StandIn or CodeKind.Companion => "task_id = @TaskId AND issued_by = @PersonId",
        CodeKind.CareAsking => "plan_id = @PlanId",
    };

    private static string LockOf(CodeKind kind) => kind switch
    {
        CodeKind.BindChat or CodeKind.SignIn => "UPDATE staff_role SET row_version = row_version WHERE id = @StaffRoleId",
        CodeKind.Invite => "UPDATE registration SET kind = kind WHERE id = @RegistrationId",
        CodeKind.LinkChat => "UPDATE chat_identity SET chat_id = chat_id WHERE id = @IdentityId",
        CodeKind.StandIn or CodeKind.Companion => "UPDATE person SET row_version = row_version WHERE id = @PersonId",
        CodeKind.CareAsking => "UPDATE care_plan SET row_version = row_version WHERE id = @PlanId",
    };
}
