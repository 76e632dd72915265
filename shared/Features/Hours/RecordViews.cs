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
    public static readonly Sorts Sorts = new("service_record", "s", ("day", "day"), ("recordedAt", "recorded_at"));

    public static Page<RecordView> List(Tx tx, long? taskId, long? orgId, DateOnly? from, DateOnly? to, PageRequest page) => page.Cut(
        tx.All<RecordView>(
            $"""
            SELECT s.id, s.task_id, t.title, t.org_id, c.number, s.day, s.minutes, s.revision, s.reverses_id, s.recorded_at
            FROM service_record s JOIN task t ON t.id = s.task_id JOIN claim c ON c.id = s.claim_id
            WHERE {page.Behind(Sorts)}
              AND {Can.RunCommunity.On("t.org_id")}
              AND {Asked.For(
                  (taskId is not (null or 0), "s.claim_id IN (SELECT c.id FROM claim c WHERE c.task_id = @taskId)"),
                  (orgId is not (null or 0), "t.org_id = @orgId"))}
              AND s.day >= @from AND s.day <= @to
            ORDER BY {page.Order(Sorts)} LIMIT @Take
            """,
            new
            {
                page.After,
                page.Take,
                taskId,
                orgId,
                from = (from ?? DateOnly.MinValue).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                to = (to ?? DateOnly.MaxValue).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            }),
        record => record.Id);
}
