namespace ChatGov.Paging;

/// <summary>How a row comes to an organisation that it does not name itself: by rows of another table that do.</summary>
/// <param name="Table">The other table, with what it is called in the conditions.</param>
/// <param name="Key">The column of it by which the two belong together.</param>
/// <param name="Of">The same of the row.</param>
public sealed record Way(string Table, string Key, string Of)
{
    /// <summary>Asked of the other table first: it gives the rows, and not the rows it.</summary>
    internal string Finds(string condition) => $"{Of} IN (SELECT {Key} FROM {Table} WHERE {condition})";

    /// <summary>Asked of each row.</summary>
    internal string Holds(string condition) => $"EXISTS (SELECT 1 FROM {Table} WHERE {Key} = {Of} AND {condition})";
}
