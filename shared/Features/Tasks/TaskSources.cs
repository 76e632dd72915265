using ChatGov.Data;
using ChatGov.Matches;
using ChatGov.Needs;

namespace ChatGov.Tasks;

/// <summary>What a task can spring from; the code of its source.</summary>
public enum TaskSource
{
    Need,
    Care,
    Commitment,
    Case,
    Event,
    Match,
}

/// <summary>A task remembers what it sprang from, and its end comes back there. Here alone is said where.</summary>
internal static class TaskSources
{
    public static void Mark(Tx tx, long taskId, TaskSource kind, long sourceId) => tx.Run(
        "UPDATE task SET source_kind = @kind, source_id = @sourceId WHERE id = @taskId", new { taskId, kind = kind.ToString(), sourceId });

    /// <summary>Its roster is confirmed, or it will have none.</summary>
    /// <param name="attended">How many were there; 0 when it was cancelled, expired, or closed itself.</param>
    public static void Over(Tx tx, long taskId, int attended)
    {
        var source = Of(tx, taskId);
        switch (source?.Kind)
        {
            case TaskSource.Need:
                NeedTasks.Settle(tx, source.Id, taskId, attended);
                break;
            case TaskSource.Match:
                Handshake.TaskOver(tx, source.Id, taskId, attended);
                break;
            case TaskSource.Commitment:
                Agreements.CommitmentDeliveries.TaskOver(tx, source.Id, taskId, attended);
                break;
            case TaskSource.Care:
                Care.CareHelpers.TaskOver(tx, source.Id, taskId, attended);
                break;
            default:
                break;
        }
    }

    /// <summary>Something else counts what comes of it.</summary>
    public static bool Has(Tx tx, long taskId) => Of(tx, taskId) is not null;

    /// <summary>The secretary said yes to somebody.</summary>
    public static void Placed(Tx tx, long taskId, long personId)
    {
        if (Of(tx, taskId) is { Kind: TaskSource.Care } source)
        {
            Care.CareHelpers.Placed(tx, source.Id, personId);
        }
    }

    private static Row? Of(Tx tx, long taskId) =>
        tx.First<Row>("SELECT source_kind AS kind, source_id AS id FROM task WHERE id = @taskId AND source_kind IS NOT NULL", new { taskId });

    private sealed record Row
    {
        public TaskSource Kind { get; init; }

        public long Id { get; init; }
    }
}
