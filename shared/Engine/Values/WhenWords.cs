using System.Text.RegularExpressions;
using ChatGov.Deadlines;

namespace ChatGov.Values;

/// <summary>What a text says about when something is.</summary>
/// <param name="From">The start.</param>
/// <param name="To">The end, where the text names one or a duration.</param>
/// <param name="Rest">The text without the words that named the time.</param>
public sealed record ReadWhen(DateTimeOffset From, DateTimeOffset? To, string Rest);

/// <summary>
/// Reads the times people type, in the local time of Shanghai: 周六上午9点到11点, 明天后晌3点半 两小时, 11月28日 9:00-11:00, Saturday
/// 9am-11am. A weekday is the next one that is still ahead. What names two days (周末) or none that is certain (每周六, a day
/// of the lunar calendar) is not read: the person is asked. No text makes it throw.
/// </summary>
public static class WhenWords
{
    private const int LongestText = 500;
    private const int FirstYear = 2000;
    private const int LastYear = 2200;
    private static readonly TimeSpan LongestDuration = TimeSpan.FromHours(24);

    // A day without a year that lies further back than this belongs to next year.
    private const int LongAgo = 180;

    public static ReadWhen? Read(string text, DateTimeOffset now)
    {
        if (!CanRead(text))
        {
            return null;
        }

        var source = new Source(text);
        var duration = TakeDuration(source);
        if (TakeDay(source) is not { } named || TakeClock(source) is not { } clock || source.IsUnclear)
        {
            return null;
        }

        var day = named.On(now);
        if (named.Repeats && clock.Begin.On(day) <= now)
        {
            day = day.AddDays(7);
        }

        if (!Agrees(source, day, now))
        {
            return null;
        }

        var from = clock.Begin.On(day);
        var to = clock.End?.After(from, clock.Begin) ?? from + duration;
        return new ReadWhen(from, to, source.Rest());
    }

    /// <summary>A day that is still ahead or today; a weekday that is today is the one in a week.</summary>
    public static DateOnly? ReadDay(string text, DateTimeOffset now)
    {
        var source = new Source(text);
        if (!CanRead(text) || TakeDay(source) is not { } named || source.IsUnclear)
        {
            return null;
        }

        var day = named.On(now);
        day = named.Repeats && day == Shanghai.Day(now) ? day.AddDays(7) : day;
        return Agrees(source, day, now) ? day : null;
    }

    /// <summary>明天上午: the day, as it reads whenever that is, and the part of it that is named; null where a text names no day or names an hour.</summary>
    public static string? ReadDayAndPart(string text, DateTimeOffset now)
    {
        if (ReadDay(text, now) is not { } day)
        {
            return null;
        }

        var source = new Source(text);
        if (WhenPatterns.Spans.Concat([WhenPatterns.Clock()]).Any(pattern => source.Has(pattern, _ => true)))
        {
            return null;
        }

        return WhenPatterns.PartAlone().Match(Numerals.HalfWidth(text)) is { Success: true } part ? $"{Iso(day)} {part.Value}" : Iso(day);
    }

    /// <summary>The day of an instant, as it reads whenever that is.</summary>
    public static string DayOf(DateTimeOffset instant) => Iso(Shanghai.Day(instant));

    /// <summary>A day said before, and the hour said now; a part of the day that is named anew takes the place of the one before.</summary>
    public static string Joined(string dayAndPart, string words)
    {
        var day = dayAndPart.Split(' ');
        return day.Length > 1 && !WhenPatterns.PartAlone().IsMatch(Numerals.HalfWidth(words)) ? $"{day[0]} {day[1]}{words.Trim()}" : $"{day[0]} {words.Trim()}";
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>
    /// The text without all that names a time, read or not: what is to be done, without when. Where it names no day and no span there is
    /// nothing to take out: 四点半课堂 is a name.
    /// </summary>
    public static string WithoutTimes(string text)
    {
        var source = new Source(text);
        if (text.Length > LongestText || !WhenPatterns.Days.Concat(WhenPatterns.Spans).Any(pattern => source.Has(pattern, _ => true)))
        {
            return text;
        }

        foreach (var pattern in WhenPatterns.Days.Concat(WhenPatterns.Spans).Concat(WhenPatterns.Moments))
        {
            source.TakeAll(pattern, _ => true);
        }

        return source.Rest();
    }

    /// <summary>The end of something that begins then: 11点, 到11点半, 两小时, 2h.</summary>
    public static DateTimeOffset? ReadEnd(string text, DateTimeOffset from)
    {
        if (text.Length > LongestText)
        {
            return null;
        }

        var source = new Source(text);
        if (TakeDuration(source) is { } duration)
        {
            return from + duration;
        }

        var local = Shanghai.Local(from);
        return TakeClock(source) is { } clock && !source.IsUnclear
            ? (clock.End ?? clock.Begin).After(from, new ClockTime(local.Hour, local.Minute, IsSure: true))
            : null;
    }

    /// <summary>周末 alone, or 周六日: Saturday or Sunday?</summary>
    public static bool IsAmbiguous(string text) => TwoDays(text) is not null;

    /// <summary>The two days that 周末 may mean, to be asked about; none where the text is not ambiguous.</summary>
    public static IReadOnlyList<DateOnly> WeekendDays(string text, DateTimeOffset now)
    {
        if (TwoDays(text) is not { } match)
        {
            return [];
        }

        var today = Shanghai.Day(now);
        var isNext = match.Groups["next"].Success;
        var saturday = today.AddDays(6 - DayNumber(today.DayOfWeek) + (isNext || today.DayOfWeek == DayOfWeek.Sunday ? 7 : 0));
        return [saturday, saturday.AddDays(1)];
    }

    private static Match? TwoDays(string text)
    {
        if (text.Length > LongestText)
        {
            return null;
        }

        var plain = Numerals.HalfWidth(text);
        if (WhenPatterns.BothDays().Match(plain) is { Success: true } both)
        {
            return both;
        }

        return WhenPatterns.Weekend().Match(plain) is { Success: true } weekend && !WhenPatterns.Weekday().IsMatch(plain) ? weekend : null;
    }

    private static bool CanRead(string text) =>
        text.Length <= LongestText && !WhenPatterns.Unsure().IsMatch(Numerals.HalfWidth(text)) && !IsAmbiguous(text);

    private static int DayNumber(DayOfWeek day) => day == DayOfWeek.Sunday ? 7 : (int)day;

    // ---- The day ----

    /// <summary>A day that stands in no calendar, such as 2月30日, makes the text unclear: nothing else in it is taken for the day.</summary>
    private static NamedDay? TakeDay(Source source) =>
        source.Take(WhenPatterns.IsoDay(), Iso)
        ?? source.Take(WhenPatterns.MonthDay(), OfMonth)
        ?? source.Take(WhenPatterns.EnglishMonthDay(), OfEnglishMonth)
        ?? source.Take(WhenPatterns.NearDay(), match => Near(match.Value))
        ?? source.Take(WhenPatterns.Weekday(), Weekday)
        ?? source.TakeReadable(WhenPatterns.SlashDay(), OfMonth)
        ?? source.Take(WhenPatterns.DayOfMonth(), match => InMonth(Int(match, "day")));

    /// <summary>
    /// What else names a day names the same one: 12月5号周六 is taken as one, 12月5号周日, 明天、后天 and 12月1日至3日 are asked about.
    /// </summary>
    private static bool Agrees(Source source, DateOnly day, DateTimeOffset now) =>
        source.TakeAll(WhenPatterns.IsoDay(), match => Iso(match)?.On(now) == day)
        && source.TakeAll(WhenPatterns.MonthDay(), match => OfMonth(match)?.On(now) == day)
        && source.TakeAll(WhenPatterns.EnglishMonthDay(), match => OfEnglishMonth(match)?.On(now) == day)
        && source.TakeAll(WhenPatterns.NearDay(), match => Near(match.Value).On(now) == day)
        && source.TakeAll(WhenPatterns.NamedWeekday(), match => Weekday(match).On(now).DayOfWeek == day.DayOfWeek)
        && !source.Has(WhenPatterns.AnotherDay(), _ => true)
        && !source.Has(WhenPatterns.AnotherClock(), _ => true)
        && !source.Has(WhenPatterns.MonthAlone(), match => Int(match, "month") != day.Month);

    private static NamedDay? Iso(Match match) => Date(Int(match, "year"), Int(match, "month"), Int(match, "day"));

    private static NamedDay? OfMonth(Match match) => InYear(Int(match, "month"), Int(match, "day"));

    private static NamedDay? OfEnglishMonth(Match match) => InYear(EnglishMonth(match), Int(match, "day"));

    private static NamedDay? Date(int year, int month, int day) => year is >= FirstYear and <= LastYear && IsDay(year, month, day)
        ? new NamedDay(_ => new DateOnly(year, month, day))
        : null;

    private static NamedDay? InYear(int month, int day) => !IsDay(2000, month, day) ? null : new NamedDay(today =>
    {
        // 29 February belongs to the next year that has one.
        var year = today.Year;
        while (!IsDay(year, month, day) || new DateOnly(year, month, day) < today.AddDays(-LongAgo))
        {
            year++;
        }

        return new DateOnly(year, month, day);
    });

    private static NamedDay? InMonth(int day) => day is < 1 or > 31 ? null : new NamedDay(today =>
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        while (!IsDay(month.Year, month.Month, day) || new DateOnly(month.Year, month.Month, day) < today)
        {
            month = month.AddMonths(1);
        }

        return new DateOnly(month.Year, month.Month, day);
    });

    private static NamedDay Near(string word)
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

    private static NamedDay Weekday(Match match)
    {
        var wanted = match.Groups["chinese"].Success
            ? "一二三四五六".IndexOf(match.Groups["chinese"].Value[0], StringComparison.Ordinal) is >= 0 and var at ? at + 1 : ArabicWeekday(match.Groups["chinese"].Value[0])
            : Array.FindIndex(WhenPatterns.EnglishDays, day => match.Groups["english"].Value.StartsWith(day[..3], StringComparison.Ordinal)) + 1;
        var weeks = match.Groups["nextnext"].Success ? 2 : match.Groups["next"].Success ? 1 : 0;
        return weeks > 0
            ? new NamedDay(today => today.AddDays(wanted - DayNumber(today.DayOfWeek) + (7 * weeks)))
            : new NamedDay(today => today.AddDays((wanted - DayNumber(today.DayOfWeek) + 7) % 7)) { Repeats = true };
    }

    private static int ArabicWeekday(char day) => char.IsAsciiDigit(day) ? day - '0' : 7;

    private static int EnglishMonth(Match match) =>
        Array.FindIndex(WhenPatterns.EnglishMonths, month => match.Groups["month"].Value.StartsWith(month, StringComparison.Ordinal)) + 1;

    private static bool IsDay(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    // ---- The time of day ----

    private static ClockSpan? TakeClock(Source source) =>
        source.Take(WhenPatterns.SharedRange(), match => Range(match, shared: true))
        ?? source.Take(WhenPatterns.Range(), match => Range(match, shared: false))
        ?? source.Take(WhenPatterns.Clock(), match => Clock(match, "") is { } begin ? new ClockSpan(begin, null) : null)
        ?? source.Take(WhenPatterns.Noon(), _ => new ClockSpan(new ClockTime(12, 0, IsSure: true), null));

    /// <param name="shared">9-11点, 2-4pm: what makes it a time stands once, behind the end.</param>
    private static ClockSpan? Range(Match match, bool shared)
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

    private static ClockTime? Clock(Match match, string which)
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

    // ---- How long ----

    private static TimeSpan? TakeDuration(Source source) => source.Take(WhenPatterns.Duration(), match =>
    {
        var minutes = 0m;
        if (match.Groups["hours"].Success && Numerals.TryRead(match.Groups["hours"].Value, out var hours))
        {
            minutes += hours * 60;
        }

        minutes += match.Groups["half"].Success ? 30 : 0;
        if (match.Groups["minutes"].Success && Numerals.TryRead(match.Groups["minutes"].Value, out var more))
        {
            minutes += more;
        }

        return minutes > 0 && minutes <= (decimal)LongestDuration.TotalMinutes ? TimeSpan.FromMinutes((double)minutes) : (TimeSpan?)null;
    });

    private static int Int(Match match, string group) =>
        Numerals.TryRead(match.Groups[group].Value, out var number) && decimal.IsInteger(number) ? (int)number : 0;

    /// <summary>A day as it was named, to be found in the calendar.</summary>
    private sealed record NamedDay(Func<DateOnly, DateOnly> Find)
    {
        /// <summary>The same name comes again in a week: if this one has passed, that one is meant.</summary>
        public bool Repeats { get; init; }

        public DateOnly On(DateTimeOffset now) => Find(Shanghai.Day(now));
    }

    private sealed record ClockSpan(ClockTime Begin, ClockTime? End);

    /// <param name="IsSure">The text said which half of the day.</param>
    private sealed record ClockTime(int Hour, int Minute, bool IsSure)
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
            return at > from && at - from <= LongestDuration ? at : null;
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

    /// <summary>A text of which words are taken, place by place, so that the rest keeps its own letters.</summary>
    private sealed class Source(string text)
    {
        private const char Taken = WhenPatterns.Taken;

        // English parts of the day become Chinese ones of the same length: every letter keeps its place.
        private string _plain = Numerals.HalfWidth(text).ToLowerInvariant()
            .Replace("tonight", "今晚     ", StringComparison.Ordinal)
            .Replace("morning", "早上     ", StringComparison.Ordinal)
            .Replace("afternoon", "下午       ", StringComparison.Ordinal)
            .Replace("evening", "晚上     ", StringComparison.Ordinal);

        /// <summary>Something had the shape of a day or a time and is none: what it was meant for is not to be guessed.</summary>
        public bool IsUnclear { get; private set; }

        /// <summary>Takes the first that has the shape.</summary>
        public T? Take<T>(Regex pattern, Func<Match, T?> read)
        {
            if (IsUnclear || pattern.Match(_plain) is not { Success: true } match)
            {
                return default;
            }

            var value = read(match);
            IsUnclear = value is null;
            Cover(match);
            return value;
        }

        /// <summary>The same for a shape that many other things have: 1.5, 24/7.</summary>
        public T? TakeReadable<T>(Regex pattern, Func<Match, T?> read)
        {
            foreach (Match match in IsUnclear ? [] : pattern.Matches(_plain).ToList())
            {
                if (read(match) is { } value)
                {
                    Cover(match);
                    return value;
                }
            }

            return default;
        }

        /// <summary>Takes all that has the shape and tells whether each is as it should be.</summary>
        public bool TakeAll(Regex pattern, Predicate<Match> isRight)
        {
            var matches = pattern.Matches(_plain).ToList();
            matches.ForEach(Cover);
            return matches.TrueForAll(isRight);
        }

        public bool Has(Regex pattern, Predicate<Match> which) => pattern.Matches(_plain).Any(match => which(match));

        private void Cover(Match match) =>
            _plain = _plain[..match.Index] + new string(Taken, match.Length) + _plain[(match.Index + match.Length)..];

        public string Rest() => string.Join(
            ' ',
            string.Concat(text.Select((each, i) => _plain[i] == Taken ? Taken : each))
                .Split(Taken, StringSplitOptions.RemoveEmptyEntries)
                .Select(piece => piece.Trim(' ', '\u3000', ',', '，', '。', '、', ';', '；', ':', '：'))
                .Where(piece => piece.Length > 0 && !IsGlue(piece)));

        private static bool IsGlue(string piece) => piece is "在" or "到" or "至" or "从" or "的" or "和" or "at" or "on" or "from" or "for" or "-";
    }
}
