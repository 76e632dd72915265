using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ChatGov.Paging;

/// <summary>One page of a list.</summary>
/// <param name="Items">The rows of this page.</param>
/// <param name="Next">Where the next page begins, for <c>after</c>; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>A row whose version guards its change: two editors of one row do not overwrite each other.</summary>
public interface IVersioned
{
    long Version { get; }
}

/// <summary>Which part of a list is asked for: rows are numbered, and a page begins after the number its cursor names.</summary>
/// <param name="After">The number of the last row already seen; 0 from the front.</param>
/// <param name="Limit">How many rows at most.</param>
/// <param name="Sort">One of the list's <see cref="Sorts"/>, a minus before it for the other way round; null for its own order.</param>
public sealed record PageRequest(long After, int Limit, string? Sort = null)
{
    public const int DefaultLimit = 50;
    public const int MostRows = 500;

    /// <summary>All there is, for exports.</summary>
    public static readonly PageRequest Everything = new(0, int.MaxValue - 1);

    /// <summary>The first so many, where nobody asks for more.</summary>
    public static PageRequest Only(int rows, string? sort = null) => new(0, rows - 1, sort);

    /// <summary>One row more than is shown tells whether there is another page.</summary>
    public int Take => Limit + 1;

    /// <summary>The rows behind the cursor, for a WHERE.</summary>
    public string Behind(Sorts sorts) => sorts.Behind(Sort, After == 0);

    /// <summary>For an ORDER BY.</summary>
    public string Order(Sorts sorts) => sorts.Order(Sort);

    /// <returns>Null when the cursor is none of ours.</returns>
    public static PageRequest? Read(string? cursor, int limit, string? sort = null)
    {
        if (cursor is null)
        {
            return new PageRequest(0, limit, sort);
        }

        return Base64Url.IsValid(cursor)
            && long.TryParse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)), NumberStyles.None, CultureInfo.InvariantCulture, out var after)
                ? new PageRequest(after, limit, sort)
                : null;
    }

    public Page<T> Cut<T>(List<T> rows, Func<T, long> number) => rows.Count <= Limit
        ? new Page<T>(rows, null)
        : new Page<T>(rows[..Limit], Cursor(number(rows[Limit - 1])));

    internal static string Cursor(long number) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>Patterns for SQL's LIKE from words that people type.</summary>
public static class Like
{
    /// <summary>Matches what contains the words as they stand, with <c>ESCAPE '\'</c>; empty for none.</summary>
    public static string Containing(string? words) => string.IsNullOrWhiteSpace(words)
        ? ""
        : "%" + words.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
}
