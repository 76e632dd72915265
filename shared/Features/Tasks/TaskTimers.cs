using ChatGov.Actions;
using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Hours;
using ChatGov.Outbox;

namespace ChatGov.Tasks;

/// <summary>What time does to tasks. Each handler looks at the row first, so late or twice does no harm.</summary>
public static class TaskTimers
{
    /// <summary>
    /// Takes a task whose end has passed to where it waits for the roster, also when the timers are late: an organiser
    /// who confirms does not wait for them.
    /// </summary>
    internal static VolunteerTask EndIfOver(Tx tx, VolunteerTask task)
    {
        if (task.EndsAt > tx.Now || task.Taken == 0)
        {
            return task;
        }

        if (task.State is TaskState.Published or TaskState.Filled)
        {
            task = WaitingList.LetGo(tx, task);
            TaskMachine.Table.MoveAsSystem(tx, task, TaskState.InProgress);
            task = task with { State = TaskState.InProgress };
        }

        if (task.State == TaskState.InProgress)
        {
            TaskMachine.Table.MoveAsSystem(tx, task, TaskState.AwaitingConfirm);
            task = task with { State = TaskState.AwaitingConfirm };
        }

        return task;
    }

    internal static void Begin(Tx tx, long id)
    {
        if (TaskRows.Take(tx, id) is not { State: TaskState.Published or TaskState.Filled } task || task.StartsAt > tx.Now)
        {
            return;
        }

        task = WaitingList.LetGo(tx, task);
        if (task.Taken == 0)
        {
            Expire(tx, task, "task.notice.nobody_came_forward");
        }
        else if (task.TwoPeople && task.Taken < 2)
        {
            Ask(tx, task, "task.notice.needs_two", urgent: true, Choice("task.choice.postpone", TaskActions.Postpone, id), Choice("task.choice.cancel", TaskActions.CancelTask, id));
        }
        else
        {
            TaskMachine.Table.MoveAsSystem(tx, task, TaskState.InProgress);
        }
    }

    internal static void Finish(Tx tx, long id)
    {
        var task = TaskRows.Take(tx, id);
        if (task is { State: TaskState.Published or TaskState.Filled })
        {
            task = WaitingList.LetGo(tx, task);
        }

        if (task is { State: TaskState.Published or TaskState.Filled, Taken: 0 })
        {
            Expire(tx, task, "task.notice.nobody_came_forward");
        }
        else if (task is { State: TaskState.Published or TaskState.Filled or TaskState.InProgress }
            && EndIfOver(tx, task) is { State: TaskState.AwaitingConfirm })
        {
            AskForRoster(tx, task, "task.notice.confirm_roster", TaskLeads.LeadOf(tx, task) is { } lead ? [lead] : TaskRows.AnswerableFor(tx, task));
        }
    }

    internal static void RemindOrganiser(Tx tx, long id)
    {
        if (TaskRows.Find(tx, id) is { State: TaskState.AwaitingConfirm } task)
        {
            // Whoever it was handed to has not found the time: the organiser is asked as well.
            List<long> lead = TaskLeads.LeadOf(tx, task) is { } leadId ? [leadId] : [];
            AskForRoster(tx, task, "task.notice.confirm_roster_again", [.. lead.Union(TaskRows.AnswerableFor(tx, task))]);
        }
    }

    /// <summary>Nobody confirmed the roster: the task ends without hours, and nobody is marked as absent.</summary>
    internal static void CloseUnconfirmed(Tx tx, long id)
    {
        if (TaskRows.Take(tx, id) is not { } found || EndIfOver(tx, found) is not { State: TaskState.AwaitingConfirm } task)
        {
            return;
        }

        TaskMachine.Table.MoveAsSystem(tx, task, TaskState.Done);
        foreach (var claim in ClaimRows.OpenOf(tx, id))
        {
            if (ClaimMachine.Table.Allows(claim.State, ClaimState.Unconfirmed, Who.System))
            {
                ClaimMachine.Table.MoveAsSystem(tx, claim, ClaimState.Unconfirmed);
                tx.Send(claim.PersonId, OutboxKind.News, "task.notice.unconfirmed", [("title", task.Title)]);
            }
        }

        TaskSources.Over(tx, id, attended: 0);
    }

    internal static void Close(Tx tx, long id)
    {
        if (TaskRows.Find(tx, id) is { State: TaskState.Done } task)
        {
            TaskMachine.Table.MoveAsSystem(tx, task, TaskState.Closed);
        }
    }

    internal static void ExpireUnclaimed(Tx tx, long id)
    {
        if (TaskRows.Take(tx, id) is { State: TaskState.Published, Taken: 0 } found && WaitingList.LetGo(tx, found) is var task)
        {
            Expire(tx, task, "task.notice.nobody_claims");
        }
    }

    private static void Expire(Tx tx, VolunteerTask task, string key)
    {
        TaskMachine.Table.MoveAsSystem(tx, task, TaskState.Expired);
        TaskSources.Over(tx, task.Id, attended: 0);
        Ask(tx, task, key, urgent: false, new LabelledChoice("menu.publish_task", TaskActions.PublishTask.Name));
    }

    private static void AskForRoster(Tx tx, VolunteerTask task, string key, List<long> organisers) =>
        Ask(tx, task, organisers, key, urgent: false, Choice("task.choice.roster", HoursActions.Roster, task.Id));

    private static void Ask(Tx tx, VolunteerTask task, string key, bool urgent, params LabelledChoice[] choices) =>
        Ask(tx, task, TaskRows.AnswerableFor(tx, task), key, urgent, choices);

    private static void Ask(Tx tx, VolunteerTask task, List<long> organisers, string key, bool urgent, params LabelledChoice[] choices)
    {
        foreach (var organiser in organisers)
        {
            tx.Send(organiser, OutboxKind.Choice, key, [("title", task.Title), ("count", task.Taken)],
                new SendOptions { Urgent = urgent, Choices = choices });
        }
    }

    private static LabelledChoice Choice(string key, ActionName action, long id) =>
        new(key, action.On(id), ("id", id));
}
