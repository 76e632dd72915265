using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace ChatGov.Tests.Support;

/// <summary>How SQLite goes about a statement.</summary>
internal static partial class SqlitePlans
{
    private static readonly Lazy<SqliteConnection> Schema = new(Open);
    private static readonly Lock Gate = new();

    // The tables, those of codes among them, and the indexes that hold no more than what still waits.
    private static readonly Lazy<HashSet<string>> Tables = new(() => Names("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')", _ => true));
    private static readonly Lazy<HashSet<string>> Codes = new(() => Names("SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'code' AND c.pk = 1 WHERE m.type = 'table'", _ => true));
    private static readonly Lazy<HashSet<string>> Waits = new(() => Names("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL", sql => Waiting().IsMatch(sql)));

    public static bool IsOfCodes(string table) => Codes.Value.Contains(table);

    /// <summary>An index that holds no more than what still waits: both databases have it under one name.</summary>
    public static bool IsOfWhatWaits(string index) => Waits.Value.Contains(index);

    /// <returns>What is read whole and grows; null where nothing is.</returns>
    public static string? FaultOf(string sql)
    {
        var text = Spaces().Replace(sql, " ").Trim();
        var names = TablesBy(text);

        // SQLite lists what points to a table with each INSERT into it, and looks there only when it was told not to before.
        var isInsert = text.StartsWith("INSERT", StringComparison.Ordinal);
        var made = MadeUp().Matches(text).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var grown = ScansOf(sql)
            .Where(name => !isInsert || names.ContainsKey(name))
            .Select(name => names.GetValueOrDefault(name, name))
            .Where(table => Plans.Grows(table) && (Tables.Value.Contains(table) || !made.Contains(table)))
            .Distinct(StringComparer.Ordinal).ToList();
        return grown.Count == 0 ? null : $"{string.Join(", ", grown)}: {text}";
    }

    private static List<string> ScansOf(string sql)
    {
        lock (Gate)
        {
            using var command = Schema.Value.CreateCommand();
#pragma warning disable CA2100 // What the product asked itself.
            command.CommandText = "EXPLAIN QUERY PLAN " + sql;
#pragma warning restore CA2100
            var scans = new List<string>();
            var made = new List<string>();
            try
            {
                foreach (var name in Parameter().Matches(sql).Select(match => match.Value).Distinct(StringComparer.Ordinal))
                {
                    command.Parameters.AddWithValue(name, DBNull.Value);
                }

                using var plan = command.ExecuteReader();
                while (plan.Read())
                {
                    if (Scan().Match(plan.GetString(3)) is { Success: true } scan && !IsOfWhatWaits(scan.Groups["index"].Value))
                    {
                        scans.Add(scan.Groups["name"].Value);
                    }
                    else if (MadeFirst().Match(plan.GetString(3)) is { Success: true } first)
                    {
                        made.Add(first.Groups["name"].Value);
                    }
                }
            }
            catch (SqliteException)
            {
                // Of PostgreSQL, or of a step of a migration: there is no such table here.
            }

            // What was made of other rows is read once, and may go by a name that is a table's elsewhere in the statement.
            made.ForEach(name => scans.Remove(name));
            return scans;
        }
    }

    // Where one name stands for two tables, the one that grows counts.
    private static Dictionary<string, string> TablesBy(string text)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match match in Alias().Matches(text))
        {
            var table = match.Groups["table"].Value;
            var name = match.Groups["name"] is { Success: true } alias ? alias.Value : table;
            if (!names.TryGetValue(name, out var before) || !Plans.Grows(before))
            {
                names[name] = table;
            }
        }

        return names;
    }

    private static HashSet<string> Names(string sql, Predicate<string> isWanted)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var command = Schema.Value.CreateCommand();
#pragma warning disable CA2100 // One of the three texts above.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            if (isWanted(rows.GetString(rows.FieldCount - 1)))
            {
                names.Add(rows.GetString(0));
            }
        }

        return names;
    }

    private static SqliteConnection Open()
    {
        var folder = Directory.CreateTempSubdirectory("chatgov-plans-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var path = Path.Combine(folder, "plans.db");
        Templates.CopySqlite(path);
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    // An index that SQLite makes for the one statement reads the whole as well.
    [GeneratedRegex("^(?:SCAN (?<name>[a-z_][a-z_0-9]*)(?: USING (?:COVERING )?INDEX (?<index>[a-z_0-9]+))?|SEARCH (?<name>[a-z_0-9]+) USING AUTOMATIC)", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Scan();

    [GeneratedRegex("^(?:CO-ROUTINE|MATERIALIZE) (?<name>[a-z_][a-z_0-9]*)$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex MadeFirst();

    [GeneratedRegex(@"@[A-Za-z_]\w*", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\b(?:FROM|JOIN|UPDATE)\s+(?<table>[a-z_]+)(?:\s+(?:AS\s+)?(?<name>[a-z_]+))?\b", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Alias();

    // What a statement makes for itself: its parts are in the plan on their own.
    [GeneratedRegex(@"\)\s+(?:AS\s+)?(?<name>[a-z_]+)\b|\b(?:WITH|RECURSIVE|,)\s+(?<name>[a-z_]+)\s*(?:\([a-z_, ]*\)\s*)?AS\s*\(", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex MadeUp();

    [GeneratedRegex(@"\bWHERE\b.*(?:\bstate (?:=|IN)|_(?:at|id) IS NULL)", RegexOptions.Singleline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Waiting();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Spaces();
}
