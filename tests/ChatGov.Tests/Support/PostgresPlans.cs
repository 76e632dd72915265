using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;

namespace ChatGov.Tests.Support;

/// <summary>
/// How PostgreSQL goes about a statement, whatever its parameters hold: a plan made for the values at hand looks good where they let
/// it leave out a condition, and is not what a prepared statement keeps.
/// </summary>
internal static partial class PostgresPlans
{
    private const string AsIfLarge =
        "-c plan_cache_mode=force_generic_plan -c jit=off -c max_parallel_workers_per_gather=0 -c enable_seqscan=off -c enable_hashjoin=off"
        + " -c enable_mergejoin=off -c enable_material=off -c enable_memoize=off";

    private static readonly Lazy<NpgsqlConnection> Schema = new(Open);
    private static readonly Lazy<Dictionary<string, (string Table, string Leading)>> Indexes = new(ReadIndexes);
    private static readonly Lock Gate = new();

    /// <param name="args">Where the types of the parameters come from; what it does not tell is for PostgreSQL to find out.</param>
    /// <returns>What is read whole and grows; null where nothing is.</returns>
    public static string? FaultOf(string sql, object? args = null)
    {
        var text = Spaces().Replace(sql, " ").Trim();
        if (!Planned().IsMatch(text) || PlanOf(sql, PostgresTypes.Of(args)) is not { } plan)
        {
            return null;
        }

        using (plan)
        {
            var grown = ReadWhole(plan.RootElement[0].GetProperty("Plan")).Where(Plans.Grows).Distinct(StringComparer.Ordinal).ToList();
            return grown.Count == 0 ? null : $"{string.Join(", ", grown)}: {text}";
        }
    }

    private static IEnumerable<string> ReadWhole(JsonElement node)
    {
        var here = node.GetProperty("Node Type").GetString() switch
        {
            "Seq Scan" => node.GetProperty("Relation Name").GetString(),
            "Index Scan" or "Index Only Scan" or "Bitmap Index Scan" => ReadWholeBy(node.GetProperty("Index Name").GetString()!, Text(node, "Index Cond")),
            _ => null,
        };
        var below = node.TryGetProperty("Plans", out var plans) ? plans.EnumerateArray().SelectMany(ReadWhole) : [];
        return here is null ? below : below.Prepend(here);
    }

    // A condition on what stands behind in the index does not spare a row of it.
    private static string? ReadWholeBy(string index, string condition)
    {
        var (table, leading) = Indexes.Value[index];
        return SqlitePlans.IsOfWhatWaits(index) || condition.Contains(leading, StringComparison.Ordinal) ? null : table;
    }

    private static string Text(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetString()! : "";

    private static JsonDocument? PlanOf(string sql, IReadOnlyDictionary<string, string> types)
    {
        var names = new List<string>();
        var numbered = Parameter().Replace(sql, match => "$" + NumberOf(names, match.Groups["name"].Value));
        var known = string.Join(", ", names.Select(name => types.GetValueOrDefault(name, "unknown")));
        lock (Gate)
        {
            try
            {
                Run($"PREPARE looked{(names.Count == 0 ? "" : $" ({known})")} AS {numbered}");
            }
            catch (PostgresException foreign) when (foreign.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction)
            {
                // Of SQLite, or of a step of a migration: there is no such thing here.
                return null;
            }

            try
            {
                return JsonDocument.Parse(Run($"EXPLAIN (FORMAT JSON, COSTS OFF) EXECUTE looked{(names.Count == 0 ? "" : $" ({string.Join(", ", names.Select(_ => "NULL"))})")}"));
            }
            finally
            {
                Run("DEALLOCATE looked");
            }
        }
    }

    // PostgreSQL's driver takes @id and @Id for one.
    private static string NumberOf(List<string> names, string name)
    {
        var at = names.FindIndex(each => each.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (at < 0)
        {
            at = names.Count;
            names.Add(name);
        }

        return (at + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static string Run(string sql)
    {
        using var command = Schema.Value.CreateCommand();
#pragma warning disable CA2100 // What the product asked itself.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar() as string ?? "";
    }

    private static Dictionary<string, (string Table, string Leading)> ReadIndexes()
    {
        lock (Gate)
        {
            return Rows(
                Schema.Value,
                """
                SELECT i.indexrelid::regclass::text, i.indrelid::regclass::text,
                       COALESCE((SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = i.indkey[0]), '')
                FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = current_schema()::regnamespace
                """).ToDictionary(row => row[0], row => (row[1], row[2]), StringComparer.Ordinal);
        }
    }

    private static NpgsqlConnection Open()
    {
        var copy = Templates.CopyPostgres(migrated: true);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Templates.Drop(copy);
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(copy) { Pooling = false, Options = AsIfLarge }.ToString());
        connection.Open();
        var tables = Rows(connection, "SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'");
        PostgresSizes.MakeLarge(connection, tables.Select(row => row[0]).Where(Plans.Grows));
        return connection;
    }

    private static List<string[]> Rows(NpgsqlConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // One of the two texts above.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        }

        return rows;
    }

    [GeneratedRegex(@"^(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Planned();

    [GeneratedRegex(@"@(?<name>[A-Za-z_]\w*)", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Spaces();
}
