using ChatGov.Data;
using ChatGov.Paging;

namespace ChatGov.Organisations;

/// <summary>An organisation as staff see it.</summary>
public sealed record OrgView : IVersioned
{
    public long Id { get; init; }

    public OrgKind Kind { get; init; }

    public long? ParentId { get; init; }

    public string Name { get; init; } = "";

    /// <summary>GB/T 2260 and statistics code.</summary>
    public string? DivisionCode { get; init; }

    /// <summary>The unified social credit code of a unit, GB 32100-2015.</summary>
    public string? Uscc { get; init; }

    public UnitLevel? UnitLevel { get; init; }

    /// <summary>The community a unit is partner of.</summary>
    public long? PartnerOrgId { get; init; }

    /// <summary>Degrees north, WGS 84.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east, WGS 84.</summary>
    public double? Longitude { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Where it went when it was merged.</summary>
    public long? MergedIntoId { get; init; }

    public long Version { get; init; }
}

/// <summary>What an organisation was called and where it stood, until it was renamed or moved.</summary>
public sealed record OrgPast
{
    /// <summary>What it was called until then.</summary>
    public string Name { get; init; } = "";

    public long? ParentId { get; init; }

    /// <summary>Until when.</summary>
    public DateTimeOffset UntilAt { get; init; }
}

/// <summary>Which organisations to list.</summary>
/// <param name="Under">All that stand under this one, at any depth.</param>
/// <param name="Parent">Those directly under this one.</param>
/// <param name="Words">A part of the name.</param>
public sealed record OrgFilter(OrgKind? Kind = null, long? Under = null, long? Parent = null, string? Words = null, bool Closed = false);

/// <summary>The part of the tree that the actor sees: what stands under their grant, and the partner units of its communities.</summary>
public static class OrgViews
{
    private const string Select =
        """
        SELECT o.id, o.kind, o.parent_id, o.name, o.division_code, o.uscc, o.unit_level, o.partner_org_id, o.latitude, o.longitude,
               o.created_at, o.closed_at, o.merged_into_id, o.row_version AS version
        FROM org o
        """;

    internal const string Seen =
        """
        (@ScopeOrg = 0 OR EXISTS (SELECT 1 FROM org_closure g WHERE g.ancestor_id = @ScopeOrg AND (g.descendant_id = o.id OR g.descendant_id = o.partner_org_id)))
        """;

    public static Outcome<OrgView> Find(Tx tx, long id) =>
        tx.First<OrgView>(Select + $" WHERE o.id = @id AND {Seen}", new { id, tx.ScopeOrg }) is { } org ? org : RefusalCode.NotFound;

    public static readonly Sorts Sorts = new("org", "o", ("name", "name"), ("createdAt", "created_at"));

    public static Page<OrgView> List(Tx tx, OrgFilter filter, PageRequest page) => page.Cut(
        new SeenPage(page, Sorts, SeenBy(Reach.OfToken(tx)), IsAskedFor(filter), Under(tx, filter.Under ?? 0)).Rows<OrgView>(
            tx,
            Select,
            new { tx.ScopeOrg, kind = filter.Kind?.ToString(), filter.Parent, filter.Under, pattern = Like.Containing(filter.Words) }),
        org => org.Id);

    private static IReadOnlyList<Sight> SeenBy(Reach part) => [new(Sight.Any, "o.id", part), new(Sight.Any, "o.partner_org_id", part)];

    private static IReadOnlyList<Sight> Under(Tx tx, long under) => under == 0 ? [] : [new(Sight.Any, "o.id", Reach.Under(tx, under))];

    private static string IsAskedFor(OrgFilter filter) => Asked.For(
        (true, filter.Closed ? "o.closed_at IS NOT NULL" : "o.closed_at IS NULL"),
        (filter.Kind is not null, "o.kind = @kind"),
        (filter.Parent is not (null or 0), "o.parent_id = @Parent"),
        (Like.Containing(filter.Words).Length > 0, @"o.name LIKE @pattern ESCAPE '\'"));

    public static Outcome<List<OrgPast>> Past(Tx tx, long id) => Find(tx, id).Match<Outcome<List<OrgPast>>>(
        _ => tx.All<OrgPast>("SELECT name, parent_id, until_at FROM org_past WHERE org_id = @id ORDER BY id DESC", new { id }),
        refusal => refusal);
}
