using ChatGov.Data;
using ChatGov.Paging;
using ChatGov.Rights;

namespace ChatGov.Access;

/// <summary>A code that still works, without the code itself.</summary>
public sealed record OpenCode
{
    public long Id { get; init; }

    public CodeKind Kind { get; init; }

    /// <summary>The appointment, roster row, task, care plan or chat account it is for.</summary>
    public long ThingId { get; init; }

    /// <summary>Who was appointed, or stands on the roster; empty where a code is for whoever has it.</summary>
    public string ForWhom { get; init; } = "";

    /// <summary>The role of the appointment; null where it is for none.</summary>
    public Role? Role { get; init; }

    public long? OrgId { get; init; }

    public string OrgName { get; init; } = "";

    /// <summary>When it was handed out.</summary>
    public DateTimeOffset IssuedAt { get; init; }

    /// <summary>Who made it; empty where the program did.</summary>
    public string IssuedBy { get; init; } = "";

    /// <summary>Null for one that ends with its thing.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>
/// 码: what has been handed out and still works. Whoever may issue a code sees and ends those of their part of the tree; a code that
/// somebody made for themselves is theirs alone.
/// </summary>
public static class OpenCodes
{
    private const string From =
        """
        FROM access_code k
        LEFT JOIN staff_role s ON s.id = k.staff_role_id
        LEFT JOIN person named ON named.id = s.person_id AND k.kind = 'BindChat'
        LEFT JOIN roster r ON r.id = k.roster_id
        LEFT JOIN task t ON t.id = k.task_id
        LEFT JOIN care_plan p ON p.id = k.plan_id
        LEFT JOIN chat_identity i ON i.id = k.identity_id
        LEFT JOIN org o ON o.id = COALESCE(s.org_id, r.unit_id, t.org_id, p.org_id)
        LEFT JOIN person maker ON maker.id = k.issued_by
        """;

    private static readonly string Works = Codes.OpenAs("k");

    // The same roles that may issue each kind: Staff.MayAppoint, the unit's liaison and the banner, the community itself.
    private const string Mine =
        """
        ((k.kind IN ('SignIn', 'LinkChat', 'StandIn', 'Companion') AND (k.issued_by = @PersonId OR i.person_id = @PersonId))
         OR (EXISTS (SELECT 1 FROM org_closure g WHERE g.ancestor_id = @ScopeOrg AND g.descendant_id = o.id)
             AND ((k.kind = 'BindChat' AND (@role = 'BannerOffice' OR (@role = 'StreetOffice' AND s.role NOT IN ('StreetOffice', 'BannerOffice', 'UnitLiaison'))))
                  OR (k.kind = 'Invite' AND @role IN ('UnitLiaison', 'BannerOffice'))
                  OR (k.kind = 'CareAsking' AND @role IN ('Secretary', 'Deputy')))))
        """;

    public static Page<OpenCode> List(Tx tx, CodeKind? kind, PageRequest page) => page.Cut(
        tx.All<OpenCode>(
            $"""
            SELECT k.id, k.kind, COALESCE(k.staff_role_id, k.roster_id, k.task_id, k.plan_id, k.identity_id) AS thing_id,
                   COALESCE(named.name, r.name, '') AS for_whom, s.role, o.id AS org_id, COALESCE(o.name, '') AS org_name,
                   k.issued_at, COALESCE(maker.name, '') AS issued_by, k.expires_at
            {From} WHERE k.id > @After AND {Works} AND {Mine} AND (@kind = '' OR k.kind = @kind)
            ORDER BY k.id LIMIT @Take
            """,
            new { page.After, page.Take, kind = kind?.ToString() ?? "", tx.Now, tx.Actor.PersonId, tx.ScopeOrg, role = RoleOf(tx) }),
        code => code.Id);

    /// <summary>Ends one; whoever has it is told that it works no more when they try. Doing so again is not found.</summary>
    public static Outcome<bool> Revoke(Tx tx, long id) => tx.UseCase<bool>(() =>
        tx.Exists(
            $"SELECT COUNT(*) {From} WHERE k.id = @id AND {Works} AND {Mine}",
            new { id, tx.Now, tx.Actor.PersonId, tx.ScopeOrg, role = RoleOf(tx) })
        && Codes.End(tx, "id = @id", new { id }, "revoke") == 1
            ? true
            : RefusalCode.NotFound);

    private static string RoleOf(Tx tx) => tx.Actor.Grant?.Role.ToString() ?? "";
}
