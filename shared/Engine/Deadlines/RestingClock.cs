namespace ChatGov.Deadlines;

/// <summary>A clock for answers that people owe: it rests in the quiet hours, when nobody is expected to answer.</summary>
public static class RestingClock
{
    /// <summary>The instant at which so much time outside the quiet hours has passed.</summary>
    public static DateTimeOffset Add(DateTimeOffset from, TimeSpan waking)
    {
        var at = QuietHours.NextOpen(from);
        while (true)
        {
            var evening = Shanghai.At(Shanghai.Day(at), QuietHours.Begin);
            if (at + waking <= evening)
            {
                return at + waking;
            }

            waking -= evening - at;
            at = QuietHours.NextOpen(evening);
        }
    }
}
