using System.Text.RegularExpressions;
using ChatGov.Deadlines;

namespace ChatGov.Values;

/// <summary>A day as it was named, to be found in the calendar.</summary>
internal sealed record NamedDay(Func<DateOnly, DateOnly> Find)
{
    /// <summary>The same name comes again in a week: if this one has passed, that one is meant.</summary>
    public bool Repeats { get; init; }

    public DateOnly On(DateTimeOffset now) => Find(Shanghai.Day(now));
}

/// <summary>Reads what has the shape of a day; null for one that stands in no calendar.</summary>
internal static class NamedDays
{
    private const int FirstYear = 2000;
    private const int LastYear = 2200;

    // A day without a year that lies further back than this belongs to next year.
    private const int LongAgo = 180;

    public static NamedDay? Iso(Match match) => Date(WhenPatterns.Int(match, "year"), WhenPatterns.Int(match, "month"), WhenPatterns.Int(match, "day"));

    public static NamedDay? OfMonth(Match match) => InYear(WhenPatterns.Int(match, "month"), WhenPatterns.Int(match, "day"));

    /// <summary>去年5月10日.</summary>
    public static NamedDay? OfYear(Match match)
    {
        var (month, day, years) = (WhenPatterns.Int(match, "month"), WhenPatterns.Int(match, "day"), match.Groups["last"].Success ? -1 : match.Groups["next"].Success ? 1 : 0);
        return InYear(month, day, today => today.Year + years, _ => DateOnly.MinValue);
    }

    public static NamedDay? OfEnglishMonth(Match match) => InYear(EnglishMonth(match.Groups["month"].Value), WhenPatterns.Int(match, "day"));

    private static NamedDay? Date(int year, int month, int day) => year is >= FirstYear and <= LastYear && IsDay(year, month, day)
        ? new NamedDay(_ => new DateOnly(year, month, day))
        : null;

    private static NamedDay? InYear(int month, int day) => InYear(month, day, today => today.Year, today => today.AddDays(-LongAgo));

    private static NamedDay? InYear(int month, int day, Func<DateOnly, int> first, Func<DateOnly, DateOnly> earliest) => !IsDay(2000, month, day) ? null : new NamedDay(today =>
    {
        // 29 February belongs to the next year that has one.
        var year = first(today);
        while (!IsDay(year, month, day) || new DateOnly(year, month, day) < earliest(today))
        {
            year++;
        }

        return new DateOnly(year, month, day);
    });

    public static NamedDay? OfDay(Match match) => InMonth(WhenPatterns.Int(match, "day"));

    private static NamedDay? InMonth(int day) => day is < 1 or > 31 ? null : new NamedDay(today =>
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        while (!IsDay(month.Year, month.Month, day) || new DateOnly(month.Year, month.Month, day) < today)
        {
            month = month.AddMonths(1);
        }

        return new DateOnly(month.Year, month.Month, day);
    });

    public static NamedDay Near(string word)
    {
        var ahead = word switch
        {
            _ when word.StartsWith("大后", StringComparison.Ordinal) => 3,
            "the day after tomorrow" or "day after tomorrow" => 2,
            _ when word[0] == '后' => 2,
            "tomorrow" => 1,
            _ when word[0] == '明' => 1,
            _ => 0,
        };
        return new NamedDay(today => today.AddDays(ahead));
    }

    public static NamedDay Weekday(Match match)
    {
        var wanted = match.Groups["chinese"].Success
            ? "一二三四五六".IndexOf(match.Groups["chinese"].Value[0], StringComparison.Ordinal) is >= 0 and var at ? at + 1 : ArabicWeekday(match.Groups["chinese"].Value[0])
            : Array.FindIndex(WhenPatterns.EnglishDays, day => match.Groups["english"].Value.StartsWith(day[..3], StringComparison.Ordinal)) + 1;
        var weeks = match.Groups["nextnext"].Success ? 2 : match.Groups["next"].Success ? 1 : 0;
        return weeks > 0 || match.Groups["this"].Success
            ? new NamedDay(today => today.AddDays(wanted - Number(today.DayOfWeek) + (7 * weeks)))
            : new NamedDay(today => today.AddDays((wanted - Number(today.DayOfWeek) + 7) % 7)) { Repeats = true };
    }

    private static int ArabicWeekday(char day) => char.IsAsciiDigit(day) ? day - '0' : 7;

    /// <summary>1 for January, however much of its name is written; 0 for none.</summary>
    public static int EnglishMonth(string name) =>
        Array.FindIndex(WhenPatterns.EnglishMonths, month => name.StartsWith(month, StringComparison.Ordinal)) + 1;

    private static bool IsDay(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    public static int Number(DayOfWeek day) => day == DayOfWeek.Sunday ? 7 : (int)day;
}
