using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using ChatGov.Data;
using Microsoft.Data.Sqlite;

namespace ChatGov.Tests.Support;

/// <summary>
/// How SQLite goes about each statement of the product that any test makes it ask: none reads the whole of a table that grows with the
/// years, but for those that say why.
/// </summary>
internal static partial class Plans
{
    // As long as the county is wide, whatever the years bring: offices, places, and what is gone after a month.
    private static readonly HashSet<string> Bounded = new(StringComparer.Ordinal)
    {
        "org", "org_closure", "org_past", "org_tag", "staff_role", "held_role", "acting", "role_tag", "estate", "duty_phone", "joint_committee_member",
        "lease", "setting", "migration", "counter", "budget", "wrong_try", "roster_import", "roster_import_piece", "departure", "departure_row",
        "json_each", "sqlite_sequence", "sqlite_master",
    };

    private const string Short = "no row is older than 90 days, and it is asked when somebody leaves, is erased or moves; an index would cost with every message";

    private const string Hourly = "once an hour, over those who spoke in the last 90 days; an index would cost with every message";
    private const string Oldest = "looks at the oldest alone";
    private const string Keys = "a key is retired: whatever was made with it is made anew";

    /// <summary>Statements, or the part that many of one kind have in common, which may read the whole of one table.</summary>
    internal static readonly IReadOnlyList<MayReadAll> Allowed =
    [
        new(MayReadAll.AnyTable, "WHERE (@After = 0 OR (", "a page in an order of the reader's own choice: all that they may see is put in order, which for the offices above is all there is"),

        new("outbox", "UPDATE outbox SET chat_id = NULL, sent_chat_id = NULL WHERE person_id = @personId AND state <> 'Sending'", Short),
        new(
            "outbox",
            "UPDATE outbox SET chat_id = NULL, sent_chat_id = NULL WHERE person_id IS NULL AND state NOT IN ('Waiting', 'Sending')"
                + " AND (channel = @Channel AND chat_id = @ChatId OR sent_channel = @Channel AND sent_chat_id = @ChatId)",
            Short),
        new("outbox", "UPDATE outbox SET chat_id = @to WHERE channel = @channel AND chat_id = @from AND state IN ('Waiting', 'Sending')", Short),
        new("prompt", "DELETE FROM prompt WHERE person_id = @personId", Short),
        new(
            "session",
            "UPDATE session SET flow = NULL, step = NULL, data = NULL WHERE EXISTS (SELECT 1 FROM chat_identity i"
                + " WHERE i.person_id = @personId AND i.channel = session.channel AND i.user_id = session.user_id)",
            Short),
        new(
            "session",
            "UPDATE session SET flow = NULL, step = NULL, data = NULL, row_version = row_version + 1 WHERE EXISTS (SELECT 1 FROM chat_identity i"
                + " WHERE i.id = @identityId AND i.channel = session.channel AND i.user_id = session.user_id)",
            Short),
        new("session", "UPDATE session SET flow = NULL, step = NULL, data = NULL, row_version = row_version + 1 WHERE expires_at < @Now AND data IS NOT NULL", Hourly),
        new(
            "session",
            "DELETE FROM session WHERE expires_at < @Now AND (notice_declined_at IS NULL OR notice_declined_at < @declined) AND NOT EXISTS (SELECT 1 FROM prompt p WHERE p.session_id = session.id)",
            Hourly),
        new("inbox", "DELETE FROM inbox WHERE id IN ( SELECT id FROM (SELECT id, received_at FROM inbox WHERE state = 'Handled' ORDER BY id LIMIT 500) oldest WHERE received_at < @inbox)", Oldest),
        new("inbox", "DELETE FROM inbox WHERE state <> 'Handled' AND id IN ( SELECT id FROM (SELECT id, received_at FROM inbox ORDER BY id LIMIT 500) oldest WHERE received_at < @stuck)", Oldest),
        new(
            "outbox",
            "DELETE FROM outbox WHERE id IN ( SELECT id FROM ( SELECT id, created_at FROM outbox WHERE state NOT IN ('Waiting', 'Sending') AND dedupe_key IS NULL ORDER BY id LIMIT 500) oldest"
                + " WHERE created_at < @outbox)",
            Oldest),
        new("prompt", "DELETE FROM prompt WHERE id IN ( SELECT id FROM (SELECT id, expires_at FROM prompt ORDER BY id LIMIT 500) oldest WHERE expires_at < @Now)", Oldest),
        new("audit", "DELETE FROM audit WHERE (id) IN (SELECT id FROM (SELECT * FROM audit ORDER BY id LIMIT 200) audit WHERE at < @before)", Oldest),

        new(MayReadAll.AnyTable, ", 1, 5) <> @head", Keys),
        new("access_code", "secret_hash NOT LIKE @current", Keys),
        new("api_token", "SELECT DISTINCT person_id FROM api_token WHERE revoked_at IS NULL AND expires_at > @Now AND secret_hash NOT LIKE @current ORDER BY person_id", Keys),

        new("person", "FROM person p WHERE p.erased_at IS NULL AND NOT EXISTS (SELECT 1 FROM staff_role s WHERE s.person_id = p.id", "looks at each person once, by night: what they are in is found by index"),
        new("person", "SELECT id, created_at FROM person WHERE erased_at IS NULL ORDER BY id", "a copy was put back: each of them is looked for among the erased"),
        new("person", "SELECT id, created_at FROM person WHERE erased_at IS NOT NULL ORDER BY id", "all of them are written into a file, when the program starts and with each copy"),
        new("person", "SELECT COUNT(*) FROM (SELECT 1 FROM org UNION ALL SELECT 1 FROM person) t", "asked when somebody opens the program for the first time, or loads the example"),
        new("audit", "SELECT COUNT(*) FROM audit WHERE at < @before", "counted when somebody asks what a run would take out"),
        new(
            "agreement",
            "INSERT INTO counter (name, next_value) VALUES (@name, 2 + (SELECT COUNT(*) FROM agreement WHERE term = 1 AND SUBSTR(number, 1, LENGTH(@name)) = @name))"
                + " ON CONFLICT (name) DO UPDATE SET next_value = counter.next_value + 1 RETURNING next_value",
            "a number for a new agreement, a few in a month, counted in an index of nothing but numbers"),
        new(
            "agreement",
            "INSERT INTO agreement (number, term, title, goal, rhythm, exit_clause, starts_at, ends_at, state, drafted_for, drafted_by, previous_id, created_at, active_since)"
                + " SELECT number, term + 1, title, goal, rhythm, exit_clause, ends_at, @end, @state, drafted_for, drafted_by, id, @Now, @since FROM agreement WHERE id = @Id RETURNING id",
            "finds the one before by its id; what it lists besides is its key to that one, where an INSERT does not look"),
    ];

    private static readonly ConcurrentDictionary<string, string?> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<MayReadAll, bool> Used = new();
    private static readonly Lazy<SqliteConnection> Schema = new(Open);
    private static readonly Lock Gate = new();

    // The tables, those of codes among them, and the indexes that hold no more than what still waits.
    private static readonly Lazy<HashSet<string>> Tables = new(() => Names("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')", _ => true));
    private static readonly Lazy<HashSet<string>> Codes = new(() => Names("SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'code' AND c.pk = 1 WHERE m.type = 'table'", _ => true));
    private static readonly Lazy<HashSet<string>> OfWhatWaits = new(() => Names("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL", sql => Waiting().IsMatch(sql)));

    /// <summary>A statement that was asked so far would be a fault without it.</summary>
    public static bool WasNeeded(MayReadAll allowed) => Used.ContainsKey(allowed);

    /// <param name="faults">Where what is found in this database goes.</param>
    public static void Watch(Db db, ConcurrentDictionary<string, bool> faults)
    {
        db.Asked += (_, sql, _) =>
        {
            if (Known.GetOrAdd(sql, Look) is { } fault)
            {
                faults[fault] = true;
            }
        };
    }

    /// <returns>What is read whole and grows; null where nothing is.</returns>
    internal static string? FaultOf(string sql)
    {
        var text = Spaces().Replace(sql, " ").Trim();
        var names = TablesBy(text);

        // SQLite lists what points to a table with each INSERT into it, and looks there only when it was told not to before.
        var isInsert = text.StartsWith("INSERT", StringComparison.Ordinal);
        var made = MadeUp().Matches(text).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var grown = ScansOf(sql)
            .Where(name => !isInsert || names.ContainsKey(name))
            .Select(name => names.GetValueOrDefault(name, name))
            .Where(table => !Bounded.Contains(table) && !Codes.Value.Contains(table) && (Tables.Value.Contains(table) || !made.Contains(table)))
            .Distinct(StringComparer.Ordinal).ToList();
        return grown.Count == 0 ? null : $"{string.Join(", ", grown)}: {text}";
    }

    private static string? Look(string sql)
    {
        if (!IsOfTheProduct() || FaultOf(sql) is not { } fault)
        {
            return null;
        }

        var reasons = Allowed.Where(allowed => allowed.Covers(fault)).ToList();
        reasons.ForEach(allowed => Used[allowed] = true);
        return reasons.Count == 0 ? fault : null;
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
                    if (Scan().Match(plan.GetString(3)) is { Success: true } scan && !OfWhatWaits.Value.Contains(scan.Groups["index"].Value))
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
            if (!names.TryGetValue(name, out var before) || Bounded.Contains(before))
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

    private static bool IsOfTheProduct() => new StackTrace(skipFrames: 1).GetFrames()
        .Select(frame => frame.GetMethod()?.DeclaringType)
        .FirstOrDefault(type => type is not null && type.Assembly.GetName().Name is { } name && name.StartsWith("ChatGov", StringComparison.Ordinal)
            && type.DeclaringType != typeof(Plans) && type != typeof(Plans) && type != typeof(Tx) && type != typeof(Db))?.Assembly != typeof(Plans).Assembly;

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

    /// <param name="Table">The one table that may be read whole; or any.</param>
    /// <param name="Part">The statement, or what stands in it.</param>
    internal sealed record MayReadAll(string Table, string Part, string Why)
    {
        public const string AnyTable = "";

        public bool IsWhole => Part.StartsWith("SELECT", StringComparison.Ordinal) || Part.StartsWith("UPDATE", StringComparison.Ordinal)
            || Part.StartsWith("DELETE", StringComparison.Ordinal) || Part.StartsWith("INSERT", StringComparison.Ordinal);

        public bool Covers(string fault) => (Table == AnyTable || fault.StartsWith(Table + ": ", StringComparison.Ordinal)) && fault.Contains(Part, StringComparison.Ordinal);
    }
}
