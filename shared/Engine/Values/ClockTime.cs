using System.Text.RegularExpressions;
using ChatGov.Deadlines;

namespace ChatGov.Values;

internal sealed record ClockSpan(ClockTime Begin, ClockTime? End);

/// <param name="IsSure">The text said which half of the day.</param>
internal sealed record ClockTime(int Hour, int Minute, bool IsSure)
{
    private const int Evening = 19;

    public bool NextDay { get; init; }

    /// <summary>The number as it was said, before the half of the day was chosen for it.</summary>
    public int Said { get; init; } = Hour;

    private bool IsInTheNight => Hour is >= 20 or < 5 || NextDay;

    public DateTimeOffset On(DateOnly day) =>
        Shanghai.At(day, TimeOnly.MinValue).AddHours(Hour + (NextDay ? 24 : 0)).AddMinutes(Minute);

    /// <summary>When it comes after something that began then; null where that has to be asked.</summary>
    public DateTimeOffset? After(DateTimeOffset from, ClockTime begin)
    {
        var at = IsSure ? NextSure(from, begin) : NextOnTheDial(from, begin);
        return at > from && at - from <= Durations.Longest ? at : null;
    }

    /// <summary>晚上10点到凌晨2点, 晚上10点到早上6点: a night goes on into the next day.</summary>
    private DateTimeOffset NextSure(DateTimeOffset from, ClockTime begin)
    {
        var at = On(Shanghai.Day(from));
        return at <= from && (Hour < 6 || (begin.IsInTheNight && Hour < 12)) ? at.AddHours(24) : at;
    }

    /// <summary>
    /// Without a half of the day it is the next time the hand stands there: 下午2点到4点, 上午9点到2点, 今晚12点到1点. What would last from
    /// the morning into the evening, or twelve hours round, was hardly meant.
    /// </summary>
    private DateTimeOffset? NextOnTheDial(DateTimeOffset from, ClockTime begin)
    {
        var at = Shanghai.At(Shanghai.Day(from), TimeOnly.MinValue).AddHours(Said % 12).AddMinutes(Minute);
        while (at <= from)
        {
            at = at.AddHours(12);
        }

        var intoTheEvening = !begin.IsInTheNight && begin.Hour < 12 && at >= Shanghai.At(Shanghai.Day(from), new TimeOnly(Evening, 0));
        return intoTheEvening || at - from == TimeSpan.FromHours(12) ? null : at;
    }
}

/// <summary>Reads what has the shape of a time of day or of a span; null for none that there is.</summary>
internal static class ClockTimes
{
    /// <param name="shared">9-11点, 2-4pm: what makes it a time stands once, behind the end.</param>
    public static ClockSpan? Range(Match match, bool shared)
    {
        if (Clock(match, "2") is not { } end)
        {
            return null;
        }

        var begin = Clock(match, "");
        if (shared && begin is { IsSure: false } && end.IsSure && end.Hour >= 12 && begin.Hour < 12 && begin.Hour + 12 < end.Hour)
        {
            begin = begin with { Hour = begin.Hour + 12, IsSure = true };
        }

        return begin is null ? null : new ClockSpan(begin, end);
    }

    public static ClockTime? Clock(Match match, string which)
    {
        if (!Numerals.TryRead(match.Groups["hour" + which].Value, out var number))
        {
            return null;
        }

        var part = match.Groups["part" + which] is { Success: true } named ? named.Value : match.Groups["meridiem" + which].Value;
        var hour = (int)number;
        var minute = match.Groups["half" + which].Success ? 30
            : match.Groups["quarters" + which].Success ? (match.Groups["quarters" + which].Value[0] == '三' ? 45 : 15)
            : Numerals.TryRead(match.Groups["minute" + which].Value, out var minutes) ? (int)minutes : 0;
        var isLiteral = match.Groups["hour" + which].Value[0] == '0' || hour > 12;
        return hour is < 0 or > 24 || minute is < 0 or > 59 ? null : PartOfDay(part, hour, isLiteral) switch
        {
            null => null,
            { } at when at == 24 && minute > 0 => new ClockTime(0, minute, IsSure: true) { NextDay = true },
            { } at => new ClockTime(at, minute, IsSure: part.Length > 0 || isLiteral) { Said = hour },
        };
    }

    /// <summary>The hour of 24 that is meant; null where part and hour do not go together.</summary>
    private static int? PartOfDay(string part, int hour, bool isLiteral)
    {
        if (isLiteral)
        {
            return hour;
        }

        return part switch
        {
            "" => hour is >= 1 and <= 5 ? hour + 12 : hour, // Nobody is asked to come at three in the night.
            "半夜" when hour == 12 => null, // The night before that day or the one after it?
            "凌晨" or "半夜" or "am" or "a.m." or "a.m" => hour % 12,
            "中午" or "晌午" or "正午" => hour <= 3 ? hour + 12 : hour,
            "下午" or "后晌" or "午后" or "傍晚" or "pm" or "p.m." or "p.m" => (hour % 12) + 12,
            "晚上" or "夜里" or "夜晚" or "晚" => hour == 12 ? 24 : hour < 5 ? null : hour + 12,
            _ => hour,
        };
    }
}
