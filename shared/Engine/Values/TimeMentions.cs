using System.Buffers;
using System.Text.RegularExpressions;
using ChatGov.Deadlines;

namespace ChatGov.Values;

/// <summary>
/// Finds every time that a sentence names, whatever else it says: days, parts of days, hours, spans, weeks, months, before today or after.
/// <see cref="WhenWords"/> reads the one time that a question asks for.
/// </summary>
public static partial class TimeMentions
{
    private const int LongestText = 500;
    private const int Near = 2;
    private const int MostDays = 31;
    private static readonly SearchValues<char> Signs = SearchValues.Create("天日号点时周月年晚早午晌夜末期拜平每季节元旦五端中国过隔儿除夕清明圣腊重教妇植青父母三六七八mtwfsaeniydonc:0123456789");

    private sealed record Day(int Start, int End, DateOnly From, DateOnly To, TimeShape Shape, bool Repeats = false, bool IsWrong = false)
    {
        /// <summary>The day of a month that was not named.</summary>
        public int? OfMonth { get; init; }

        /// <summary>It is that day and no other: it was named with its year, or by how far it lies from today.</summary>
        public bool HasYear { get; init; }
    }

    private sealed record Hour(int Start, int End, ClockTime? Begin, ClockTime? Finish, string Part);

    /// <param name="plain">Half-width and in lower case, as long as what was typed.</param>
    /// <param name="looksBack">It tells of what has been: a weekday is the last one.</param>
    public static IReadOnlyList<TimeMention> Find(string plain, DateTimeOffset now, bool looksBack = false)
    {
        if (plain.Length > LongestText || plain.AsSpan().IndexOfAny(Signs) < 0)
        {
            return [];
        }

        var text = new Letters(plain);
        var days = UpToNow(plain, Spans(plain, OfOneDay([.. Days(text, now, looksBack).OrderBy(day => day.Start)])), Shanghai.Day(now));
        var counted = Counted(text, now).ToList();
        var hours = Hours(text).OrderBy(hour => hour.Start).ToList();
        return [.. Joined(days, hours, now).Concat(counted).OrderBy(mention => mention.Start).Select(mention => OfEither(plain, mention, now))];
    }

    /// <summary>八月十五 is the next one, and of either calendar.</summary>
    private static TimeMention OfEither(string plain, TimeMention mention, DateTimeOffset now)
    {
        if (EitherCalendar.In(plain[mention.Start..mention.End], Shanghai.Day(now)) is not { } days)
        {
            return mention;
        }

        var ahead = days.Solar.DayNumber - Shanghai.Day(mention.From).DayNumber;
        return mention with { EitherCalendar = true, From = mention.From.AddDays(ahead), To = mention.To.AddDays(ahead) };
    }

    /// <summary>两小时后, 10分钟前: counted from now.</summary>
    private static IEnumerable<TimeMention> Counted(Letters text, DateTimeOffset now)
    {
        foreach (var match in text.Take(PeriodPatterns.InHours()))
        {
            if (Numerals.TryRead(match.Groups["n"].Value, out var n))
            {
                var length = (match.Groups["minutes"].Success ? TimeSpan.FromMinutes((double)n) : TimeSpan.FromHours((double)n)) * (match.Groups["ago"].Success ? -1 : 1);
                var at = Shanghai.Local(now + length);
                yield return new TimeMention(match.Index, match.Index + match.Length, TimeShape.Moment, at, at);
            }
        }
    }

    /// <summary>三月二十八日到四月15日, 一月十日到十二日, 三月和五月之间: from the first to the last.</summary>
    private static List<Day> Spans(string plain, List<Day> days)
    {
        for (var i = 0; i + 1 < days.Count; i++)
        {
            if (days[i] is { Shape: TimeShape.Day or TimeShape.Period } first && days[i + 1] is { Shape: TimeShape.Day or TimeShape.Period } last && GoesOnTo(plain, first, last))
            {
                var to = After(first, last);
                days[i] = new Day(first.Start, last.End, first.From, to, TimeShape.Period, IsWrong: first.IsWrong || last.IsWrong || to < first.From);
                days.RemoveAt(i + 1);
            }
        }

        return days;
    }

    /// <summary>Saturday Dec 5, 12月5日（周六）: one day said twice.</summary>
    private static List<Day> OfOneDay(List<Day> days)
    {
        for (var i = 0; i + 1 < days.Count; i++)
        {
            var (one, two) = (days[i], days[i + 1]);
            if (one.Repeats != two.Repeats && one is { Shape: TimeShape.Day } && two is { Shape: TimeShape.Day } && two.Start - one.End is >= 0 and <= Near
                && (one.Repeats ? two : one) is var dated && dated.From.DayOfWeek == (one.Repeats ? one : two).From.DayOfWeek)
            {
                days[i] = dated with { Start = one.Start, End = two.End };
                days.RemoveAt(i + 1);
            }
        }

        return days;
    }

    /// <summary>从七月到现在, 上个月至今.</summary>
    private static List<Day> UpToNow(string plain, List<Day> days, DateOnly today) =>
        days.ConvertAll(day => day.From < today && ToNow().Match(plain, day.End) is { Success: true } now
            ? day with { End = now.Index + now.Length, To = today, Shape = TimeShape.Period }
            : day);

    private static bool GoesOnTo(string plain, Day first, Day last)
    {
        var between = plain[first.End..last.Start].Trim();
        return between is "到" or "至" or "-" or "–" or "—" or "~" or "to" or "until" or "till" or "一直到"
            || (between is "和" or "与" && (plain[last.End..] is ['间', ..] or ['之', '间', ..]));
    }

    /// <summary>The end, which comes after the beginning where its name may mean another month, year or week.</summary>
    private static DateOnly After(Day first, Day last)
    {
        var to = last.OfMonth is { } day && DayIn(first.From, day) is { } sameMonth ? sameMonth : last.To;
        return last.OfMonth is not null ? to >= first.From ? to : to.AddMonths(1)
            : last.HasYear ? to
            : last.Repeats ? to >= first.From ? to : to.AddDays(7)
            : InTheYear(first.From.Year, to) is var sameYear && sameYear >= first.From ? sameYear : InTheYear(first.From.Year + 1, to);
    }

    private static DateOnly InTheYear(int year, DateOnly day) => new(year, day.Month, Math.Min(day.Day, DateTime.DaysInMonth(year, day.Month)));

    private static DateOnly? DayIn(DateOnly month, int day) => day >= 1 && day <= DateTime.DaysInMonth(month.Year, month.Month) ? new DateOnly(month.Year, month.Month, day) : null;

    /// <summary>An hour belongs to the day right before or behind it, else to the one named before it, else to today.</summary>
    private static IEnumerable<TimeMention> Joined(List<Day> days, List<Hour> hours, DateTimeOffset now)
    {
        var used = new HashSet<Day>();
        foreach (var hour in hours)
        {
            var day = days.Find(each => hour.Start - each.End is >= 0 and <= Near || each.Start - hour.End is >= 0 and <= Near);
            var of = day ?? days.FindLast(each => each.Start < hour.Start && each.From == each.To);
            if (day is not null)
            {
                used.Add(day);
            }

            yield return Of(hour, day, of, now);
        }

        foreach (var day in days.Where(day => !used.Contains(day)))
        {
            yield return new TimeMention(day.Start, day.End, day.Shape, Midnight(day.From), Midnight(day.To.AddDays(1)))
            {
                OrInAWeek = day.Repeats && day.From == Shanghai.Day(now),
                IsWrong = day.IsWrong,
            };
        }
    }

    private static TimeMention Of(Hour hour, Day? beside, Day? day, DateTimeOffset now)
    {
        var start = beside is null ? hour.Start : Math.Min(beside.Start, hour.Start);
        var end = beside is null ? hour.End : Math.Max(beside.End, hour.End);
        var of = day?.From ?? Shanghai.Day(now);
        var mention = hour.Begin is { } begin ? AtTheHour(start, end, of, begin, hour.Finish) : InThePart(start, end, of, hour.Part);
        return mention with { OrInAWeek = day is { Repeats: true } && day.From == Shanghai.Day(now), IsWrong = mention.IsWrong || day is { IsWrong: true } };
    }

    private static TimeMention AtTheHour(int start, int end, DateOnly day, ClockTime begin, ClockTime? finish)
    {
        var from = begin.On(day);
        var to = finish?.After(from, begin);
        return new TimeMention(start, end, to is null ? TimeShape.Moment : TimeShape.Span, from, to ?? from) { IsWrong = finish is not null && to is null };
    }

    private static TimeMention InThePart(int start, int end, DateOnly day, string part)
    {
        var (first, last) = PartHours(part);
        return new TimeMention(start, end, TimeShape.Part, Midnight(day).AddHours(first), Midnight(day).AddHours(last));
    }

    private static (int From, int To) PartHours(string part) => part switch
    {
        ['晨', ..] or ['上', ..] or ['前', ..] or ['早', ..] or ['清', ..] or ['一', ..] or "morning" => (6, 12),
        ['中', ..] or ['晌', ..] or ['正', ..] or "noon" => (11, 14),
        ['下', ..] or ['后', ..] or ['午', ..] or "afternoon" => (12, 18),
        ['凌', ..] or ['半', ..] => (0, 6),
        _ => (18, 24),
    };

    private static IEnumerable<Day> Days(Letters text, DateTimeOffset now, bool looksBack)
    {
        var today = Shanghai.Day(now);
        foreach (var (pattern, read) in Named)
        {
            foreach (var match in text.Take(pattern))
            {
                var named = read(match);
                var day = named?.On(now) ?? today;
                yield return new Day(match.Index, match.Index + match.Length, day, day, TimeShape.Day, named is { Repeats: true }, IsWrong: named is null) { HasYear = !match.Groups["month"].Success || match.Groups["year"].Success };
            }
        }

        foreach (var match in text.Take(PeriodPatterns.Again()))
        {
            yield return new Day(match.Index, match.Index + match.Length, today, today, TimeShape.Again);
        }

        foreach (var (pattern, read) in PeriodPatterns.All)
        {
            foreach (var match in text.Take(pattern))
            {
                var days = read(match, today);
                var (from, to) = days ?? (today, today);
                yield return new Day(match.Index, match.Index + match.Length, from, to, from == to ? TimeShape.Day : TimeShape.Period, IsWrong: days is null);
            }
        }

        foreach (var match in text.Take(WhenPatterns.Weekend()))
        {
            var days = WhenWords.WeekendDays(match.Value, now);
            yield return new Day(match.Index, match.Index + match.Length, days[0], days[^1], TimeShape.Period);
        }

        foreach (var match in text.Take(WhenPatterns.Weekday()))
        {
            var named = NamedDays.Weekday(match);
            var isLast = looksBack && named.Repeats && named.On(now) > today;
            var day = isLast ? named.On(now).AddDays(-7) : named.On(now);
            yield return new Day(match.Index, match.Index + match.Length, day, day, TimeShape.Day, named.Repeats && !looksBack);
        }

        foreach (var match in text.Take(WhenPatterns.LastDay()).Concat(text.Take(WhenPatterns.DayOfMonth(), IsDayOfMonth)))
        {
            var day = NamedDays.OfDay(match)?.On(now) ?? today;
            yield return new Day(match.Index, match.Index + match.Length, day, day, TimeShape.Day, IsWrong: NamedDays.OfDay(match) is null) { OfMonth = WhenPatterns.Int(match, "day") };
        }
    }

    private static readonly IReadOnlyList<(Regex, Func<Match, NamedDay?>)> Named =
    [
        (WhenPatterns.IsoDay(), NamedDays.Iso),
        (WhenPatterns.DayOfYear(), NamedDays.OfYear),
        (WhenPatterns.MonthDay(), NamedDays.OfMonth),
        (WhenPatterns.EnglishMonthDay(), NamedDays.OfEnglishMonth),
        (WhenPatterns.NearDay(), match => NamedDays.Near(match.Value)),
    ];

    private static IEnumerable<Hour> Hours(Letters text)
    {
        foreach (var (pattern, shared) in new[] { (WhenPatterns.SharedRange(), true), (WhenPatterns.Range(), false) })
        {
            foreach (var match in text.Take(pattern))
            {
                var span = ClockTimes.Range(match, shared);
                yield return new Hour(match.Index, match.Index + match.Length, span?.Begin ?? new ClockTime(0, 0, IsSure: true), span?.End, "");
            }
        }

        foreach (var match in text.Take(WhenPatterns.Clock()))
        {
            if (ClockTimes.Clock(match, "") is { } begin)
            {
                yield return new Hour(match.Index, match.Index + match.Length, begin, null, "");
            }
        }

        foreach (var match in text.Take(WhenPatterns.PartAlone(), IsPart).Concat(text.Take(EnglishPart)))
        {
            yield return new Hour(match.Index, match.Index + match.Length, null, null, match.Value);
        }
    }

    private static readonly Regex EnglishPart = WhenPatterns.EnglishPart();

    /// <summary>1号 alone, and 2号早走了, are numbers of a list.</summary>
    private static bool IsDayOfMonth(string text, Match match) =>
        match.Value[^1] == '日' || (WhenPatterns.Int(match, "day") <= MostDays && !ListVerb().IsMatch(text[..match.Index]) && match.Length < text.Trim().Length && !(match.Index + match.Length < text.Length && ListNumber().IsMatch(text[(match.Index + match.Length)..])));

    /// <summary>早走了, 晚到了 tell how long and not when.</summary>
    private static bool IsPart(string text, Match match) =>
        match.Length > 1 || match.Index + 1 >= text.Length || !"走退到来点".Contains(text[match.Index + 1], StringComparison.Ordinal);

    [GeneratedRegex("\\G(?:份)?(?:一直)?(?:(?:到|至)(?:现在|目前|如今|今(?!年|晚)|这会儿)|以来| (?:until|till|up to|to) now)", RegexOptions.None, 2_000)]
    private static partial Regex ToNow();

    [GeneratedRegex("(?:通过|过|认领|认令|退回|打开|选|领|批|准|接|驳回|同意|审核|报名|任领)\\s*$|(?:[0-9]{1,2}|[一二三四五六七八九十])号?\\s*[和、跟与,，]\\s*$", RegexOptions.None, 2_000)]
    private static partial Regex ListVerb();

    [GeneratedRegex("^(?:[0-9]{1,2}号?|[、和, ])*\\s*(?:早走|早退|晚到|迟到|没|不来|来了|到了|来的|全到|都|多干|少干|任务|那个|这个|去|给|批|事项|销)", RegexOptions.None, 2_000)]
    private static partial Regex ListNumber();

    private static DateTimeOffset Midnight(DateOnly day) => Shanghai.At(day, TimeOnly.MinValue);

    /// <summary>A text in which nothing is read twice.</summary>
    private sealed class Letters(string plain)
    {
        private readonly string _plain = plain;
        private string _left = plain;

        public List<Match> Take(Regex pattern, Func<string, Match, bool>? isOne = null)
        {
            var found = pattern.Matches(_left).Where(match => isOne is null || isOne(_plain, match)).ToList();
            foreach (var match in found)
            {
                _left = $"{_left[..match.Index]}{new string(WhenPatterns.Taken, match.Length)}{_left[(match.Index + match.Length)..]}";
            }

            return found;
        }
    }
}
