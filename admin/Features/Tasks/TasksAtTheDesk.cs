namespace ChatGov.Tasks;

/// <summary>任务, as the desk keeps them.</summary>
public static class TasksAtTheDesk
{
    public static readonly DeskFeature Feature = new() { Of = TasksFeature.Feature, Endpoints = TaskEndpoints.Map };
}
