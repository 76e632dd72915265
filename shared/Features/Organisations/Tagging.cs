using ChatGov.Data;
using ChatGov.Rights;

namespace ChatGov.Organisations;

/// <summary>What a place is known by besides its name.</summary>
/// <param name="Estates">Housing estates by which people find their community (小区).</param>
/// <param name="Showcases">示范点: what it is an example of.</param>
/// <param name="Brands">品牌: what it is known for.</param>
public sealed record OrgTags(
    long OrgId, IReadOnlyList<string> Estates, IReadOnlyList<string> Showcases, IReadOnlyList<string> Brands, long Version) : Paging.IVersioned;

/// <summary>Estates and tags of organisations: each change gives the whole of them, as they are to be.</summary>
public static class Tagging
{
    public const int Most = 100;

    public static Outcome<OrgTags> Find(Tx tx, long id) => OrgViews.Find(tx, id).Match<Outcome<OrgTags>>(
        org => new OrgTags(
            id,
            tx.All<string>("SELECT name FROM estate WHERE org_id = @id ORDER BY name", new { id }),
            Labels(tx, id, "Showcase"),
            Labels(tx, id, "Brand"),
            org.Version),
        refusal => refusal);

    /// <summary>The community's own people know its estates best.</summary>
    public static Outcome<OrgTags> SetEstates(Tx tx, long id, IEnumerable<string> names) => Change(tx, id, Can.RunCommunity.Over(tx, id), () =>
    {
        if (!OrgTree.IsCommunity(tx, id))
        {
            return OrgRefusal.CannotStandThere;
        }

        tx.Run("DELETE FROM estate WHERE org_id = @id", new { id });
        foreach (var name in Distinct(names))
        {
            tx.Run("INSERT INTO estate (org_id, name) VALUES (@id, @name)", new { id, name });
        }

        tx.Audit("org", id, "set_estates");
        return null;
    });

    /// <summary>Said by the offices above, not by the place itself.</summary>
    public static Outcome<OrgTags> SetLabels(Tx tx, long id, IEnumerable<string> showcases, IEnumerable<string> brands) => Change(tx, id, OrgTree.MayChange(tx, id), () =>
    {
        tx.Run("DELETE FROM org_tag WHERE org_id = @id", new { id });
        foreach (var (tag, label) in Distinct(showcases).Select(label => ("Showcase", label)).Concat(Distinct(brands).Select(label => ("Brand", label))))
        {
            tx.Run("INSERT INTO org_tag (org_id, tag, label) VALUES (@id, @tag, @label)", new { id, tag, label });
        }

        tx.Audit("org", id, "set_tags");
        return null;
    });

    private static Outcome<OrgTags> Change(Tx tx, long id, bool isAllowed, Func<RefusalCode?> write) => tx.UseCase<OrgTags>(() =>
    {
        if (OrgViews.Find(tx, id) is not { Ok: true, Value: var org })
        {
            return RefusalCode.NotFound;
        }

        if (!isAllowed)
        {
            return RefusalCode.NotAllowed;
        }

        if (org.ClosedAt is not null)
        {
            return OrgRefusal.OrgClosed;
        }

        if (write() is { } refusal)
        {
            return refusal;
        }

        tx.Run("UPDATE org SET row_version = row_version + 1 WHERE id = @id", new { id });
        return Find(tx, id);
    });

    private static List<string> Labels(Tx tx, long id, string tag) =>
        tx.All<string>("SELECT label FROM org_tag WHERE org_id = @id AND tag = @tag ORDER BY label", new { id, tag });

    private static IEnumerable<string> Distinct(IEnumerable<string> words) => words.Select(word => word.Trim()).Distinct(StringComparer.Ordinal);
}
