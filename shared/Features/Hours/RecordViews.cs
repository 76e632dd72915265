using System.Globalization;
using ChatGov.Data;
using ChatGov.Paging;
using ChatGov.Rights;

namespace ChatGov.Hours;

/// <summary>
/// One row of the hours, as it was written: a correction is a row that takes back another, and a new one. Who it is about
/// is said by the number on the task's roster only: nobody's hours are added up here but one's own, in the chat.
/// </summary>
public sealed record RecordView
{
    public long Id { get; init; }

    public long TaskId { get; init; }

    public string Title { get; init; } = "";

    public long OrgId { get; init; }

    /// <summary>The number on the roster of the task.</summary>
    public long Number { get; init; }

    /// <summary>The day it was served, in the banner.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Negative where it takes back another row.</summary>
    public long Minutes { get; init; }

    /// <summary>Which writing down of this service it is, from 1.</summary>
    public long Revision { get; init; }

    /// <summary>The row that it takes back.</summary>
    public long? ReversesId { get; init; }

    /// <summary>When it was written down.</summary>
    public DateTimeOffset RecordedAt { get; init; }
}

/// <summary>The service records of the part of the tree in which the actor runs the work.</summary>
public static class RecordViews
{
    private const string Select =
        """
        SELECT s.id, s.task_id, t.title, t.org_id, c.number, s.day, s.minutes, s.revision, s.reverses_id, s.recorded_at
        FROM service_record s JOIN task t ON t.id = s.task_id JOIN claim c ON c.id = s.claim_id
        """;

    public static readonly Sorts Sorts = new("service_record", "s", ("day", "day"), ("recordedAt", "recorded_at"));

    public static Page<RecordView> List(Tx tx, long? taskId, long? orgId, DateOnly? from, DateOnly? to, PageRequest page)
    {
        var seen = SeenBy(Can.RunCommunity.Reach(tx, orgId ?? 0));
        var day = Asked.Beside("s.day", seen);
        return page.Cut(
            new SeenPage(page, Sorts, seen, Asked.For((taskId is not (null or 0), "s.task_id = @taskId"), (from is not null, $"{day} >= @from"), (to is not null, $"{day} <= @to"))).Rows<RecordView>(
                tx,
                Select,
                new { taskId, from = Key(from), to = Key(to) }),
            record => record.Id);
    }

    private static IReadOnlyList<Sight> SeenBy(Reach reach) => [new(Sight.Any, "t.org_id", reach, new Way("task t", "t.id", "s.task_id"))];

    private static string? Key(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
