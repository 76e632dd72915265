using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using ChatGov.Data;
using Microsoft.Data.Sqlite;

namespace ChatGov.Benchmarks.Growth;

/// <summary>
/// SQLite's own counters of each statement, read when it ends. SQLite calls here for every connection that anybody opens in this program,
/// so that the product needs no door for it.
/// </summary>
internal sealed partial class SqliteMeter : Meter
{
    private const string Library = "e_sqlite3";
    private const uint Profile = 0x02;
    private const uint Close = 0x08;
    private const int StepsOfMachine = 4;
    private const int CacheHit = 7;
    private const int CacheMiss = 8;

    private static SqliteMeter? _only;

    // SQLite keeps their addresses.
    private static readonly Opened OnOpened = (db, _, _) => _only!.Watch(db);
    private static readonly Traced OnTraced = (kind, _, subject, _) => _only!.Take(kind, subject);

    private readonly ConcurrentDictionary<IntPtr, bool> _connections = [];
    private readonly Lock _gate = new();
    private Dictionary<string, StatementCost>? _statements;
    private long _pagesBefore;

    private SqliteMeter()
    {
    }

    /// <summary>Whatever is opened from now on is counted.</summary>
    public static SqliteMeter Start()
    {
        if (_only is null)
        {
            // SQLite takes the product's settings before its first use only.
            RuntimeHelpers.RunClassConstructor(typeof(SqliteDb).TypeHandle);
            _only = new SqliteMeter();
            Native.sqlite3_auto_extension(OnOpened);
        }

        return _only;
    }

    public override void Begin()
    {
        lock (_gate)
        {
            _statements = new Dictionary<string, StatementCost>(StringComparer.Ordinal);
            _pagesBefore = Pages();
        }
    }

    public override Tally End()
    {
        lock (_gate)
        {
            var tally = new Tally(_statements!, Pages() - _pagesBefore);
            _statements = null;
            return tally;
        }
    }

    public override IReadOnlyList<string> Plan(Db db, string sql)
    {
        using var connection = db.OpenRaw();
        using var command = ((SqliteConnection)connection).CreateCommand();
#pragma warning disable CA2100 // What the product asked itself.
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
#pragma warning restore CA2100
        foreach (var name in Parameter().Matches(sql).Select(match => match.Value).Distinct(StringComparer.Ordinal))
        {
            command.Parameters.AddWithValue(name, DBNull.Value);
        }

        var lines = new List<string>();
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            lines.Add(rows.GetString(3));
        }

        return lines;
    }

    private int Watch(IntPtr db)
    {
        _connections[db] = true;
        return Native.sqlite3_trace_v2(db, Profile | Close, OnTraced, IntPtr.Zero);
    }

    private int Take(uint kind, IntPtr subject)
    {
        if (kind == Close)
        {
            _connections.TryRemove(subject, out _);
            return 0;
        }

        // Read and set back each time: what nobody counts is not added to what is counted next.
        var steps = Native.sqlite3_stmt_status(subject, StepsOfMachine, reset: 1);
        if (_statements is not null)
        {
            lock (_gate)
            {
                Add(Marshal.PtrToStringUTF8(Native.sqlite3_sql(subject)) ?? "", steps);
            }
        }

        return 0;
    }

    private void Add(string sql, long steps)
    {
        // How often the lock is asked for depends on what else has it.
        if (_statements is { } statements && !sql.StartsWith("BEGIN", StringComparison.Ordinal) && !sql.StartsWith("PRAGMA", StringComparison.Ordinal))
        {
            var before = statements.GetValueOrDefault(sql);
            statements[sql] = new StatementCost((before?.Runs ?? 0) + 1, (before?.Steps ?? 0) + steps);
        }
    }

    private long Pages() => _connections.Keys.Sum(db => Status(db, CacheHit) + Status(db, CacheMiss));

    private static long Status(IntPtr db, int what)
    {
        var result = Native.sqlite3_db_status(db, what, out var now, out _, reset: 0);
        return result == 0 ? now : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"SQLite does not tell {what}: {result}"));
    }

    [GeneratedRegex(@"@[A-Za-z_]\w*", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Parameter();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Opened(IntPtr db, IntPtr error, IntPtr api);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Traced(uint kind, IntPtr context, IntPtr subject, IntPtr detail);

    /// <summary>What the package does not hand out.</summary>
    private static class Native
    {
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sqlite3_auto_extension(Opened entry);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sqlite3_trace_v2(IntPtr db, uint mask, Traced callback, IntPtr context);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sqlite3_stmt_status(IntPtr statement, int what, int reset);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern IntPtr sqlite3_sql(IntPtr statement);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sqlite3_db_status(IntPtr db, int what, out int now, out int highest, int reset);
    }
}
