
namespace ChatGov.Values;

/// <summary>How long something took, as people type it: 两小时, 1.5小时, 90分钟, 一个半小时.</summary>
public static class Minutes
{
    private static readonly DateTimeOffset Midnight = new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));

    /// <returns>Null when it is not understood, is nothing, or is more than a day.</returns>
    public static long? Read(string text)
    {
        // A length is what takes midnight to an end; a time of day alone is none.
        if (!Units.Any(unit => text.Contains(unit, StringComparison.OrdinalIgnoreCase)) || WhenWords.ReadEnd(text, Midnight) is not { } end)
        {
            return null;
        }

        var minutes = (long)(end - Midnight).TotalMinutes;
        return minutes is > 0 and <= 24 * 60 ? minutes : null;
    }

    private static readonly string[] Units = ["小时", "钟头", "分", "h", "min"];
}
