using ChatGov.Data;

namespace ChatGov.Matching;

/// <summary>
/// How far the audit has been read. Its rows are numbered when they are written and seen when they are committed: where several write at
/// once, a number may come after a higher one, and is waited for.
/// </summary>
internal sealed record AuditMark
{
    // A transaction takes milliseconds; whose number is missing for longer was undone.
    private static readonly TimeSpan WaitedFor = TimeSpan.FromSeconds(60);
    private const int LookedBack = 500;

    private long Read { get; init; }

    /// <summary>Numbers below it that were not there yet, and since when.</summary>
    private IReadOnlyDictionary<long, long> Missing { get; init; } = new Dictionary<long, long>();

    public static AuditMark Now(Tx tx)
    {
        var last = tx.First<long?>("SELECT MAX(id) FROM audit") ?? 0;
        return tx.Db.Dialect.HasOneWriter ? new AuditMark { Read = last } : new AuditMark { Read = Math.Max(0, last - LookedBack) }.With(Rows(tx, last - LookedBack, LookedBack + 1));
    }

    /// <returns>Null where there is more than that.</returns>
    public AuditNews? Next(Tx tx, int most)
    {
        var rows = Rows(tx, Read, most);
        if (rows.Count == most)
        {
            return null;
        }

        if (Missing.Count > 0)
        {
            rows.AddRange(tx.All<AuditChange>($"{Select} WHERE {tx.Db.Dialect.IsAmong("a.id", "@ids")}", new { ids = Dialect.Ids([.. Missing.Keys]) }));
        }

        return new AuditNews(rows, rows.Count == 0 && Missing.Count == 0 ? this : tx.Db.Dialect.HasOneWriter ? new AuditMark { Read = rows[^1].Id } : With(rows));
    }

    private AuditMark With(List<AuditChange> rows)
    {
        var now = Environment.TickCount64;
        var (seen, last) = (rows.Select(row => row.Id).ToHashSet(), rows.Select(row => row.Id).Append(Read).Max());
        var missing = Missing.Where(each => !seen.Contains(each.Key) && now - each.Value < WaitedFor.TotalMilliseconds).ToDictionary();
        for (var id = Read + 1; id < last; id++)
        {
            if (!seen.Contains(id))
            {
                missing[id] = now;
            }
        }

        return new AuditMark { Read = last, Missing = missing };
    }

    private const string Select =
        """
        SELECT a.id, a.entity, CASE a.entity WHEN 'task' THEN a.entity_id WHEN 'claim' THEN (SELECT c.task_id FROM claim c WHERE c.id = a.entity_id) END AS task_id
        FROM audit a
        """;

    private static List<AuditChange> Rows(Tx tx, long after, int most) =>
        tx.All<AuditChange>($"{Select} WHERE a.id > @after ORDER BY a.id LIMIT @most", new { after, most });
}

/// <summary>What was changed since, and how far the audit has been read by now.</summary>
internal sealed record AuditNews(IReadOnlyList<AuditChange> Changed, AuditMark Mark);

/// <summary>A row of the audit, as far as it is of a task.</summary>
internal sealed record AuditChange
{
    public long Id { get; init; }

    public string Entity { get; init; } = "";

    /// <summary>The task that was changed, or the one that a claim is on; null for anything else.</summary>
    public long? TaskId { get; init; }
}
