namespace ChatGov.Deadlines;

/// <summary>Where a deadline stands. A request for help, never a mark (D9).</summary>
public enum Light
{
    Green,
    Yellow,
    Red,
}

public static class Lights
{
    private static readonly TimeSpan LastDay = TimeSpan.FromDays(1);

    /// <summary>Red when overdue; yellow when a day or less is left or three quarters of the time are used.</summary>
    public static Light Of(DateTimeOffset now, DateTimeOffset? from, DateTimeOffset? due)
    {
        if (due is not { } end)
        {
            return Light.Green;
        }

        if (now >= end)
        {
            return Light.Red;
        }

        var isLate = from is { } begin && (now - begin) * 4 >= (end - begin) * 3;
        return isLate || end - now <= LastDay ? Light.Yellow : Light.Green;
    }
}
