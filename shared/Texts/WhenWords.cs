using System.Globalization;
using System.Text.RegularExpressions;
using ChatGov.Deadlines;

namespace ChatGov.Texts;

/// <summary>What a text says about when something is.</summary>
/// <param name="From">The start.</param>
/// <param name="To">The end, where the text names one or a duration.</param>
/// <param name="Rest">The text without the words that named the time.</param>
public sealed record ReadWhen(DateTimeOffset From, DateTimeOffset? To, string Rest);

/// <summary>
/// Reads the times people type: 周六上午9点到11点, 明天后晌3点半 两小时, 11月28日 9:00-11:00, Saturday 9am-11am. A weekday without
/// more is the next one. 周末 names two days and is not read: the person is asked which.
/// </summary>
public static partial class WhenWords
{
    private const int Limit = 250;
    private static readonly string[] EnglishDays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>周末 alone: Saturday or Sunday?</summary>
    public static bool IsAmbiguous(string text) =>
        (text.Contains("周末", StringComparison.Ordinal) || text.Contains("weekend", StringComparison.OrdinalIgnoreCase)) && !Weekday().IsMatch(text);

    public static ReadWhen? Read(string text, DateTimeOffset now)
    {
        var plain = Plain(text);
        var rest = plain;
        var day = TakeDay(ref rest, now);
        if (day is null || TakeClock(ref rest) is not { } begin)
        {
            return null;
        }

        var from = Shanghai.At(day.Value, begin);
        var to = TakeEnd(ref rest, from) ?? TakeDuration(ref rest, from);
        return new ReadWhen(from, to, rest.Trim(' ', ',', '，', '。', '在', '到'));
    }

    public static DateOnly? ReadDay(string text, DateTimeOffset now)
    {
        var plain = Plain(text);
        return TakeDay(ref plain, now);
    }

    /// <summary>The end of something that begins then: 11点, 到11点半, 两小时, 2h.</summary>
    public static DateTimeOffset? ReadEnd(string text, DateTimeOffset from)
    {
        var plain = Plain(text);
        var asDuration = plain;
        if (TakeDuration(ref asDuration, from) is { } end)
        {
            return end;
        }

        plain = "到" + plain.TrimStart('到', '至');
        return TakeEnd(ref plain, from);
    }

    private static DateOnly? TakeDay(ref string text, DateTimeOffset now)
    {
        var today = Shanghai.Day(now);
        if (IsoDay().Match(text) is { Success: true } iso)
        {
            Remove(ref text, iso);
            return Day(Number(iso, 1), Number(iso, 2), Number(iso, 3));
        }

        if (MonthDay().Match(text) is { Success: true } month)
        {
            Remove(ref text, month);
            var day = Day(today.Year, Number(month, 1), Number(month, 2));
            return day < today ? Day(today.Year + 1, Number(month, 1), Number(month, 2)) : day;
        }

        if (NearDay().Match(text) is { Success: true } near)
        {
            Remove(ref text, near);
            return today.AddDays(near.Value switch
            {
                "今天" or "今儿" or "今晚" or "today" => 0,
                "明天" or "明儿" or "明早" or "明晚" or "tomorrow" => 1,
                "后天" or "后儿" => 2,
                _ => 3,
            });
        }

        if (Weekday().Match(text) is { Success: true } weekday)
        {
            Remove(ref text, weekday);
            var wanted = weekday.Groups[3].Success ? Array.FindIndex(EnglishDays, each => each.StartsWith(weekday.Groups[3].Value[..3], StringComparison.Ordinal)) + 1 : WeekdayNumber(weekday.Groups[2].Value);
            var current = today.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)today.DayOfWeek;
            var ahead = wanted - current;
            return weekday.Groups[1].Length > 0
                ? today.AddDays(ahead + 7)
                : today.AddDays(ahead <= 0 ? ahead + 7 : ahead);
        }

        return null;
    }

    private static TimeOnly? TakeClock(ref string text)
    {
        if (Clock().Match(text) is not { Success: true } match)
        {
            return null;
        }

        Remove(ref text, match);
        return Time(match, defaultPart: "");
    }

    private static DateTimeOffset? TakeEnd(ref string text, DateTimeOffset from)
    {
        if (EndClock().Match(text) is not { Success: true } match)
        {
            return null;
        }

        // "下午2点到4点": the part of the day goes on; "上午9点到2点" can only be the afternoon.
        if (Time(match, defaultPart: "") is not { } end)
        {
            return null;
        }

        Remove(ref text, match);
        var at = Shanghai.At(Shanghai.Day(from), end);
        if (at <= from && end.Hour < 12)
        {
            at = at.AddHours(12);
        }

        return at > from ? at : null;
    }

    private static DateTimeOffset? TakeDuration(ref string text, DateTimeOffset from)
    {
        if (Duration().Match(text) is not { Success: true } match)
        {
            return null;
        }

        Remove(ref text, match);
        if (match.Groups["minutes"].Success)
        {
            return from.AddMinutes((double)ChineseNumber(match.Groups["minutes"].Value));
        }

        var hours = match.Groups["half"].Success && !match.Groups["count"].Success ? 0 : (double)ChineseNumber(match.Groups["count"].Value);
        hours += match.Groups["half"].Success || match.Groups["andhalf"].Success ? 0.5 : 0;
        return hours is > 0 and <= 24 ? from.AddHours(hours) : null;
    }

    private static TimeOnly? Time(Match match, string defaultPart)
    {
        var part = match.Groups["part"].Success ? match.Groups["part"].Value : defaultPart;
        var hour = (int)ChineseNumber(match.Groups["hour"].Value);
        var minute = match.Groups["half"].Success ? 30
            : match.Groups["quarter"].Success ? 15
            : match.Groups["minute"].Success ? (int)ChineseNumber(match.Groups["minute"].Value) : 0;
        var isLate = part is "下午" or "后晌" or "晚上" or "今晚" or "晚" || match.Groups["pm"].Success;
        hour = (isLate && hour < 12) || (part is "中午" or "晌午" && hour < 5) ? hour + 12 : hour;
        hour = match.Groups["am"].Success && hour == 12 ? 0 : hour;
        return hour is >= 0 and <= 23 && minute is >= 0 and <= 59 ? new TimeOnly(hour, minute) : null;
    }

    private static string Plain(string text)
    {
        var plain = new System.Text.StringBuilder(text.Length);
        foreach (var each in text)
        {
            plain.Append(each is >= '\uFF01' and <= '\uFF5E' ? (char)(each - 0xFEE0) : each == '\u3000' ? ' ' : char.ToLowerInvariant(each));
        }

        return plain.ToString();
    }

    private static decimal ChineseNumber(string text)
    {
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        const string digits = "零一二三四五六七八九";
        var plain = text.Replace('两', '二').Replace("俩", "二", StringComparison.Ordinal).Replace("仨", "三", StringComparison.Ordinal);
        var ten = plain.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0)
        {
            return plain.Length == 1 ? Math.Max(0, digits.IndexOf(plain[0], StringComparison.Ordinal)) : 0;
        }

        var tens = ten == 0 ? 1 : Math.Max(0, digits.IndexOf(plain[ten - 1], StringComparison.Ordinal));
        var ones = ten == plain.Length - 1 ? 0 : Math.Max(0, digits.IndexOf(plain[ten + 1], StringComparison.Ordinal));
        return (tens * 10) + ones;
    }

    private static int WeekdayNumber(string name) => name switch
    {
        "日" or "天" or "7" => 7,
        _ when char.IsAsciiDigit(name[0]) => name[0] - '0',
        _ => "一二三四五六".IndexOf(name[0], StringComparison.Ordinal) + 1,
    };

    private static DateOnly? Day(int year, int month, int day) =>
        year is >= 1 and <= 9998 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static int Number(Match match, int group) => (int)ChineseNumber(match.Groups[group].Value);

    private static void Remove(ref string text, Match match) => text = text[..match.Index] + text[(match.Index + match.Length)..];

    private const string Part = "(?<part>上午|前晌|早上|早晨|中午|晌午|下午|后晌|晚上|今晚|晚)?\\s*";
    private const string Num = "[0-9]{1,2}|[零一二三四五六七八九十两俩仨]{1,3}";
    private const string ClockBody = Part + "(?<hour>" + Num + ")(?:(?::(?<minute>[0-9]{2}))|(?:点钟?|时)(?:(?<half>半)|(?<quarter>一刻)|(?<minute>" + Num + ")分?)?|(?=\\s*(?:am|pm)))\\s*(?:(?<am>am)|(?<pm>pm))?";

    [GeneratedRegex("([0-9]{4})[-/年]([0-9]{1,2})[-/月]([0-9]{1,2})[日号]?", RegexOptions.None, Limit)]
    private static partial Regex IsoDay();

    [GeneratedRegex("(" + Num + ")月(" + Num + ")[日号]?", RegexOptions.None, Limit)]
    private static partial Regex MonthDay();

    [GeneratedRegex("大后天|今天|今儿|明天|明儿|后天|后儿|今晚|明早|明晚|today|tomorrow", RegexOptions.None, Limit)]
    private static partial Regex NearDay();

    [GeneratedRegex("(下个?)?(?:周|礼拜|星期)([一二三四五六日天1-7])|(mon|tue|wed|thu|fri|sat|sun)[a-z]*", RegexOptions.None, Limit)]
    private static partial Regex Weekday();

    [GeneratedRegex(ClockBody, RegexOptions.None, Limit)]
    private static partial Regex Clock();

    [GeneratedRegex("\\s*(?:到|至|-|–|—|~|to)\\s*" + ClockBody, RegexOptions.None, Limit)]
    private static partial Regex EndClock();

    [GeneratedRegex("(?<count>[0-9]{1,2}(?:\\.[0-9])?|[一二三四五六七八九十两俩仨])个?(?<andhalf>半)?(?:小时|钟头|个?钟|h\\b|hours?)|(?<half>半)个?(?:小时|钟头)|(?<minutes>[0-9]{1,3})(?:分钟|min)", RegexOptions.None, Limit)]
    private static partial Regex Duration();
}
