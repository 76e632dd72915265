using System.Data.Common;
using System.Text.RegularExpressions;
using ChatGov.Data;

namespace ChatGov.Benchmarks.Growth;

/// <summary>
/// PostgreSQL's own counters of a transaction, asked for between its statements: rows of tables and entries of indexes that were read,
/// and blocks that were looked up, in memory or not.
/// </summary>
internal sealed partial class PostgresMeter : Meter
{
    private const string Counters =
        """
        SELECT CAST(SUM(pg_stat_get_xact_tuples_returned(oid)) AS BIGINT) AS rows_read, CAST(SUM(pg_stat_get_xact_blocks_fetched(oid)) AS BIGINT) AS blocks
        FROM pg_class WHERE relnamespace = CAST(current_schema() AS regnamespace) AND relkind IN ('r', 'i')
        """;

    private readonly Dictionary<string, StatementCost> _statements = new(StringComparer.Ordinal);
    private Tx? _tx;
    private string? _running;
    private Counted _before = new();
    private long _pages;
    private bool _isCounting;
    private bool _isAsking;

    public PostgresMeter(Db db) => db.Asked += (tx, sql, _) => BeforeStatement(tx, sql);

    public override void Begin()
    {
        _statements.Clear();
        (_tx, _running, _pages) = (null, null, 0);
        _isCounting = true;
    }

    public override Tally End()
    {
        if (_tx is { } open)
        {
            AtTheEndOf(open);
        }

        _isCounting = false;
        return new Tally(new Dictionary<string, StatementCost>(_statements, StringComparer.Ordinal), _pages);
    }

    public override void AtTheEndOf(Tx tx)
    {
        if (_isCounting && !_isAsking && tx == _tx)
        {
            Attribute(tx);
            (_tx, _running) = (null, null);
        }
    }

    public override IReadOnlyList<string> Plan(Db db, string sql)
    {
        var names = Parameter().Matches(sql).Select(match => match.Value).Distinct(StringComparer.Ordinal).ToList();
        var numbered = Parameter().Replace(sql, match => $"${names.IndexOf(match.Value) + 1}");
        var values = names.Count == 0 ? "" : $"({string.Join(", ", names.Select(_ => "NULL"))})";
        using var connection = db.OpenRaw();
        try
        {
            Lines(connection, "DEALLOCATE ALL");
            Lines(connection, "SET plan_cache_mode = force_generic_plan");
            Lines(connection, "PREPARE grown AS " + numbered);
            return Lines(connection, $"EXPLAIN (COSTS OFF) EXECUTE grown{values}");
        }
        catch (DbException exception)
        {
            // Where nothing tells the type of a parameter there is no plan without its value.
            return [exception.Message];
        }
    }

    private static List<string> Lines(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // What the product asked itself.
        command.CommandText = sql;
#pragma warning restore CA2100
        var lines = new List<string>();
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            lines.Add(rows.GetString(0).Trim());
        }

        return lines;
    }

    private void BeforeStatement(Tx tx, string sql)
    {
        if (!_isCounting || _isAsking)
        {
            return;
        }

        if (tx == _tx)
        {
            Attribute(tx);
        }
        else
        {
            (_tx, _before) = (tx, Ask(tx));
        }

        _running = sql;
    }

    private void Attribute(Tx tx)
    {
        var now = Ask(tx);
        if (_running is { } sql)
        {
            var before = _statements.GetValueOrDefault(sql);
            _statements[sql] = new StatementCost((before?.Runs ?? 0) + 1, (before?.Steps ?? 0) + now.RowsRead - _before.RowsRead);
            _pages += now.Blocks - _before.Blocks;
        }

        _before = now;
    }

    private Counted Ask(Tx tx)
    {
        _isAsking = true;
        var counted = tx.First<Counted>(Counters)!;
        _isAsking = false;
        return counted;
    }

    [GeneratedRegex(@"@[A-Za-z_]\w*", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Parameter();

    private sealed record Counted
    {
        public long RowsRead { get; init; }

        public long Blocks { get; init; }
    }
}
