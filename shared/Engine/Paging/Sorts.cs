namespace ChatGov.Paging;

/// <summary>
/// By what a list can be ordered: columns of its main table, by the names that its rows have for them. Whatever the order, a page begins
/// behind the row that its cursor names; rows that are alike in it keep the order of their numbers.
/// </summary>
/// <param name="Table">The main table.</param>
/// <param name="Alias">What it is called in the list's SQL.</param>
/// <param name="Columns">An instant that may be missing has <c>?</c> behind it, and is then later than all.</param>
public sealed record Sorts(string Table, string Alias, params IReadOnlyList<(string Name, string Column)> Columns)
{
    private const string ById = "id";

    /// <summary>Where a page begins that goes backwards, as SQL. One bound, so that a later page is not walked to from the end.</summary>
    internal static readonly string FromTheEnd = $"COALESCE(NULLIF(@After, 0), {long.MaxValue})";

    public IEnumerable<string> Names => Columns.Select(each => each.Name).Append(ById);

    /// <summary>The rows behind the cursor, for a WHERE.</summary>
    internal string Behind(string? sort, bool isFirst) => (ColumnOf(sort), IsBackwards(sort)) switch
    {
        (null, false) => $"{Alias}.id > @After",
        (null, true) => $"{Alias}.id < {FromTheEnd}",
        _ when isFirst => "TRUE",
        ({ } column, var isBackwards) => Behind(column, isBackwards ? "<" : ">"),
    };

    // The first says to an index of the column where to begin, also where that is one of an expression; the second where among those that are alike.
    private string Behind(string column, string way) =>
        $"{Of(Alias, column)} {way}= (SELECT {Of("seen", column)} FROM {Table} seen WHERE seen.id = @After)"
        + $" AND ({Of(Alias, column)}, {Alias}.id) {way} (SELECT {Of("seen", column)}, seen.id FROM {Table} seen WHERE seen.id = @After)";

    /// <summary>What a page is put in order by, for a SELECT that finds its rows.</summary>
    internal string Found(string? sort) => ColumnOf(sort) is { } column ? $"{Alias}.id, {Of(Alias, column)} AS sorted" : $"{Alias}.id";

    /// <summary>For the ORDER BY behind several of <see cref="Found"/>.</summary>
    internal string FoundOrder(string? sort)
    {
        var way = IsBackwards(sort) ? " DESC" : "";
        return (ColumnOf(sort) is null ? "" : $"sorted{way}, ") + $"id{way}";
    }

    /// <summary>For an ORDER BY.</summary>
    internal string Order(string? sort)
    {
        var (way, column) = (IsBackwards(sort) ? " DESC" : "", ColumnOf(sort));
        return (column is null ? "" : $"{Of(Alias, column)}{way}, ") + $"{Alias}.id{way}";
    }

    private static bool IsBackwards(string? sort) => sort?.StartsWith('-') == true;

    private static string Of(string alias, string column) => column.EndsWith('?') ? $"COALESCE({alias}.{column[..^1]}, {long.MaxValue})" : $"{alias}.{column}";

    /// <returns>Null for the number itself, and where nothing is said.</returns>
    private string? ColumnOf(string? sort) => sort?.TrimStart('-') is { } name && name != ById
        ? Columns.First(each => each.Name == name).Column
        : null;
}
