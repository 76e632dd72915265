using ChatGov.Data;

namespace ChatGov.Organisations;

public enum Role
{
    Secretary,
    Deputy,
    UnitLiaison,
    GridWorker,
    StreetOffice,
    BannerOffice,
}

/// <summary>
/// Whether the actor's staff roles in force cover an organisation. Out of scope reads as "not found", by the same
/// question. A role covers its organisation and all under it.
/// </summary>
public static class Scope
{
    /// <summary>May run a community's everyday work: its secretary or deputy, and the offices above it.</summary>
    public static bool RunsCommunity(Tx tx, long orgId) => Covers(
        tx, orgId, Role.Secretary, Role.Deputy, Role.StreetOffice, Role.BannerOffice);

    /// <summary>
    /// For lists: the organisation under which the actor runs everyday work; 0 everywhere, -1 nowhere. A liaison's or a grid
    /// worker's token runs none.
    /// </summary>
    public static long RunsUnder(Tx tx) => tx.Actor.Grant is { Role: Role.UnitLiaison or Role.GridWorker } ? -1 : tx.ScopeOrg;

    /// <summary>The condition of such a list over tasks <c>t</c>, with <c>@under</c> from <see cref="RunsUnder"/>.</summary>
    public const string TaskIsUnder = "(@under = 0 OR EXISTS (SELECT 1 FROM org_closure g WHERE g.ancestor_id = @under AND g.descendant_id = t.org_id))";

    /// <summary>The banner's office with all of its part: it answers for what belongs to no place as well.</summary>
    public static bool IsWholeBanner(Tx tx) => tx.Actor.Grant is { Role: Role.BannerOffice } grant && tx.Exists(
        "SELECT COUNT(*) FROM held_role WHERE person_id = @PersonId AND role = 'BannerOffice' AND org_id = @OrgId", new { tx.Actor.PersonId, grant.OrgId });

    /// <summary>Speaks for a unit: its liaison.</summary>
    public static bool SpeaksForUnit(Tx tx, long unitId) => Covers(tx, unitId, Role.UnitLiaison);

    /// <summary>Holds any role over it: what is then refused is refused openly, not as "not found".</summary>
    public static bool Sees(Tx tx, long orgId) => Covers(tx, orgId, Enum.GetValues<Role>());

    public static bool Covers(Tx tx, long orgId, params ReadOnlySpan<Role> roles)
    {
        if (tx.Actor.PersonId is not { } personId)
        {
            return false;
        }

        if (tx.Actor.Grant is { } grant && !(roles.Contains(grant.Role) && IsUnder(tx, orgId, grant.OrgId)))
        {
            return false;
        }

        var held = tx.All<string>(
            """
            SELECT DISTINCT r.role
            FROM held_role r
            JOIN org_closure c ON c.ancestor_id = r.org_id
            WHERE r.person_id = @personId AND c.descendant_id = @orgId
              AND r.from_at <= @Now AND (r.until_at IS NULL OR r.until_at > @Now)
            """,
            new { personId, orgId, tx.Now });
        foreach (var role in roles)
        {
            if (held.Contains(role.ToString()))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An organisation stands under another, or is it.</summary>
    public static bool IsUnder(Tx tx, long orgId, long ancestorId) => tx.Exists(
        "SELECT COUNT(*) FROM org_closure WHERE ancestor_id = @ancestorId AND descendant_id = @orgId", new { ancestorId, orgId });
}
