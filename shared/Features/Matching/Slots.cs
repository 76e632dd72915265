using ChatGov.People;

namespace ChatGov.Matching;

/// <summary>
/// The 21 parts of a week as bits: Monday morning is the lowest, Sunday evening the highest. Mornings end at 12:00,
/// afternoons at 18:00, in Shanghai.
/// </summary>
public static class Slots
{
    /// <summary>Evenings and weekends.</summary>
    public const int Usual = (0b100100100100100) | (0b111111 << 15);

    private const long Hour = 3_600_000;
    private const long Day = 24 * Hour;
    private const long Offset = 8 * Hour;

    // 1970-01-01 was a Thursday.
    private const long FirstWeekday = 3;

    public static int Of(IEnumerable<FreeTime> times) => times.Aggregate(0, (bits, time) => bits | 1 << ((time.Weekday - 1) * 3) + (int)time.Part);

    /// <summary>The part of the week that an instant (unix ms) is in.</summary>
    public static int At(long instant)
    {
        var local = instant + Offset;
        var part = (local % Day / Hour) switch { < 12 => 0, < 18 => 1, _ => 2 };
        return 1 << (int)((((local / Day) + FirstWeekday) % 7 * 3) + part);
    }

    public static FreeTime TimeAt(long instant)
    {
        var slot = int.TrailingZeroCount(At(instant));
        return new FreeTime((slot / 3) + 1, (DayPart)(slot % 3));
    }

    /// <summary>Every part that something reaches into.</summary>
    public static int Of(long from, long to)
    {
        // The shortest part lasts six hours.
        var bits = At(from) | At(to - 1);
        for (var at = from + (6 * Hour); at < to && at < from + (7 * Day); at += 6 * Hour)
        {
            bits |= At(at);
        }

        return bits;
    }
}
