using System.Globalization;
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
            [Reminding.EveningBefore] = Reminding.RemindEvening,
            [Reminding.TwoHoursBefore] = Reminding.RemindShortly,
        };

    /// <summary>Sets all timers of a task that was just published.</summary>
    public static void Arm(Tx tx, long taskId, DateTimeOffset startsAt, DateTimeOffset endsAt)
    {
        Timers.Set(tx, Start, taskId, startsAt);
        Timers.Set(tx, End, taskId, endsAt);
        Timers.Set(tx, ConfirmReminder, taskId, endsAt.AddDays(1), "1");
        Timers.Set(tx, ConfirmReminder, taskId, endsAt.AddDays(3), "3");
        Timers.Set(tx, CloseByItself, taskId, endsAt.AddDays(7));
        if (startsAt > tx.Now + StaleAfter)
        {
            Timers.Set(tx, Stale, taskId, tx.Now + StaleAfter);
        }
    }

    internal static void CancelAll(Tx tx, long taskId)
    {
        foreach (var kind in new[] { Start, End, ConfirmReminder, CloseByItself, Stale })
        {
            Timers.Cancel(tx, kind, taskId);
        }
    }

    internal static void ArmObjections(Tx tx, long taskId) => Timers.Set(tx, CloseObjections, taskId, tx.Now + ObjectionWindow);

    private static void Begin(Tx tx, long id)
    {
        if (TaskRows.Find(tx, id) is not { State: TaskState.Published or TaskState.Filled } task)
        {
            return;
        }

        if (task.Taken == 0)
        {
            Expire(tx, task, "task.notice.nobody_came_forward");
            return;
        }

        if (task.TwoPeople && task.Taken < 2)
        {
            tx.Send(task.OrganiserId, OutboxKind.Choice, "task.notice.needs_two", [("title", task.Title)],
                new SendOptions { Urgent = true, Choices = [Choice("task.choice.cancel", "cancel_task", id)] });
            return;
        }

        TaskRows.Move(tx, id, task.State, TaskState.InProgress, Who.System, "start");
    }

    private static void Finish(Tx tx, long id)
    {
        var task = TaskRows.Find(tx, id);
        if (task is { State: TaskState.Published or TaskState.Filled })
        {
            // Two were needed and one stood there: the organiser decides what it was.
            TaskRows.Move(tx, id, task.State, TaskState.InProgress, Who.System, "start");
        }
        else if (task is not { State: TaskState.InProgress })
        {
            return;
        }

        TaskRows.Move(tx, id, TaskState.InProgress, TaskState.AwaitingConfirm, Who.System, "end");
        AskOrganiser(tx, task, "task.notice.confirm_roster");
    }

    private static void RemindOrganiser(Tx tx, long id)
    {
        if (TaskRows.Find(tx, id) is { State: TaskState.AwaitingConfirm } task)
        {
            AskOrganiser(tx, task, "task.notice.confirm_roster_again");
        }
    }

    /// <summary>Nobody confirmed the roster: the task ends without hours, and nobody is marked as absent.</summary>
    private static void CloseUnconfirmed(Tx tx, long id)
    {
        if (!TaskRows.Move(tx, id, TaskState.AwaitingConfirm, TaskState.Done, Who.System, "close_by_itself"))
        {
            return;
        }

        var task = TaskRows.Find(tx, id)!;
        foreach (var claim in ClaimRows.OpenOf(tx, id))
        {
            if (ClaimMachine.Table.Allows(claim.State, ClaimState.Unconfirmed, Who.System))
            {
                ClaimRows.Move(tx, claim.Id, claim.State, ClaimState.Unconfirmed, Who.System, "unconfirmed");
                tx.Send(claim.PersonId, OutboxKind.News, "task.notice.unconfirmed", [("title", task.Title)]);
            }
        }

        ArmObjections(tx, id);
    }

    private static void Close(Tx tx, long id) => TaskRows.Move(tx, id, TaskState.Done, TaskState.Closed, Who.System, "close");

    private static void ExpireUnclaimed(Tx tx, long id)
    {
        if (TaskRows.Find(tx, id) is { State: TaskState.Published, Taken: 0 } task)
        {
            Expire(tx, task, "task.notice.nobody_claims");
        }
    }

    private static void Expire(Tx tx, VolunteerTask task, string key)
    {
        if (TaskRows.Move(tx, task.Id, TaskState.Published, TaskState.Expired, Who.System, "expire"))
        {
            CancelAll(tx, task.Id);
            tx.Send(task.OrganiserId, OutboxKind.News, key, [("title", task.Title)]);
        }
    }

    private static void AskOrganiser(Tx tx, VolunteerTask task, string key) => tx.Send(
        task.OrganiserId, OutboxKind.Choice, key, [("title", task.Title), ("count", task.Taken)],
        new SendOptions { Choices = [Choice("task.choice.roster", "roster", task.Id)] });

    private static LabelledChoice Choice(string key, string intent, long id) =>
        new(key, string.Create(CultureInfo.InvariantCulture, $"{intent}:{id}"), ("id", id));
}
