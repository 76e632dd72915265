using ChatGov.Data;
using ChatGov.Paging;
using ChatGov.Rights;

namespace ChatGov.Offers;

/// <summary>Which offers are wanted; what is null lets everything through.</summary>
/// <param name="Under">An organisation: it and all under it.</param>
public sealed record OfferFilter(ResourceKind? Kind = null, OfferState? State = null, long? Under = null, string? Words = null);

/// <summary>
/// Offers as people read them. What is on offer is shown to all who work in the tree: that is what the list is for. What is on it no
/// longer, only its own part of the tree sees.
/// </summary>
public static class OfferLists
{
    private const int Shown = 50;

    private static IReadOnlyList<Sight> SeenBy(Reach part) => [new($"f.state = {OfferMachine.Listed}"), new(Sight.Any, "f.unit_id", part)];

    private static readonly string IsSeen = Sight.Condition(SeenBy(new Reach(null, Reach.IsInPart)));

    private static string IsAskedFor(OfferFilter filter) => Asked.For(
        (filter.Kind is not null, "f.kind = @kind"),
        (filter.State is not null, "f.state = @state"),
        (Like.Containing(filter.Words).Length > 0, @"f.title LIKE @words ESCAPE '\'"));

    private static IReadOnlyList<Sight> Under(Tx tx, long? under) => under is { } org ? [new(Sight.Any, "f.unit_id", Reach.Under(tx, org))] : [];

    private static readonly string MineSql = $"{OfferRows.Select} WHERE f.state = {OfferMachine.Listed} AND {Can.SpeakForUnit.On("f.unit_id")}";

    public static readonly Sorts Sorts = new("offer", "f", ("title", "title"), ("untilAt", "until_at?"));

    public static Page<Offer> All(Tx tx, OfferFilter filter, PageRequest page) => page.Cut(
        new SeenPage(page, Sorts, SeenBy(Reach.OfToken(tx)), IsAskedFor(filter), Under(tx, filter.Under)).Rows<Offer>(
            tx,
            OfferRows.Select,
            new { kind = filter.Kind?.ToString(), state = filter.State?.ToString(), filter.Under, words = Like.Containing(filter.Words), tx.ScopeOrg }),
        offer => offer.Id);

    /// <summary>One of what <see cref="All"/> shows.</summary>
    public static Outcome<Offer> Find(Tx tx, long id) =>
        tx.First<Offer>($"{OfferRows.Select} WHERE f.id = @id AND {IsSeen}", new { id, tx.ScopeOrg }) is { } offer ? offer : RefusalCode.NotFound;

    /// <summary>What the actor's own units have on offer.</summary>
    public static List<Offer> Mine(Tx tx) => tx.All<Offer>($"{MineSql} ORDER BY f.id LIMIT @Shown", new { Shown });

    public static Offer? FindMine(Tx tx, long id) => tx.First<Offer>($"{MineSql} AND f.id = @id", new { id });
}
