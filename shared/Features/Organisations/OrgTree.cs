using ChatGov.Data;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Organisations;

public enum OrgKind
{
    Banner,
    Zone,
    Street,
    Town,
    Sumu,
    Community,
    Gacha,
    Grid,
    Unit,
    JointCommittee,
}

/// <summary>Directly under the league (盟直), under the banner (旗直), or local.</summary>
public enum UnitLevel
{
    League,
    Banner,
    Local,
}

public sealed record NewOrg
{
    public OrgKind Kind { get; init; }

    public long? ParentId { get; init; }

    public string Name { get; init; } = "";

    /// <summary>GB/T 2260 and statistics code, an attribute, never a key.</summary>
    public string? DivisionCode { get; init; }

    public Uscc? Uscc { get; init; }

    public UnitLevel? UnitLevel { get; init; }

    /// <summary>The community a unit is partner of.</summary>
    public long? PartnerOrgId { get; init; }

    /// <summary>Degrees, WGS 84; both or none.</summary>
    public (double Latitude, double Longitude)? At { get; init; }
}

/// <summary>The tree of places and units: banner, then zone, street, town or sumu, then community or gacha, then grid.</summary>
public static class OrgTree
{
    /// <summary>As SQL: what a community is, whatever it is called there.</summary>
    internal const string CommunityKinds = Can.CommunityKinds;

    private static readonly string InUse = string.Concat(
        Features.All.SelectMany(feature => feature.KeepsOpen).Select(sql => $"AND NOT EXISTS (SELECT 1 FROM ({sql}) k WHERE k.org_id = @id)\n"));

    /// <summary>Which kind may stand under which.</summary>
    public static bool MayStandUnder(OrgKind kind, OrgKind? parent) => kind switch
    {
        OrgKind.Banner => parent is null,
        OrgKind.Zone or OrgKind.Street or OrgKind.Town or OrgKind.Sumu => parent == OrgKind.Banner,
        OrgKind.Community or OrgKind.Gacha => parent is OrgKind.Zone or OrgKind.Street or OrgKind.Town or OrgKind.Sumu,
        OrgKind.Grid => parent is OrgKind.Community or OrgKind.Gacha,
        OrgKind.Unit => parent == OrgKind.Banner,
        OrgKind.JointCommittee => parent is OrgKind.Banner or OrgKind.Zone or OrgKind.Street or OrgKind.Town or OrgKind.Sumu or OrgKind.Community or OrgKind.Gacha,
    };

    /// <summary>
    /// The tree changes one change at a time: two moves at once could make a circle. Taken before the organisations' own rows,
    /// also by whoever needs it to stand still.
    /// </summary>
    internal static void Lock(Tx tx) => tx.Lock("UPDATE counter SET next_value = next_value WHERE name = 'org_tree'", new { });

    /// <summary>Takes organisations, always in one order: what is put under them meanwhile is there before, or finds them changed.</summary>
    internal static void LockRows(Tx tx, params IEnumerable<long> ids)
    {
        foreach (var id in ids.Distinct().Order())
        {
            tx.Lock("UPDATE org SET row_version = row_version WHERE id = @id", new { id });
        }
    }

    public static Outcome<long> Create(Tx tx, NewOrg org) => tx.UseCase<long>(() =>
    {
        var parentKind = org.ParentId is { } above ? KindOf(tx, above) : null;
        if (!tx.Actor.IsSystem && (org.ParentId is not { } parentId || parentKind is null || !Can.See.Over(tx, parentId)))
        {
            return RefusalCode.NotFound;
        }

        if (org.ParentId is { } under && !MayChange(tx, under))
        {
            return RefusalCode.NotAllowed;
        }

        if (!MayStandUnder(org.Kind, parentKind) || !OrgChanges.MayBePartner(tx, org.PartnerOrgId))
        {
            return OrgRefusal.CannotStandThere;
        }

        if (OrgChanges.Refuse(tx, org.Name, org.ParentId, org.Kind, org.Uscc?.Value, self: 0) is { } refusal)
        {
            return refusal;
        }

        var id = Insert(tx, org);
        tx.Audit("org", id, "create", to: org.Kind.ToString());
        return id;
    });

    /// <summary>Closes an organisation that has nothing open under it; its history stays.</summary>
    public static Outcome<bool> Close(Tx tx, long id) => tx.UseCase<bool>(() =>
    {
        if (!tx.Actor.IsSystem && !Can.See.Over(tx, id))
        {
            return RefusalCode.NotFound;
        }

        if (!MayChange(tx, id))
        {
            return RefusalCode.NotAllowed;
        }

        Lock(tx);
        LockRows(tx, id);
        var closed = tx.Run(
            $"""
            UPDATE org SET closed_at = @Now, row_version = row_version + 1
            WHERE id = @id AND closed_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM org c WHERE c.parent_id = @id AND c.closed_at IS NULL)
              {InUse}
            """,
            new { id, tx.Now });
        if (closed == 0)
        {
            return OrgRefusal.StillInUse;
        }

        // Nobody holds an office of what is no more.
        tx.Run("UPDATE staff_role SET until_at = @Now, row_version = row_version + 1 WHERE org_id = @id AND (until_at IS NULL OR until_at > @Now)", new { id, tx.Now });
        tx.Audit("org", id, "close");
        return true;
    });

    /// <summary>What an open organisation is; null when there is none.</summary>
    internal static OrgKind? KindOf(Tx tx, long id) =>
        tx.First<string>("SELECT kind FROM org WHERE id = @id AND closed_at IS NULL", new { id }) is { } kind ? Enum.Parse<OrgKind>(kind) : null;

    public static bool IsCommunity(Tx tx, long id) => tx.Exists(
        $"SELECT COUNT(*) FROM org WHERE id = @id AND kind IN ({CommunityKinds}) AND closed_at IS NULL", new { id });

    public static string? NameOf(Tx tx, long id) => tx.First<string>("SELECT name FROM org WHERE id = @id", new { id });

    /// <summary>
    /// Communities and gachas by what people type: a part of the name, the estate they live in, or the street or town
    /// above. At most ten, best first.
    /// </summary>
    public static List<OrgName> FindCommunities(Tx tx, string words)
    {
        var plain = Trimmed(words);
        if (plain.Length == 0)
        {
            return [];
        }

        // instr and strpos have other names on the two databases; a pattern with its wildcards escaped works on both.
        var pattern = "%" + plain.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
        var found = tx.All<OrgName>(
            $"""
            SELECT o.id, o.name FROM org o
            LEFT JOIN org p ON p.id = o.parent_id
            WHERE o.kind IN ({CommunityKinds}) AND o.closed_at IS NULL
              AND (o.name LIKE @pattern ESCAPE '\' OR p.name LIKE @pattern ESCAPE '\'
                OR EXISTS (SELECT 1 FROM estate e WHERE e.org_id = o.id AND e.name LIKE @pattern ESCAPE '\'))
            ORDER BY CASE WHEN o.name LIKE @pattern ESCAPE '\' THEN 0 ELSE 1 END, o.id
            LIMIT 10
            """,
            new { pattern });
        return found.Count > 0 ? found
            : NamedIn(tx, plain) is { Count: > 0 } named ? named
            : Pinyin.Typed(words) is { } typed ? CommunitiesBySound.Find(tx, typed)
            : found;
    }

    /// <summary>Those whose name, or that of an estate of theirs, stands in what somebody said: 贺兰山社区3号楼2单元.</summary>
    private static List<OrgName> NamedIn(Tx tx, string words) => words.Letters() <= LeastOfName ? [] : tx.All<OrgName>(
        $"""
        SELECT o.id, o.name FROM org o
        WHERE o.kind IN ({CommunityKinds}) AND o.closed_at IS NULL AND (
            @words LIKE '%' || o.name || '%'
            OR (LENGTH(o.name) > {LeastOfName} AND @words LIKE '%' || REPLACE(REPLACE(o.name, '社区', ''), '嘎查', '') || '%' AND LENGTH(REPLACE(REPLACE(o.name, '社区', ''), '嘎查', '')) >= {LeastOfName})
            OR EXISTS (SELECT 1 FROM estate e WHERE e.org_id = o.id AND LENGTH(e.name) >= {LeastOfName} AND @words LIKE '%' || e.name || '%'))
        ORDER BY o.id LIMIT 10
        """,
        new { words });

    private const int LeastOfName = 2;

    public static List<OrgName> Units(Tx tx, string words) => tx.All<OrgName>(
        "SELECT id, name FROM org WHERE kind = 'Unit' AND closed_at IS NULL AND name LIKE @pattern ORDER BY id LIMIT 10",
        new { pattern = "%" + words.Trim() + "%" });

    public static OrgName? PartnerOf(Tx tx, long unitId) => tx.First<OrgName>(
        "SELECT p.id, p.name FROM org u JOIN org p ON p.id = u.partner_org_id WHERE u.id = @unitId AND p.closed_at IS NULL",
        new { unitId });

    internal static long Insert(Tx tx, NewOrg org)
    {
        var id = tx.Insert(
            """
            INSERT INTO org (kind, parent_id, name, division_code, uscc, unit_level, partner_org_id, latitude, longitude, created_at)
            VALUES (@kind, @ParentId, @Name, @DivisionCode, @uscc, @level, @PartnerOrgId, @latitude, @longitude, @Now)
            RETURNING id
            """,
            new
            {
                kind = org.Kind.ToString(),
                org.ParentId,
                org.Name,
                org.DivisionCode,
                uscc = org.Uscc?.Value,
                level = org.UnitLevel?.ToString(),
                org.PartnerOrgId,
                latitude = org.At?.Latitude,
                longitude = org.At?.Longitude,
                tx.Now,
            });
        tx.Run(
            """
            INSERT INTO org_closure (ancestor_id, descendant_id, depth)
            SELECT ancestor_id, @id, depth + 1 FROM org_closure WHERE descendant_id = @ParentId
            UNION ALL SELECT @id, @id, 0
            """,
            new { id, org.ParentId });
        return id;
    }

    /// <summary>An organisation stands under another, or is it.</summary>
    public static bool IsUnder(Tx tx, long orgId, long ancestorId) => tx.Exists(
        "SELECT COUNT(*) FROM org_closure WHERE ancestor_id = @ancestorId AND descendant_id = @orgId", new { ancestorId, orgId });

    internal static bool MayChange(Tx tx, long orgId) =>
        tx.Actor.IsSystem || Can.ShapeTree.Over(tx, orgId);

    private static string Trimmed(string words)
    {
        var plain = words.Trim();
        foreach (var lead in new[] { "我家在", "我住在", "我住", "住在", "在" })
        {
            plain = plain.StartsWith(lead, StringComparison.Ordinal) ? plain[lead.Length..] : plain;
        }

        foreach (var tail in new[] { "小区", "社区", "嘎查", "那边", "附近" })
        {
            plain = plain.Length > tail.Length && plain.EndsWith(tail, StringComparison.Ordinal) ? plain[..^tail.Length] : plain;
        }

        return plain.Trim();
    }
}
