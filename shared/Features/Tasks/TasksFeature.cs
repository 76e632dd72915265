using ChatGov.Organisations;
using ChatGov.Retention;

namespace ChatGov.Tasks;

/// <summary>任务: what a community asks people to do.</summary>
public static class TasksFeature
{
    public static readonly Feature Feature = new()
    {
        Name = "Tasks",
        Tables = ["task", "task_state", "task_source", "task_kind", "risk_level"],
        Refusals = [.. TaskRefusal.All],
        Machines = [TaskMachine.Table],
        Timers =
        [
            new(TaskMachine.Start, TaskTimers.Begin),
            new(TaskMachine.End, TaskTimers.Finish),
            new(TaskMachine.ConfirmReminder, TaskTimers.RemindOrganiser),
            new(TaskMachine.CloseByItself, TaskTimers.CloseUnconfirmed),
            new(TaskMachine.CloseObjections, TaskTimers.Close),
            new(TaskMachine.Stale, TaskTimers.ExpireUnclaimed),
            new(TaskReminders.EveningBefore, TaskReminders.RemindEvening),
            new(TaskReminders.SameDay, TaskReminders.RemindShortly),
        ],
        ToDo = Nothing.Because("its claims, its roster and its hours wait, each in the feature of theirs"),
        MissesOffice = [$"SELECT org_id FROM task WHERE state IN ({TaskMachine.Open})"],
        KeepsOpen = [$"SELECT org_id FROM task WHERE state IN ({TaskMachine.Planned})"],
        Follows = [Follower.On<OfficeChanged>(TaskSuccession.Tell)],
        PhotosOf = Nothing.Because("no photo goes with it"),
        TasksOf = Nothing.Because("a task springs from what others lack"),
        Holds =
        [
            PersonPlace.NotShown("the task's, and ends with it", "task.lead_id", "task.lead_asked_id"),
            PersonPlace.OfOffice("task.organiser_id"),
        ],
        Leaves = [TaskLeads.EndAllOf],
        Forgets = [TaskContacts.Forget],
        Keeps =
        [
            new("task.reason_cipher", "why the community cancelled, a year"),
            new("task.contact_name_cipher", "whom the community named for the task, 90 days after it"),
            new("task.contact_phone_cipher", "whom the community named for the task, 90 days after it"),
        ],
        Retention =
        [
            new("task", TimeSpan.FromDays(90), "ends_at < @before AND (contact_phone_cipher IS NOT NULL OR contact_name_cipher IS NOT NULL)", Set: TaskContacts.WithoutContact),
            new("task", RetentionRule.Years(1), "ends_at < @before AND reason_cipher IS NOT NULL", Set: "reason_cipher = NULL"),
        ],
        Merges = [TaskRows.GoOver],
    };
}
