using System.Globalization;
using ChatGov.Data;
using Dapper;

namespace ChatGov.Paging;

/// <summary>
/// Finds the rows of a page among those that somebody sees, before anything else is read of them. By few organisations, the rows of
/// each are walked by themselves and put together in their order, so that nobody else's rows are passed over; by many, all rows are
/// walked until the page is full.
/// </summary>
/// <param name="Sights">The reasons for which a row is seen; any is enough.</param>
/// <param name="Where">What was asked for, on the main table alone.</param>
/// <param name="Under">The part of the tree that was asked for, and how a row may belong to it; none for all of it.</param>
internal sealed record SeenPage(PageRequest Page, Sorts Sorts, IReadOnlyList<Sight> Sights, string Where, params IReadOnlyList<Sight> Under)
{
    /// <param name="select">Shows rows, with the main table by its alias.</param>
    /// <param name="args">Of the conditions; where the page begins and ends is added.</param>
    public List<T> Rows<T>(Tx tx, string select, object args) =>
        Found(tx, args) is { Count: > 0 } found ? tx.All<T>($"{select} WHERE {tx.Db.Dialect.IsAmong($"{Sorts.Alias}.id", "@ids")} ORDER BY {Page.Order(Sorts)}", new { ids = Dialect.Ids(found) }) : [];

    /// <summary>The numbers of the rows, asked for by themselves: in one statement with what shows them, PostgreSQL may walk the table in its order and look each row up among the found.</summary>
    /// <inheritdoc cref="Rows" path="/param[@name='args']"/>
    public List<long> Found(Tx tx, object args)
    {
        var all = new DynamicParameters(args);
        all.Add("After", Page.After);
        all.Add("Take", Page.Take);
        var ways = Ways(all).ToList();
        return ways.Count == 0 ? [] : tx.All<long>($"SELECT found.id FROM ({string.Join(" UNION ALL ", ways.Select(Walk))} ORDER BY {Sorts.FoundOrder(Page.Sort)} LIMIT @Take) found", all);
    }

    // Whichever is of few finds the rows, and the other is asked of each that was found.
    private IEnumerable<string> Ways(DynamicParameters args) =>
        Under.Count > 0 && Under.All(sight => sight.IsOfFew) ? OfFew(Under, args).Select(way => $"{way} AND {Sight.Condition(Sights)}")
        : (Sights.All(sight => sight.IsOfFew) ? OfFew(Sights, args) : [Sight.Condition(Sights)]).Select(way => Under.Count == 0 ? way : $"{way} AND {Sight.Condition(Under)}");

    private string Walk(string way) => $"SELECT {Sorts.Found(Page.Sort)} FROM {Sorts.Table} {Sorts.Alias} WHERE {Page.Behind(Sorts)} AND {way} AND {Where}";

    // No row comes by two of them: each leaves out what those before it give.
    private static IEnumerable<string> OfFew(IReadOnlyList<Sight> sights, DynamicParameters args)
    {
        var places = sights.SelectMany(sight => sight.Places).Distinct().ToList();
        places.ForEach(place => args.Add(Name(place), place));
        return sights.SelectMany((sight, i) => sight.Parts(At).Select(part => string.Join(" AND ", sights.Take(i).Select(before => before.NoneOfThem(At)).Prepend(part))));

        string Name(long place) => "place_" + places.IndexOf(place).ToString(CultureInfo.InvariantCulture);
        string At(long place) => "@" + Name(place);
    }
}
