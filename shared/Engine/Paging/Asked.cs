namespace ChatGov.Paging;

/// <summary>
/// The conditions of what was asked for and of nothing else: one that is there and lets everything through (<c>@x = 0 OR …</c>) keeps the
/// database from every index that what was asked for has.
/// </summary>
internal static class Asked
{
    public static string For(params IEnumerable<(bool IsAsked, string Condition)> filters) =>
        string.Join(" AND ", filters.Where(each => each.IsAsked).Select(each => each.Condition).DefaultIfEmpty("TRUE"));
}
