using ChatGov.Data;
using ChatGov.Rights;

namespace ChatGov.Organisations;

/// <param name="People">Who holds it now.</param>
public sealed record Office(string Name, List<long> People);

/// <summary>
/// Who answers for an organisation now. Nobody is asked because of who they are: whoever holds the office when it is needed is, and
/// where it stands empty the office above.
/// </summary>
public static class Offices
{
    /// <summary>In force, for role <c>s</c>.</summary>
    internal const string InForce = "s.from_at <= @Now AND (s.until_at IS NULL OR s.until_at > @Now)";

    /// <summary>A condition: the community has neither secretary nor deputy.</summary>
    internal static string HasNoSecretary(string org) =>
        $"NOT EXISTS ({Can.RunOwnCommunity.HoldersOf(org)})";

    /// <summary>A condition: the unit has no liaison.</summary>
    internal static string HasNoLiaison(string org) =>
        $"NOT EXISTS ({Can.SpeakForUnit.HoldersOf(org)})";

    /// <summary>A condition: the actor is the community's secretary or deputy, or an office above it while it has none.</summary>
    internal static string IsAnsweredByMe(string org) =>
        $"({Can.RunOwnCommunity.On(org)} OR ({Can.RunCommunity.On(org)} AND {HasNoSecretary(org)}))";

    /// <summary>
    /// A condition of what waits: in chat the offices above see what nobody below them answers, at the desk all of their part.
    /// </summary>
    internal static string IsMineToAnswer(string org) => $"(@acting_role IS NOT NULL OR {IsAnsweredByMe(org)})";

    /// <summary>Its secretary and deputies; where it has none, the nearest office above.</summary>
    public static List<long> AnsweringFor(Tx tx, long communityId) =>
        Staff.SecretariesOf(tx, communityId) is { Count: > 0 } own ? own : Above(tx, communityId);

    /// <summary>Who speaks for a unit or a community; where nobody does, the nearest office above.</summary>
    public static List<long> SpeakingFor(Tx tx, long orgId)
    {
        var own = OrgTree.KindOf(tx, orgId) == OrgKind.Unit ? Staff.LiaisonsOf(tx, orgId) : Staff.SecretariesOf(tx, orgId);
        return own.Count > 0 ? own : Above(tx, orgId);
    }

    /// <summary>The nearest office above that somebody holds.</summary>
    public static List<long> Above(Tx tx, long orgId) => Nearest(tx.All<Holder>(
        $"""
        SELECT DISTINCT s.person_id, c.depth FROM held_role s JOIN org_closure c ON c.ancestor_id = s.org_id
        WHERE c.descendant_id = @orgId AND s.role IN ('StreetOffice', 'BannerOffice') AND {InForce}
        ORDER BY c.depth, s.person_id
        """,
        new { orgId, tx.Now }));

    /// <summary>
    /// For what cannot wait: those of the community whom a messenger reaches; where there are none, whoever is reached in the nearest
    /// office above.
    /// </summary>
    /// <param name="communityId">Null for the banner's office.</param>
    /// <returns>Null when a messenger reaches nobody.</returns>
    public static Office? InReach(Tx tx, long? communityId)
    {
        var inOrder = tx.All<Holder>(
            $"""
            SELECT DISTINCT s.person_id, s.org_id, {(communityId is null ? "0" : "c.depth")} AS depth
            FROM {(communityId is null ? OfBanner : AtOrAbove)}
              AND {InForce} AND EXISTS (SELECT 1 FROM known_chat k WHERE k.person_id = s.person_id AND NOT k.unreachable)
            ORDER BY depth, s.org_id, s.person_id
            """,
            new { communityId, tx.Now });
        return inOrder.Count == 0 ? null : new Office(OrgTree.NameOf(tx, inOrder[0].OrgId)!, Nearest(inOrder));
    }

    private const string OfBanner = "org o JOIN held_role s ON s.org_id = o.id WHERE o.kind = 'Banner' AND s.role = 'BannerOffice'";

    private const string AtOrAbove =
        """
        org_closure c JOIN held_role s ON s.org_id = c.ancestor_id
        WHERE c.descendant_id = @communityId
          AND ((c.depth = 0 AND s.role IN ('Secretary', 'Deputy')) OR (c.depth > 0 AND s.role IN ('StreetOffice', 'BannerOffice')))
        """;

    private static List<long> Nearest(List<Holder> inOrder) => [.. inOrder.Where(each => each.Depth == inOrder[0].Depth).Select(each => each.PersonId).Distinct()];

    private sealed record Holder
    {
        public long PersonId { get; init; }

        public long OrgId { get; init; }

        public long Depth { get; init; }
    }
}
