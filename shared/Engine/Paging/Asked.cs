namespace ChatGov.Paging;

/// <summary>
/// The conditions of what was asked for and of nothing else: one that is there and lets everything through (<c>@x = 0 OR …</c>) keeps the
/// database from every index that what was asked for has.
/// </summary>
internal static class Asked
{
    /// <summary>
    /// A column that is asked for beside places. Where these are few they find the rows; an index of the column, which the database may think
    /// the shorter way, leads to everybody's. So it is written as none has it.
    /// </summary>
    /// <param name="ways">What the places are.</param>
    public static string Beside(string column, params IEnumerable<IReadOnlyList<Sight>> ways) =>
        ways.Any(sights => sights.Count > 0 && sights.All(sight => sight.IsOfFew)) ? $"COALESCE({column}, '')" : column;

    public static string For(params IEnumerable<(bool IsAsked, string Condition)> filters) =>
        string.Join(" AND ", filters.Where(each => each.IsAsked).Select(each => each.Condition).DefaultIfEmpty("TRUE"));
}
