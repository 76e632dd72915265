namespace ChatGov.Claims;

/// <summary>认领: a person's place in a task.</summary>
public static class ClaimsFeature
{
    private static readonly Nothing Next = Nothing.Because("its rows are given to their machine next");

    public static readonly Feature Feature = new()
    {
        Name = "Claims",
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
