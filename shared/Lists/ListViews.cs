using ChatGov.Data;
using ChatGov.Needs;
using ChatGov.Paging;

namespace ChatGov.Lists;

/// <summary>Which rows of a list are wanted; what is null lets everything through.</summary>
public sealed record ListFilter
{
    public ResourceKind? Kind { get; init; }

    public NeedForm? Form { get; init; }

    /// <summary>The code of a state.</summary>
    public string? State { get; init; }

    /// <summary>An organisation: it and all under it.</summary>
    public long? Under { get; init; }

    public string? Words { get; init; }

    internal object Args(Tx tx, PageRequest page) => new
    {
        kind = Kind?.ToString(),
        form = Form?.ToString(),
        State,
        Under,
        words = Like.Containing(Words),
        tx.ScopeOrg,
        page.After,
        page.Take,
    };
}

/// <summary>
/// The three lists as staff read them. What is on offer and what is needed is shown to all who work in the tree: that is
/// what the lists are for. What is not on a list yet, or no longer, only its own part of the tree sees.
/// </summary>
public static class ListViews
{
    private const string OfferIsSeen =
        "(f.state = 'Open' OR @ScopeOrg = 0 OR EXISTS (SELECT 1 FROM org_closure g WHERE g.ancestor_id = @ScopeOrg AND g.descendant_id = f.unit_id))";

    private const string MatchIsSeen =
        "(@ScopeOrg = 0 OR EXISTS (SELECT 1 FROM org_closure g WHERE g.ancestor_id = @ScopeOrg AND g.descendant_id IN (f.unit_id, n.org_id)))";

    public static Page<Offer> Offers(Tx tx, ListFilter filter, PageRequest page) => page.Cut(
        tx.All<Offer>(
            Lists.Offers.Select + $"""

            WHERE f.id > @After AND {OfferIsSeen} AND (@kind IS NULL OR f.kind = @kind) AND (@State IS NULL OR f.state = @State)
              AND (@Under IS NULL OR EXISTS (SELECT 1 FROM org_closure c WHERE c.ancestor_id = @Under AND c.descendant_id = f.unit_id))
              AND (@words = '' OR f.title LIKE @words ESCAPE '\')
            ORDER BY f.id LIMIT @Take
            """,
            filter.Args(tx, page)),
        offer => offer.Id);

    public static Page<ListMatch> Matches(Tx tx, ListFilter filter, PageRequest page) => page.Cut(
        tx.All<ListMatch>(
            Handshake.Select + $"""

            WHERE m.id > @After AND {MatchIsSeen} AND (@State IS NULL OR m.state = @State)
              AND (@Under IS NULL OR EXISTS (SELECT 1 FROM org_closure c WHERE c.ancestor_id = @Under AND c.descendant_id IN (f.unit_id, n.org_id)))
            ORDER BY m.id LIMIT @Take
            """,
            filter.Args(tx, page)),
        match => match.Id);

    public static Outcome<Offer> Offer(Tx tx, long id) =>
        tx.First<Offer>(Lists.Offers.Select + $" WHERE f.id = @id AND {OfferIsSeen}", new { id, tx.ScopeOrg }) is { } offer ? offer : RefusalCode.NotFound;

    public static Outcome<ListMatch> Match(Tx tx, long id) =>
        tx.First<ListMatch>(Handshake.Select + $" WHERE m.id = @id AND {MatchIsSeen}", new { id, tx.ScopeOrg }) is { } match ? match : RefusalCode.NotFound;

    // The lists of one person show fifty at most. Whoever looks for one row asks for that row alone: it may be the fifty-first.

    /// <summary>What the actor's own units have on offer.</summary>
    public static List<Offer> MyOffers(Tx tx, long? only = null) => tx.All<Offer>(
        Lists.Offers.Select + $" WHERE f.state = 'Open' AND (@only IS NULL OR f.id = @only) AND {IsMine("f.unit_id", "'UnitLiaison'")} ORDER BY f.id LIMIT 50", new { tx.Actor.PersonId, tx.Now, only });

    /// <summary>Matches under way in which the actor speaks for a side.</summary>
    public static List<ListMatch> MyMatches(Tx tx, long? only = null) => tx.All<ListMatch>(
        Handshake.Select + $"""
         WHERE m.state IN ('Proposed', 'Accepted', 'Scheduled') AND (@only IS NULL OR m.id = @only)
          AND ({IsMine("f.unit_id", "'UnitLiaison'")} OR {IsMine("n.org_id", "'Secretary', 'Deputy'")})
        ORDER BY m.id LIMIT 50
        """,
        new { tx.Actor.PersonId, tx.Now, only });

    /// <summary>待办: what the other side proposes and the actor answers.</summary>
    public static List<ListMatch> ToAnswer(Tx tx) => tx.All<ListMatch>(
        Handshake.Select + $"""
         WHERE m.state = 'Proposed'
          AND ((m.proposed_by = 'Community' AND {IsMine("f.unit_id", "'UnitLiaison'")}) OR (m.proposed_by = 'Unit' AND {IsMine("n.org_id", "'Secretary', 'Deputy'")}))
        ORDER BY m.id LIMIT 50
        """,
        new { tx.Actor.PersonId, tx.Now });

    private static string IsMine(string org, string roles) =>
        $"""
        EXISTS (SELECT 1 FROM held_role s WHERE s.person_id = @PersonId AND s.org_id = {org} AND s.role IN ({roles})
                AND s.from_at <= @Now AND (s.until_at IS NULL OR s.until_at > @Now))
        """;
}
