namespace ChatGov.Tasks;

/// <summary>任务: what a community asks people to do.</summary>
public static class TasksFeature
{
    private static readonly Nothing Next = Nothing.Because("its rows are given to their machine next");

    public static readonly Feature Feature = new()
    {
        Name = "Tasks",
        Tables = Next,
        Machines = Next,
        Timers = Next,
        ToDo = Next,
        MissesOffice = Next,
        Holds = Next,
        Leaves = Next,
        Forgets = Next,
        Retention = Next,
        Merges = Next,
    };
}
