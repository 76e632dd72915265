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

    public static Outcome<Offer> Offer(Tx tx, long id) =>
        tx.First<Offer>(Lists.Offers.Select + $" WHERE f.id = @id AND {OfferIsSeen}", new { id, tx.ScopeOrg }) is { } offer ? offer : RefusalCode.NotFound;

    // The lists of one person show fifty at most. Whoever looks for one row asks for that row alone: it may be the fifty-first.

    /// <summary>What the actor's own units have on offer.</summary>
    public static List<Offer> MyOffers(Tx tx, long? only = null) => tx.All<Offer>(
        Lists.Offers.Select + $" WHERE f.state = 'Open' AND (@only IS NULL OR f.id = @only) AND {IsMine("f.unit_id", "'UnitLiaison'")} ORDER BY f.id LIMIT 50", new { tx.Actor.PersonId, tx.Now, only });

    private static string IsMine(string org, string roles) =>
        $"""
        EXISTS (SELECT 1 FROM held_role s WHERE s.person_id = @PersonId AND s.org_id = {org} AND s.role IN ({roles})
                AND s.from_at <= @Now AND (s.until_at IS NULL OR s.until_at > @Now))
        """;
}
