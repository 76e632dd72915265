using System.Text.RegularExpressions;

namespace ChatGov.Values;

/// <summary>八月十五, 九月二十: written like that it may be a day of either calendar, and whoever said it is asked. 8月15号 is the solar one.</summary>
public static partial class EitherCalendar
{
    /// <param name="Words">As it was said.</param>
    /// <param name="Solar">The next such day of the solar calendar.</param>
    /// <param name="Lunar">The next such day of the lunar one, as the solar calendar calls it.</param>
    public sealed record Days(string Words, DateOnly Solar, DateOnly Lunar);

    public static bool IsIn(string text) => Named().IsMatch(text);

    /// <returns>Null where none is named, or it exists in one calendar alone.</returns>
    public static Days? In(string text, DateOnly today) =>
        Named().Match(text) is { Success: true } match && Numerals.TryRead(match.Groups["month"].Value, out var month) && Numerals.TryRead(match.Groups["day"].Value, out var day)
        && Next(today, year => Solar(year, (int)month, (int)day)) is { } solar && Next(today, year => Holidays.InLunar(year, (int)month, (int)day)) is { } lunar
            ? new Days(match.Value, solar, lunar)
            : null;

    private static DateOnly? Solar(int year, int month, int day) => day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    // The lunar year that began last may end after this one has begun.
    private static DateOnly? Next(DateOnly today, Func<int, DateOnly?> inYear) =>
        Enumerable.Range(today.Year - 1, 4).Select(inYear).FirstOrDefault(day => day >= today);

    [GeneratedRegex("(?<![一二三四五六七八九十0-9])(?<month>十[一二]?|[一二三四五六七八九])月(?<day>二十[一二三四五六七八九]?|十[一二三四五六七八九]?|三十)(?![日号点个月0-9一二三四五六七八九十])", RegexOptions.None, 1_000)]
    private static partial Regex Named();
}
