using System.Text.RegularExpressions;
using ChatGov.Deadlines;

namespace ChatGov.Values;

/// <summary>What names one day or several by where they lie from today.</summary>
internal static partial class PeriodPatterns
{
    private const int Limit = 2_000;

    /// <summary>The shapes that are looked for, in this order; each with the first and the last day that it names.</summary>
    public static readonly IReadOnlyList<(Regex Shape, Func<Match, DateOnly, (DateOnly From, DateOnly To)?> Days)> All =
    [
        (DaysAgo(), (match, today) => One(today.AddDays(-Ago(match.Value)))),
        (LastWeekday(), (match, today) => LastWeekdayOf(match, today)),
        (LastWeek(), (_, today) => Week(today, -1)),
        (WeekOf(), (match, today) => Week(today, Ahead(match))),
        (DayOfNextMonth(), (match, today) => DayIn(today, 1, WhenPatterns.Int(match, "day"))),
        (MonthOf(), (match, today) => Month(today, Ahead(match))),
        (MonthEnd(), (_, today) => EndOfMonth(today)),
        (YearEnd(), (_, today) => (new DateOnly(today.Year, 12, 1), new DateOnly(today.Year, 12, 31))),
        (YearOf(), (match, today) => Year(today, match.Value)),
        (Quarter(), (match, today) => QuarterOf(match, today)),
        (MonthByName(), (match, today) => MonthNamed(match, today)),
        (Holiday(), (match, today) => Holidays.Next(match.Value, today)),
        (InDays(), (match, today) => Numerals.TryRead(match.Groups["n"].Value, out var n) && n < 100 ? One(today.AddDays((int)n)) : null),
    ];

    private static (DateOnly From, DateOnly To) One(DateOnly day) => (day, day);

    private static int Ago(string word) => word[0] == '大' ? 3 : word[0] is '昨' or 'y' or 'l' ? 1 : 2;

    private static (DateOnly From, DateOnly To) LastWeekdayOf(Match match, DateOnly today)
    {
        var wanted = NamedDays.Number(NamedDays.Weekday(match).On(Shanghai.At(today, TimeOnly.MinValue)).DayOfWeek);
        return One(today.AddDays(wanted - NamedDays.Number(today.DayOfWeek) - 7));
    }

    private static int Ahead(Match match) => match.Groups["next"].Success ? 1 : match.Groups["last"].Success ? -1 : 0;

    private static (DateOnly From, DateOnly To) Week(DateOnly today, int ahead)
    {
        var monday = today.AddDays(1 - NamedDays.Number(today.DayOfWeek) + (7 * ahead));
        return (monday, monday.AddDays(6));
    }

    private static (DateOnly From, DateOnly To) Month(DateOnly today, int ahead)
    {
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(ahead);
        return (first, first.AddMonths(1).AddDays(-1));
    }

    private static (DateOnly From, DateOnly To) QuarterOf(Match match, DateOnly today)
    {
        var first = new DateOnly(today.Year, (((today.Month - 1) / 3) * 3) + 1, 1).AddMonths(3 * Ahead(match));
        return (first, first.AddMonths(3).AddDays(-1));
    }

    /// <summary>十月份, October: the nearest that has begun or comes within half a year.</summary>
    private static (DateOnly From, DateOnly To)? MonthNamed(Match match, DateOnly today)
    {
        var month = match.Groups["english"].Success
            ? NamedDays.EnglishMonth(match.Groups["english"].Value)
            : WhenPatterns.Int(match, "month");
        if (month is < 1 or > 12)
        {
            return null;
        }

        var first = new DateOnly(today.Year, month, 1);
        first = first < today.AddMonths(-6) ? first.AddYears(1) : first > today.AddMonths(6) ? first.AddYears(-1) : first;
        return (first, first.AddMonths(1).AddDays(-1));
    }

    private static (DateOnly From, DateOnly To)? DayIn(DateOnly today, int ahead, int day)
    {
        var (first, last) = Month(today, ahead);
        return day >= 1 && day <= last.Day ? One(first.AddDays(day - 1)) : null;
    }

    private static (DateOnly From, DateOnly To) EndOfMonth(DateOnly today)
    {
        var (_, last) = Month(today, 0);
        return (last.AddDays(-4), last);
    }

    /// <summary>Of this year what has been; the others whole.</summary>
    private static (DateOnly From, DateOnly To) Year(DateOnly today, string word)
    {
        var year = today.Year + (word[0] switch { '去' or 'l' => -1, '明' or 'n' => 1, _ => 0 });
        return (new DateOnly(year, 1, 1), year == today.Year ? today : new DateOnly(year, 12, 31));
    }

    [GeneratedRegex("大前(?:天|儿个?)|前(?:天|儿个?|日)|昨(?:天|儿个?|日|晚|夜)|\\b(?:yesterday|last night|the day before yesterday)\\b", RegexOptions.None, Limit)]
    private static partial Regex DaysAgo();

    [GeneratedRegex("上(?:一)?个?(?:周|礼拜|星期)(?<chinese>[一二三四五六日天]|[1-7](?![0-9:点]))|\\blast (?<english>mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\\b", RegexOptions.None, Limit)]
    private static partial Regex LastWeekday();

    [GeneratedRegex("上(?:一)?个?(?:周|礼拜|星期)(?![一二三四五六日天末])|\\blast week\\b", RegexOptions.None, Limit)]
    private static partial Regex LastWeek();

    [GeneratedRegex("(?:(?<next>下)|这|本)(?:一)?个?(?:周|礼拜|星期)(?![一二三四五六日天末1-7])|\\b(?:this|(?<next>next)) week\\b", RegexOptions.None, Limit)]
    private static partial Regex WeekOf();

    [GeneratedRegex("下个?月\\s*(?<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[号日]", RegexOptions.None, Limit)]
    private static partial Regex DayOfNextMonth();

    [GeneratedRegex("(?:(?<next>下)|(?<last>上)|这|本|当)(?:一)?个?月(?:份)?(?![底初中])|\\b(?:this|(?<next>next)|(?<last>last)) month\\b", RegexOptions.None, Limit)]
    private static partial Regex MonthOf();

    [GeneratedRegex("(?:这个|本)?月(?:底|末)|\\bend of (?:the|this) month\\b", RegexOptions.None, Limit)]
    private static partial Regex MonthEnd();

    [GeneratedRegex("年底|年末|\\bend of (?:the|this) year\\b", RegexOptions.None, Limit)]
    private static partial Regex YearEnd();

    [GeneratedRegex("今年|去年|明年|本年度|本年|\\b(?:this|last|next) year\\b", RegexOptions.None, Limit)]
    private static partial Regex YearOf();

    [GeneratedRegex("(?:(?<last>上)|(?<next>下)|这|本)(?:一)?个?季度|\\b(?:this|(?<last>last)|(?<next>next)) quarter\\b", RegexOptions.None, Limit)]
    private static partial Regex Quarter();

    [GeneratedRegex("(?<![0-9零一二三四五六七八九十两])(?<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?(?![0-9零一二三四五六七八九十底初中])|\\bin (?<english>january|february|march|april|may|june|july|august|september|october|november|december)\\b", RegexOptions.None, Limit)]
    private static partial Regex MonthByName();

    [GeneratedRegex("元旦|春节|过年|过完年|大年初一|元宵节?|端午节?|中秋节?|国庆节?|五一|劳动节|\\b(?:new year's day|spring festival|chinese new year|mid-autumn|national day|labou?r day)\\b", RegexOptions.None, Limit)]
    private static partial Regex Holiday();

    [GeneratedRegex("(?:再?过|等)?(?<n>[0-9]{1,2}|[一二两三四五六七八九十]{1,2})天(?:之后|以后|后)|\\bin (?<n>[0-9]{1,2}) days\\b", RegexOptions.None, Limit)]
    private static partial Regex InDays();

    [GeneratedRegex("每(?:个|天|日|周|月|逢|礼拜|星期)(?:(?:周|礼拜|星期)?[一二三四五六日天])?|天天|隔天|一季|每季度?|平时|平常|工作日|\\bevery (?:day|week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\\b|\\bweekdays?\\b|\\b(?:once|twice) an? (?:week|month)\\b|\\b(?:weekly|monthly|daily)\\b", RegexOptions.None, Limit)]
    public static partial Regex Again();
}
