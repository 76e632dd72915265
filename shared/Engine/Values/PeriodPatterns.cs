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
        (LastWeekend(), (match, today) => Saturday(today, Ahead(match))),
        (LastWeek(), (match, today) => Week(today, Ahead(match))),
        (WeekOf(), (match, today) => Week(today, Ahead(match))),
        (DayOfTheMonth(), (match, today) => DayIn(today, Ahead(match), WhenPatterns.Int(match, "day"))),
        .. YearPeriods.All,
        (MonthOf(), (match, today) => Month(today, Ahead(match))),
        (MonthEnd(), (_, today) => EndOfMonth(today)),
        (YearEnd(), (_, today) => (new DateOnly(today.Year, 12, 1), new DateOnly(today.Year, 12, 31))),
        (YearOf(), (match, today) => Year(today, match.Value)),
        (Quarter(), (match, today) => QuarterOf(match, today)),
        (MonthByName(), (match, today) => MonthNamed(match, today)),
        (Holiday(), (match, today) => Holidays.Next(match.Value, today)),
        .. CountedPeriods.All,
    ];

    private static (DateOnly From, DateOnly To) One(DateOnly day) => (day, day);

    private static int Ago(string word) => word[0] == '大' ? 3 : word[0] is '昨' or 'y' or 'l' ? 1 : 2;

    private static (DateOnly From, DateOnly To) LastWeekdayOf(Match match, DateOnly today)
    {
        var wanted = NamedDays.Number(NamedDays.Weekday(match).On(Shanghai.At(today, TimeOnly.MinValue)).DayOfWeek);
        return One(today.AddDays(wanted - NamedDays.Number(today.DayOfWeek) + (7 * Ahead(match))));
    }

    private static int Ahead(Match match) => (match.Groups["twice"].Success ? 2 : 1) * (match.Groups["next"].Success ? 1 : match.Groups["last"].Success ? -1 : 0);

    private static (DateOnly From, DateOnly To) Saturday(DateOnly today, int ahead) => Week(today, ahead) is var (monday, sunday) ? (monday.AddDays(5), sunday) : default;

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

    [GeneratedRegex("大前(?:天|儿个?)|前(?:天|儿个?|日)|昨(?:天|儿个?|日|夜|(?=晚))|\\b(?:yesterday|last night|the day before yesterday)\\b", RegexOptions.None, Limit)]
    private static partial Regex DaysAgo();

    [GeneratedRegex("(?<twice>上)?(?<last>上)(?:一)?个?(?:周|礼拜|星期)(?<chinese>[一二三四五六日天]|[1-7](?![0-9:点]))|\\b(?<last>last) (?<english>mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\\b", RegexOptions.None, Limit)]
    private static partial Regex LastWeekday();

    [GeneratedRegex("(?<twice>上)?(?<last>上)个?(?:周末|双休日)|(?<twice>下)(?<next>下)个?(?:周末|双休日)|\\b(?<last>last) week-?end\\b", RegexOptions.None, Limit)]
    private static partial Regex LastWeekend();

    [GeneratedRegex("(?<twice>上)?(?<last>上)(?:一)?个?(?:周|礼拜|星期)(?![一二三四五六日天末])|\\b(?<last>last) week\\b", RegexOptions.None, Limit)]
    private static partial Regex LastWeek();

    [GeneratedRegex("(?:(?<twice>下)?(?<next>下)|这|本)(?:一)?个?(?:周|礼拜|星期)(?![一二三四五六日天末1-7])|\\b(?:this|(?<next>next)) week\\b", RegexOptions.None, Limit)]
    private static partial Regex WeekOf();

    [GeneratedRegex("(?:(?<next>下)|(?<last>上)|这|本)个?月(?:的)?\\s*(?<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[号日]", RegexOptions.None, Limit)]
    private static partial Regex DayOfTheMonth();

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

    [GeneratedRegex("元旦|新年(?=[那当这]?天|$|[,，、 ])|除夕|大年三十|年三十|腊八节?|春节|过年|过完年|大年初一|元宵节?|端午节?|中秋节?|重阳节?|清明节?|三八妇女节|妇女节|三八节|植树节|五四青年节|青年节|六一儿童节|儿童节|六一|教师节|七一建党节|建党节|七一|八一建军节|建军节|八一(?!路|街)|圣诞节|平安夜|母亲节|父亲节|国庆节?|五一|劳动节|\\b(?:new year's day|spring festival|chinese new year|mid-autumn|national day|labou?r day)\\b", RegexOptions.None, Limit)]
    private static partial Regex Holiday();

    [GeneratedRegex("(?:再?过|等)?(?<n>[0-9]{1,3}|[一二两俩三四五六七八九十]{1,3})\\s*(?:个)?(?:小时|钟头|(?<minutes>分钟))(?:之后|以后|后|(?<ago>之前|以前|前))", RegexOptions.None, Limit)]
    public static partial Regex InHours();

    [GeneratedRegex("每(?:个(?:月|季度|星期|礼拜|周)?|天|日|周|月|逢|礼拜|星期)(?:(?:周|礼拜|星期)?[一二三四五六日天])?|天天|隔天|(?<!第)一季|每季度?|平时|平常|工作日|\\bevery (?:day|week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\\b|\\bweekdays?\\b|\\b(?:once|twice) an? (?:week|month)\\b|\\b(?:weekly|monthly|daily)\\b", RegexOptions.None, Limit)]
    public static partial Regex Again();
}
