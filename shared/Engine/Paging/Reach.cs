using ChatGov.Data;

namespace ChatGov.Paging;

/// <summary>The organisations by which somebody sees rows.</summary>
/// <param name="Few">All of them; null where they are many.</param>
/// <param name="Covers">A condition, true where the organisation, as SQL, is one of them.</param>
public sealed record Reach(IReadOnlyList<long>? Few, Func<string, string> Covers)
{
    /// <summary>
    /// Up to so many are looked through each by itself: as many as a street has communities. Whoever has more has so much of all there is
    /// that few rows of others lie between their own.
    /// </summary>
    public const int MostFew = 20;

    /// <summary>The part of the tree that the actor's token opens; the statement takes it as <c>@ScopeOrg</c>.</summary>
    public static Reach OfToken(Tx tx) => new(tx.ScopeOrg == 0 ? null : PlacesUnder(tx, tx.ScopeOrg), IsInPart);

    /// <summary>An organisation that is asked for and all under it; the statement takes it as <c>@Under</c>.</summary>
    public static Reach Under(Tx tx, long under) =>
        new(PlacesUnder(tx, under), org => $"EXISTS (SELECT 1 FROM org_closure u WHERE u.ancestor_id = @Under AND u.descendant_id = {org})");

    /// <summary>A condition, true where the organisation, as SQL, is under the one that the statement takes as <c>@ScopeOrg</c>.</summary>
    internal static string IsInPart(string org) => $"(@ScopeOrg = 0 OR EXISTS (SELECT 1 FROM org_closure g WHERE g.ancestor_id = @ScopeOrg AND g.descendant_id = {org}))";

    /// <summary>One more than are few tells whether they are.</summary>
    internal const int Take = MostFew + 1;

    private static IReadOnlyList<long>? PlacesUnder(Tx tx, long org) => OrMany(
        tx.All<long>("SELECT g.descendant_id FROM org_closure g WHERE g.ancestor_id = @org ORDER BY g.descendant_id LIMIT @Take", new { org, Take }));

    internal static IReadOnlyList<long>? OrMany(List<long> orgs) => orgs.Count > MostFew ? null : orgs;
}
