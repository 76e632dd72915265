namespace ChatGov.Tasks;

/// <summary>任务, as people speak of them.</summary>
public static class TasksInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = TasksFeature.Feature,
        Topics = [.. TaskList.Topics, .. PublishFlow.Topics, .. PostponeFlow.Topics, .. CancelFlow.Topics, .. OrganiserTopics.Topics],
        Flows = [new PublishFlow(), new PostponeFlow(), new CancelFlow(), new TellFlow()],
        Forms = [],
        Sentences = [],
        ToDo = Nothing.Because("its claims, its roster and its hours wait, each in the feature of theirs"),
    };
}
