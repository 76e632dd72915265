using ChatGov.Data;
using ChatGov.Rights;

namespace ChatGov.Rosters;

/// <summary>Who keeps rosters: a unit's liaison its own, the banner's office all of its units'.</summary>
internal static class Keeping
{
    public static bool Keeps(Tx tx, long orgId) => Can.KeepRoster.Over(tx, orgId);

    /// <summary>The same of one unit, which the id may not name.</summary>
    public static bool KeepsUnit(Tx tx, long unitId) => Keeps(tx, unitId) && tx.Exists("SELECT COUNT(*) FROM org WHERE id = @unitId AND kind = 'Unit'", new { unitId });

    /// <summary>The open units whose rosters the actor keeps.</summary>
    public static List<KeptUnit> Units(Tx tx) => tx.Actor.Grant is { } grant && Keeps(tx, grant.OrgId)
        ? tx.All<KeptUnit>(
            """
            SELECT o.id, o.name, o.uscc FROM org o
            JOIN org_closure c ON c.descendant_id = o.id
            WHERE c.ancestor_id = @ScopeOrg AND o.kind = 'Unit' AND o.closed_at IS NULL
            ORDER BY o.id
            """,
            new { tx.ScopeOrg })
        : [];
}

internal sealed record KeptUnit
{
    public long Id { get; init; }

    public string Name { get; init; } = "";

    public string? Uscc { get; init; }
}
