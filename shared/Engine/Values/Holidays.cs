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
        ['元', '旦', ..] or "new year's day" => new DateOnly(year, 1, 1),
        ['五', ..] or ['劳', ..] or ['l', ..] => new DateOnly(year, 5, 1),
        ['国', ..] or "national day" => new DateOnly(year, 10, 1),
        ['元', '宵', ..] => InLunar(year, 1, 15),
        ['端', ..] => InLunar(year, 5, 5),
        ['中', ..] or ['m', ..] => InLunar(year, 8, 15),
        _ => InLunar(year, 1, 1),
    };

    private static DateOnly? InLunar(int year, int month, int day)
    {
        if (year < Lunar.MinSupportedDateTime.Year + 1 || year > Lunar.MaxSupportedDateTime.Year - 1)
        {
            return null;
        }

        // A leap month before it moves the months behind it on by one.
        var leap = Lunar.GetLeapMonth(year);
        return DateOnly.FromDateTime(Lunar.ToDateTime(year, leap > 0 && leap <= month ? month + 1 : month, day, 0, 0, 0, 0));
    }
}
