using System.Globalization;
using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Outbox;

namespace ChatGov.Tasks;

/// <summary>What time does to tasks. Each handler looks at the row first, so late or twice does no harm.</summary>
public static class TaskTimers
{
    public const string Start = "task.start";
    public const string End = "task.end";
    public const string ConfirmReminder = "task.confirm_reminder";
    public const string CloseByItself = "task.close_by_itself";
    public const string CloseObjections = "task.close_objections";
    public const string Stale = "task.stale";

    private static readonly TimeSpan StaleAfter = TimeSpan.FromDays(15);
    private static readonly TimeSpan ObjectionWindow = TimeSpan.FromDays(7);

    public static readonly IReadOnlyDictionary<string, Action<Tx, long>> Handlers =
        new Dictionary<string, Action<Tx, long>>(StringComparer.Ordinal)
        {
            [Start] = Begin,
            [End] = Finish,
            [ConfirmReminder] = RemindOrganiser,
            [CloseByItself] = CloseUnconfirmed,
            [CloseObjections] = Close,
            [Stale] = ExpireUnclaimed,
            [TaskReminders.EveningBefore] = TaskReminders.RemindEvening,
            [TaskReminders.SameDay] = TaskReminders.RemindShortly,
        };

    /// <summary>Sets all timers of a task that was just published.</summary>
    public static void Arm(Tx tx, long taskId, DateTimeOffset startsAt, DateTimeOffset endsAt)
    {
        Timers.Move(tx, Start, taskId, startsAt);
        Timers.Move(tx, End, taskId, endsAt);
        Timers.Move(tx, ConfirmReminder, taskId, endsAt.AddDays(1), "1");
        Timers.Move(tx, ConfirmReminder, taskId, endsAt.AddDays(3), "3");
        Timers.Move(tx, CloseByItself, taskId, endsAt.AddDays(7));
        if (startsAt > tx.Now + StaleAfter)
        {
            Timers.Move(tx, Stale, taskId, tx.Now + StaleAfter);
        }

        TaskReminders.Arm(tx, taskId, startsAt);
    }

    /// <summary>The task moved: what was set for the old time is set anew, also what had run.</summary>
    internal static void Rearm(Tx tx, long taskId, DateTimeOffset startsAt, DateTimeOffset endsAt)
    {
        CancelAll(tx, taskId);
        Arm(tx, taskId, startsAt, endsAt);
    }

    internal static void CancelAll(Tx tx, long taskId)
    {
        foreach (var kind in new[] { Start, End, ConfirmReminder, CloseByItself, Stale, TaskReminders.EveningBefore, TaskReminders.SameDay })
        {
            Timers.Cancel(tx, kind, taskId);
        }
    }

    internal static void ArmObjections(Tx tx, long taskId) => Timers.Set(tx, CloseObjections, taskId, tx.Now + ObjectionWindow);

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
            TaskRows.Move(tx, task.Id, task.State, TaskState.InProgress, Who.System, "start");
            task = task with { State = TaskState.InProgress };
        }

        if (task.State == TaskState.InProgress)
        {
            TaskRows.Move(tx, task.Id, TaskState.InProgress, TaskState.AwaitingConfirm, Who.System, "end");
            task = task with { State = TaskState.AwaitingConfirm };
        }

        return task;
    }

    private static void Begin(Tx tx, long id)
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
            Ask(tx, task, "task.notice.needs_two", urgent: true, Choice("task.choice.postpone", "postpone", id), Choice("task.choice.cancel", "cancel_task", id));
        }
        else
        {
            TaskRows.Move(tx, id, task.State, TaskState.InProgress, Who.System, "start");
        }
    }

    private static void Finish(Tx tx, long id)
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

    private static void RemindOrganiser(Tx tx, long id)
    {
        if (TaskRows.Find(tx, id) is { State: TaskState.AwaitingConfirm } task)
        {
            // Whoever it was handed to has not found the time: the organiser is asked as well.
            List<long> lead = TaskLeads.LeadOf(tx, task) is { } leadId ? [leadId] : [];
            AskForRoster(tx, task, "task.notice.confirm_roster_again", [.. lead.Union(TaskRows.AnswerableFor(tx, task))]);
        }
    }

    /// <summary>Nobody confirmed the roster: the task ends without hours, and nobody is marked as absent.</summary>
    private static void CloseUnconfirmed(Tx tx, long id)
    {
        if (TaskRows.Take(tx, id) is not { } found || EndIfOver(tx, found) is not { State: TaskState.AwaitingConfirm } task)
        {
            return;
        }

        TaskRows.Move(tx, id, TaskState.AwaitingConfirm, TaskState.Done, Who.System, "close_by_itself");
        foreach (var claim in ClaimRows.OpenOf(tx, id))
        {
            if (ClaimMachine.Table.Allows(claim.State, ClaimState.Unconfirmed, Who.System))
            {
                ClaimRows.Move(tx, claim.Id, claim.State, ClaimState.Unconfirmed, Who.System, "unconfirmed");
                tx.Send(claim.PersonId, OutboxKind.News, "task.notice.unconfirmed", [("title", task.Title)]);
            }
        }

        ArmObjections(tx, id);
        TaskSources.Over(tx, id, attended: 0);
    }

    private static void Close(Tx tx, long id) => TaskRows.Move(tx, id, TaskState.Done, TaskState.Closed, Who.System, "close");

    private static void ExpireUnclaimed(Tx tx, long id)
    {
        if (TaskRows.Take(tx, id) is { State: TaskState.Published, Taken: 0 } found && WaitingList.LetGo(tx, found) is var task)
        {
            Expire(tx, task, "task.notice.nobody_claims");
        }
    }

    private static void Expire(Tx tx, VolunteerTask task, string key)
    {
        TaskRows.Move(tx, task.Id, TaskState.Published, TaskState.Expired, Who.System, "expire");
        CancelAll(tx, task.Id);
        TaskSources.Over(tx, task.Id, attended: 0);
        Ask(tx, task, key, urgent: false, new LabelledChoice("menu.publish_task", "publish_task"));
    }

    private static void AskForRoster(Tx tx, VolunteerTask task, string key, List<long> organisers) =>
        Ask(tx, task, organisers, key, urgent: false, Choice("task.choice.roster", "roster", task.Id));

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

    private static LabelledChoice Choice(string key, string intent, long id) =>
        new(key, string.Create(CultureInfo.InvariantCulture, $"{intent}:{id}"), ("id", id));
}
