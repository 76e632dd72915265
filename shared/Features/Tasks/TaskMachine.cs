using ChatGov.Data;
using ChatGov.Machines;

namespace ChatGov.Tasks;

public enum TaskState
{
    Draft,
    Published,
    Filled,
    InProgress,
    AwaitingConfirm,
    Done,
    Closed,
    Cancelled,
    Withdrawn,
    Expired,
}

/// <summary>The life of a task: what is claimed.</summary>
public static class TaskMachine
{
    public static readonly Machine<TaskState> Table = new(
        "task",
        [TaskState.Closed, TaskState.Cancelled, TaskState.Withdrawn, TaskState.Expired],
        new(null, TaskState.Draft, Who.Secretary | Who.Liaison | Who.System),
        new(TaskState.Draft, TaskState.Published, Who.Secretary, "time, place, places, contact, what to bring and risk stated; no personal data in the text"),
        new(TaskState.Published, TaskState.Filled, Who.System, "confirmed claims = places"),
        new(TaskState.Filled, TaskState.Published, Who.System, "a claim is withdrawn before the start and nobody waits"),
        new(TaskState.Published, TaskState.InProgress, Who.System, "at least 1 confirmed, 2 if two-person; with fewer the organiser is asked, and at the end says who was there", "at the start, or at the first check-in"),
        new(TaskState.Filled, TaskState.InProgress, Who.System, "at least 1 confirmed, 2 if two-person; with fewer the organiser is asked, and at the end says who was there", "at the start, or at the first check-in"),
        new(TaskState.InProgress, TaskState.AwaitingConfirm, Who.System | Who.Secretary, Limit: "at the end"),
        new(TaskState.AwaitingConfirm, TaskState.Done, Who.Secretary | Who.Organiser | Who.System, "the organiser confirms the roster; System closes it and its open claims become Unconfirmed", "reminder +1 d, +3 d; System at +7 d"),
        new(TaskState.Done, TaskState.Closed, Who.System, "objection window over", "+7 d"),
        new(TaskState.Draft, TaskState.Cancelled, Who.Secretary, Reason: true),
        new(TaskState.Published, TaskState.Cancelled, Who.Secretary, "claimers told at once", Reason: true),
        new(TaskState.Filled, TaskState.Cancelled, Who.Secretary, "claimers told at once", Reason: true),
        new(TaskState.InProgress, TaskState.Cancelled, Who.Secretary, "claimers told at once", Reason: true),
        new(TaskState.Draft, TaskState.Withdrawn, Who.Secretary | Who.Liaison),
        new(TaskState.Published, TaskState.Expired, Who.System, "start passed, or 15 d open without a claim; the secretary is asked to reword, merge or close"));
}
