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
internal sealed record SeenPage(PageRequest Page, Sorts Sorts, IReadOnlyList<Sight> Sights, string Where)
{
    /// <param name="select">Shows rows, with the main table by its alias.</param>
    /// <param name="args">Of the conditions; where the page begins and ends is added.</param>
    public List<T> Rows<T>(Tx tx, string select, object args)
    {
        var all = new DynamicParameters(args);
        all.Add("After", Page.After);
        all.Add("Take", Page.Take);
        return Found(all) is { } found ? tx.All<T>($"{select} WHERE {Sorts.Alias}.id IN (SELECT found.id FROM ({found}) found) ORDER BY {Page.Order(Sorts)}", all) : [];
    }

    /// <returns>Null where nothing can be seen.</returns>
    private string? Found(DynamicParameters args)
    {
        var ways = Sights.All(sight => sight.IsOfFew) ? OfFew(args).ToList() : [Sight.Condition(Sights)];
        return ways.Count == 0 ? null : string.Join(" UNION ALL ", ways.Select(Walk)) + $" ORDER BY {Sorts.FoundOrder(Page.Sort)} LIMIT @Take";
    }

    private string Walk(string way) => $"SELECT {Sorts.Found(Page.Sort)} FROM {Sorts.Table} {Sorts.Alias} WHERE {Page.Behind(Sorts)} AND {way} AND {Where}";

    // No row comes by two of them: each leaves out what those before it give.
    private IEnumerable<string> OfFew(DynamicParameters args)
    {
        var places = Sights.SelectMany(sight => sight.Places).Distinct().ToList();
        places.ForEach(place => args.Add(Name(place), place));
        return Sights.SelectMany((sight, i) => sight.Parts(At).Select(part => string.Join(" AND ", Sights.Take(i).Select(before => before.NoneOfThem(At)).Prepend(part))));

        string Name(long place) => "place_" + places.IndexOf(place).ToString(CultureInfo.InvariantCulture);
        string At(long place) => "@" + Name(place);
    }
}
