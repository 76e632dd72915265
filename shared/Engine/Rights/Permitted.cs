using System.Globalization;
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

    /// <summary>The condition, until the statement is asked.</summary>
    public static string Mark(string can, string org) => $"{Begin}{can}|{org}⟧";

    /// <returns>The statement as the database takes it, with what it takes along.</returns>
    public static (string Sql, object? Args) Write(Tx tx, string sql, object? args)
    {
        if (!sql.Contains(Begin, StringComparison.Ordinal))
        {
            return (sql, args);
        }

        var all = new DynamicParameters(args);
        return (Condition().Replace(sql, match => Written(tx, Can.Named(match.Groups["can"].Value), match.Groups["org"].Value, all)), all);
    }

    private static string Written(Tx tx, Can can, string org, DynamicParameters args)
    {
        if (tx.PlacesOf(can) is not { } few)
        {
            return can.OnEach(org);
        }

        var names = Enumerable.Range(0, Sizes.First(size => size >= few.Count)).Select(i => string.Create(CultureInfo.InvariantCulture, $"{can.Name}_{i}")).ToList();
        for (var i = 0; i < names.Count; i++)
        {
            args.Add(names[i], i < few.Count ? few[i] : Nowhere);
        }

        return $"{org} IN (@{string.Join(", @", names)})";
    }

    [GeneratedRegex(@"⟦(?<can>\w+)\|(?<org>[^⟧]*)⟧", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Condition();
}
