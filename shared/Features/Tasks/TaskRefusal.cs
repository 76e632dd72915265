using ChatGov.Data;

namespace ChatGov.Tasks;

/// <summary>Every expected "no" about tasks.</summary>
public static class TaskRefusal
{
    public static readonly RefusalCode TaskVague = new(nameof(TaskVague)) { Kind = RefusalKind.Unclear, Fields = ["title"] };

    public static readonly RefusalCode TaskInThePast = new(nameof(TaskInThePast)) { Kind = RefusalKind.Unclear, Fields = ["startsAt"] };

    public static readonly RefusalCode TaskTextTooLong = new(nameof(TaskTextTooLong)) { Kind = RefusalKind.Unclear, Fields = ["title", "place", "bring", "risk", "contactName", "text", "reason"] };

    public static readonly RefusalCode TaskOver = new(nameof(TaskOver));

    public static readonly RefusalCode PlacesTaken = new(nameof(PlacesTaken)) { Fields = ["capacity"] };

    public static readonly RefusalCode ToldEnough = new(nameof(ToldEnough));

    public static readonly RefusalCode NotAskedToLead = new(nameof(NotAskedToLead));

    public static readonly RefusalCode TaskClaimed = new(nameof(TaskClaimed));

    public static readonly IReadOnlyList<RefusalCode> All = [TaskClaimed, TaskVague, TaskInThePast, TaskTextTooLong, TaskOver, PlacesTaken, ToldEnough, NotAskedToLead];
}
