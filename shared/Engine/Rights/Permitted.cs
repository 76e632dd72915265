using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ChatGov.Data;
using Dapper;

namespace ChatGov.Rights;

/// <summary>
/// Writes into a statement where the actor may. Where these places are few, as for everybody but the offices above, by their numbers: the
/// database then goes by an index of the place. A question that is asked anew of each row would go through everybody's rows; where the places are many
/// it is asked, since hardly any row is somebody else's.
/// </summary>
internal static partial class Permitted
{
    // No SQL has it, and no words of people are part of a statement.
    private const char Begin = '⟦';

    // So few texts that each stays prepared, whoever asks.
    private static readonly int[] Sizes = [1, 4, Paging.Reach.MostFew];

    // No organisation has this number.
    private const long Nowhere = -1;

    // Statements are constants, put together from few parts: there are some hundreds of them.
    private static readonly ConcurrentDictionary<string, Marked> Known = new(StringComparer.Ordinal);

    /// <summary>The condition, until the statement is asked.</summary>
    public static string Mark(string can, string org) => $"{Begin}{can}|{org}⟧";

    /// <returns>The statement as the database takes it, with what it takes along.</returns>
    public static (string Sql, object? Args) Write(Tx tx, string sql, object? args)
    {
        if (!sql.Contains(Begin, StringComparison.Ordinal))
        {
            return (sql, args);
        }

        var marked = Known.GetOrAdd(sql, static text => new Marked(text));
        var all = new DynamicParameters(args);
        var sizes = 0;
        foreach (var can in marked.Cans)
        {
            var few = tx.PlacesOf(can);
            var size = few is null ? 0 : Array.FindIndex(Sizes, each => each >= few.Count) + 1;
            sizes = (sizes * (Sizes.Length + 1)) + size;
            for (var i = 0; size > 0 && i < Sizes[size - 1]; i++)
            {
                all.Add(can.ParameterNames[i], i < few!.Count ? few[i] : Nowhere);
            }
        }

        return (marked.Written(sizes), all);
    }

    /// <summary>A statement with marks, and what becomes of it by how many places the actor has for each right.</summary>
    private sealed class Marked(string sql)
    {
        private readonly ConcurrentDictionary<int, string> _written = new();

        /// <summary>Each right that it asks for, once.</summary>
        public IReadOnlyList<Can> Cans { get; } = [.. Condition().Matches(sql).Select(match => match.Groups["can"].Value).Distinct(StringComparer.Ordinal).Select(Can.Named)];

        public string Written(int sizes) => _written.GetOrAdd(sizes, Write);

        private string Write(int sizes)
        {
            var of = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var can in Cans.Reverse())
            {
                (of[can.Name], sizes) = (sizes % (Sizes.Length + 1), sizes / (Sizes.Length + 1));
            }

            return Condition().Replace(sql, match => Written(Can.Named(match.Groups["can"].Value), match.Groups["org"].Value, of[match.Groups["can"].Value]));
        }

        private static string Written(Can can, string org, int size) => size == 0
            ? can.OnEach(org)
            : $"{org} IN (@{string.Join(", @", can.ParameterNames.Take(Sizes[size - 1]))})";
    }

    [GeneratedRegex(@"⟦(?<can>\w+)\|(?<org>[^⟧]*)⟧", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Condition();
}
