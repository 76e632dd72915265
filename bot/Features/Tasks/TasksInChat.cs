
namespace ChatGov.Tasks;

/// <summary>任务, as people speak of them.</summary>
public static class TasksInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = TasksFeature.Feature,
        Topics = [.. TaskList.Topics, .. OrganisedTaskTopics.Topics, .. OrganiserTopics.Topics, .. KindTopics.Topics],
        Flows = [],
        Forms = [PublishTaskForm.Form, PostponeTaskForm.Form, CancelTaskForm.Form, TellAllForm.Form],
        ToDo = Nothing.Because("its claims, its roster and its hours wait, each in the feature of theirs"),
    };
}
