namespace ChatGov.Hours;

/// <summary>时长: who was there, and for how long.</summary>
public static class HoursFeature
{
    private static readonly Nothing Next = Nothing.Because("its rows are given to their machine next");

    public static readonly Feature Feature = new()
    {
        Name = "Hours",
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
