using ChatGov.Data;

namespace ChatGov.Tasks;

/// <summary>How many tasks of one community, for whoever sums up its month.</summary>
public static class TaskCounts
{
    /// <summary>Began since then, and somebody has said who came.</summary>
    public static long HeldSince(Tx tx, long orgId, DateTimeOffset since) => tx.Count(
        $"SELECT COUNT(*) FROM task t WHERE t.org_id = @orgId AND t.state IN ({TaskMachine.Done}) AND t.starts_at >= @since", new { orgId, since });

    public static long Ahead(Tx tx, long orgId) => tx.Count(
        $"SELECT COUNT(*) FROM task t WHERE t.org_id = @orgId AND t.state IN ({TaskMachine.ToCome}) AND t.starts_at > @Now", new { orgId, tx.Now });
}
