using ChatGov.Data;

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

/// <summary>A task remembers what it sprang from, and its end comes back there: each feature says what of its own that is (<see cref="Feature.TasksOf"/>).</summary>
internal static class TaskSources
{
    public static void Mark(Tx tx, long taskId, TaskSource kind, long sourceId) => tx.Run(
        "UPDATE task SET source_kind = @kind, source_id = @sourceId WHERE id = @taskId", new { taskId, kind = kind.ToString(), sourceId });

    /// <summary>Its roster is confirmed, or it will have none.</summary>
    /// <param name="attended">How many were there; 0 when it was cancelled, expired, or closed itself.</param>
    public static void Over(Tx tx, long taskId, int attended)
    {
        if (Of(tx, taskId) is { } source)
        {
            Origin(source.Kind)?.Over(tx, source.Id, taskId, attended);
        }
    }

    /// <summary>One that sprang from it is not over yet.</summary>
    public static bool AnyOpen(Tx tx, TaskSource kind, long sourceId) => tx.Exists(
        $"SELECT COUNT(*) FROM task WHERE source_kind = @kind AND source_id = @sourceId AND state IN ({TaskMachine.Open})", new { kind = kind.ToString(), sourceId });

    /// <summary>Something else counts what comes of it.</summary>
    public static bool Has(Tx tx, long taskId) => Of(tx, taskId) is not null;

    /// <summary>The secretary said yes to somebody.</summary>
    public static void Placed(Tx tx, long taskId, long personId)
    {
        if (Of(tx, taskId) is { } source)
        {
            Origin(source.Kind)?.Placed?.Invoke(tx, source.Id, personId);
        }
    }

    private static TaskOrigin? Origin(TaskSource kind) => Features.All.SelectMany(feature => feature.TasksOf).FirstOrDefault(origin => origin.Source == kind);

    private static Row? Of(Tx tx, long taskId) =>
        tx.First<Row>("SELECT source_kind AS kind, source_id AS id FROM task WHERE id = @taskId AND source_kind IS NOT NULL", new { taskId });

    private sealed record Row
    {
        public TaskSource Kind { get; init; }

        public long Id { get; init; }
    }
}
