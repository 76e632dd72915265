using ChatGov.Rights;

namespace ChatGov.Tasks;

/// <summary>任务, as people speak of them.</summary>
public static class TasksInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = TasksFeature.Feature,
        Topics = [.. TaskList.Topics, .. OrganisedTaskTopics.Topics, .. OrganiserTopics.Topics, .. KindTopics.Topics],
        Flows = [],
        OwnWords = new(TaskActions.ListTasks, TaskList.Guess) { InSight = TaskList.Narrow },
        Forms = [PublishTaskForm.Form, PostponeTaskForm.Form, AmendTaskForm.Form, CancelTaskForm.Form, TellAllForm.Form],
        Menu =
        [
            new(110, "menu.publish_task", TaskActions.PublishTask) { For = scene => scene.Roles.Overlaps(Can.RunOwnCommunity.Roles) },
            new(120, "menu.who_comes", TaskActions.WhoComes) { For = scene => scene.Roles.Overlaps(Can.RunOwnCommunity.Roles) },
            new(320, "menu.list_tasks", TaskActions.ListTasks),
            new(910, "menu.tell_all", TaskActions.TellAll),
            new(915, "menu.postpone", TaskActions.Postpone),
            new(920, "menu.cancel_task", TaskActions.CancelTask),
        ],
        ToDo = Nothing.Because("its claims, its roster and its hours wait, each in the feature of theirs"),
    };
}
