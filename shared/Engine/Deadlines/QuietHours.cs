namespace ChatGov.Deadlines;

/// <summary>21:00–08:00: nobody is written to, except in answer, and about a task today that they claimed (D5).</summary>
public static class QuietHours
{
    public static readonly TimeOnly Begin = new(21, 0);
    public static readonly TimeOnly End = new(8, 0);

    public static bool Covers(DateTimeOffset instant)
    {
        var time = TimeOnly.FromDateTime(Shanghai.Local(instant).DateTime);
        return time >= Begin || time < End;
    }

    /// <summary>The instant itself, or 08:00 after the quiet hours it falls into.</summary>
    public static DateTimeOffset NextOpen(DateTimeOffset instant)
    {
        if (!Covers(instant))
        {
            return instant;
        }

        var local = Shanghai.Local(instant);
        var day = DateOnly.FromDateTime(local.DateTime);
        return Shanghai.At(TimeOnly.FromDateTime(local.DateTime) >= Begin ? day.AddDays(1) : day, End);
    }
}
