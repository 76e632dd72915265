using System.Globalization;

namespace ChatGov.Values;

/// <summary>When the holidays that people name are next: those of the lunar calendar by <see cref="ChineseLunisolarCalendar"/>.</summary>
internal static class Holidays
{
    private static readonly ChineseLunisolarCalendar Lunar = new();

    public static (DateOnly From, DateOnly To)? Next(string name, DateOnly today)
    {
        foreach (var year in new[] { today.Year, today.Year + 1 })
        {
            if (Of(name, year) is { } day && day >= today)
            {
                return (day, day);
            }
        }

        return null;
    }

    private static DateOnly? Of(string name, int year) => name switch
    {
        ['元', '旦', ..] or ['新', '年', ..] or "new year's day" => new DateOnly(year, 1, 1),
        ['三', ..] or ['妇', ..] => new DateOnly(year, 3, 8),
        ['植', ..] => new DateOnly(year, 3, 12),
        ['五', '四', ..] or ['青', ..] => new DateOnly(year, 5, 4),
        ['五', ..] or ['劳', ..] or ['l', ..] => new DateOnly(year, 5, 1),
        ['六', ..] or ['儿', ..] => new DateOnly(year, 6, 1),
        ['七', ..] or ['建', '党', ..] => new DateOnly(year, 7, 1),
        ['八', ..] or ['建', '军', ..] => new DateOnly(year, 8, 1),
        ['教', ..] => new DateOnly(year, 9, 10),
        ['国', ..] or "national day" => new DateOnly(year, 10, 1),
        ['平', ..] => new DateOnly(year, 12, 24),
        ['圣', ..] => new DateOnly(year, 12, 25),
        ['母', ..] => Sunday(year, 5, 2),
        ['父', ..] => Sunday(year, 6, 3),
        ['清', ..] => ClearAndBright(year),
        ['重', ..] => InLunar(year, 9, 9),
        ['腊', ..] => InLunar(year - 1, 12, 8),
        ['除', ..] or ['大', '年', '三', ..] or ['年', '三', ..] => InLunar(year, 1, 1)?.AddDays(-1),
        ['元', '宵', ..] => InLunar(year, 1, 15),
        ['端', ..] => InLunar(year, 5, 5),
        ['中', ..] or ['m', ..] => InLunar(year, 8, 15),
        _ => InLunar(year, 1, 1),
    };

    private static DateOnly Sunday(int year, int month, int which)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays(((7 - (int)first.DayOfWeek) % 7) + (7 * (which - 1)));
    }

    /// <summary>清明, the day on which the sun stands at 15°, by the usual formula for this century.</summary>
    private static DateOnly? ClearAndBright(int year) => year is < 2000 or >= 2100 ? null
        : new DateOnly(year, 4, (int)((((year % 100) * 0.2422) + 4.81) - ((year % 100) / 4)));

    /// <returns>Null where that lunar month has no such day.</returns>
    internal static DateOnly? InLunar(int year, int month, int day)
    {
        if (year < Lunar.MinSupportedDateTime.Year + 1 || year > Lunar.MaxSupportedDateTime.Year - 1)
        {
            return null;
        }

        // A leap month before it moves the months behind it on by one.
        var leap = Lunar.GetLeapMonth(year);
        var of = leap > 0 && leap <= month ? month + 1 : month;
        return day > Lunar.GetDaysInMonth(year, of) ? null : DateOnly.FromDateTime(Lunar.ToDateTime(year, of, day, 0, 0, 0, 0));
    }
}
