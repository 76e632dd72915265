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

    public static ReadWhen? Read(string text, DateTimeOffset now)
    {
        if (!CanRead(text))
        {
            return null;
        }

        var source = new CoveredText(text);
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
        var source = new CoveredText(text);
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

        var source = new CoveredText(text);
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
        var source = new CoveredText(text);
        if (text.Length > LongestText || !WhenPatterns.Days.Append(WhenPatterns.PastDay()).Concat(WhenPatterns.Spans).Any(pattern => source.Has(pattern, _ => true)))
        {
            return text;
        }

        foreach (var pattern in WhenPatterns.Days.Concat(WhenPatterns.Spans).Concat(WhenPatterns.Moments).Append(WhenPatterns.PartInWords()).Append(WhenPatterns.PastDay()))
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

        var source = new CoveredText(text);
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
        var saturday = today.AddDays(6 - NamedDays.Number(today.DayOfWeek) + (isNext || today.DayOfWeek == DayOfWeek.Sunday ? 7 : 0));
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
        text.Length <= LongestText && !WhenPatterns.Unsure().IsMatch(Numerals.HalfWidth(text)) && !IsAmbiguous(text) && !EitherCalendar.IsIn(text);

    // ---- The day ----

    /// <summary>A day that stands in no calendar, such as 2月30日, makes the text unclear: nothing else in it is taken for the day.</summary>
    private static NamedDay? TakeDay(CoveredText source) =>
        source.Take(WhenPatterns.IsoDay(), NamedDays.Iso)
        ?? source.Take(WhenPatterns.MonthDay(), NamedDays.OfMonth)
        ?? source.Take(WhenPatterns.EnglishMonthDay(), NamedDays.OfEnglishMonth)
        ?? source.Take(WhenPatterns.NearDay(), match => NamedDays.Near(match.Value))
        ?? source.Take(WhenPatterns.Weekday(), NamedDays.Weekday)
        ?? source.TakeReadable(WhenPatterns.SlashDay(), NamedDays.OfMonth)
        ?? source.Take(WhenPatterns.DayOfMonth(), NamedDays.OfDay);

    /// <summary>
    /// What else names a day names the same one: 12月5号周六 is taken as one, 12月5号周日, 明天、后天 and 12月1日至3日 are asked about.
    /// </summary>
    private static bool Agrees(CoveredText source, DateOnly day, DateTimeOffset now) =>
        source.TakeAll(WhenPatterns.IsoDay(), match => NamedDays.Iso(match)?.On(now) == day)
        && source.TakeAll(WhenPatterns.MonthDay(), match => NamedDays.OfMonth(match)?.On(now) == day)
        && source.TakeAll(WhenPatterns.EnglishMonthDay(), match => NamedDays.OfEnglishMonth(match)?.On(now) == day)
        && source.TakeAll(WhenPatterns.NearDay(), match => NamedDays.Near(match.Value).On(now) == day)
        && source.TakeAll(WhenPatterns.NamedWeekday(), match => NamedDays.Weekday(match).On(now).DayOfWeek == day.DayOfWeek)
        && !source.Has(WhenPatterns.AnotherDay(), _ => true)
        && !source.Has(WhenPatterns.AnotherClock(), _ => true)
        && !source.Has(WhenPatterns.MonthAlone(), match => WhenPatterns.Int(match, "month") != day.Month);

    // ---- The time of day ----

    private static ClockSpan? TakeClock(CoveredText source) =>
        source.Take(WhenPatterns.SharedRange(), match => ClockTimes.Range(match, shared: true))
        ?? source.Take(WhenPatterns.Range(), match => ClockTimes.Range(match, shared: false))
        ?? source.Take(WhenPatterns.Clock(), match => ClockTimes.Clock(match, "") is { } begin ? new ClockSpan(begin, null) : null)
        ?? source.Take(WhenPatterns.Noon(), _ => new ClockSpan(new ClockTime(12, 0, IsSure: true), null));

    // ---- How long ----

    private static TimeSpan? TakeDuration(CoveredText source) => source.Take(WhenPatterns.Duration(), Durations.Of);
}
