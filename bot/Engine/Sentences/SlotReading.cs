using System.Globalization;
using ChatGov.People;
using ChatGov.Values;

namespace ChatGov.Sentences;

/// <summary>The values of a sentence as slots.</summary>
internal static class SlotReading
{
    private const int Before = 12;
    private static readonly string[] Areas = ["near", "own"];

    /// <param name="wish">What is asked for; null where that is not known.</param>
    public static Slots Of(SentenceReading reading, Kinds kinds, Wish? wish)
    {
        var values = reading.Values;
        var (numbers, otherNumbers) = NumbersOf(reading, kinds, wish is { Refuses: true });
        var (times, otherTimes) = TimesOf(reading, Negation.Of(reading.Plain).No);
        List<string> no = [.. No(reading, kinds), .. otherNumbers, .. otherTimes];
        return new Slots
        {
            When = [.. times.Select(time => new SaidTime(time.From, time.To, values.Text[time.Start..time.End]) { OrInAWeek = time.OrInAWeek, Again = time.Shape == TimeShape.Again, Calendar = time.EitherCalendar ? "ask" : null })],
            Minutes = values.Minutes ?? Lasting(values.Times),
            N = numbers,
            All = numbers.Count == 0 && wish is { Carries: Carries.Numbers or Carries.All } or { Refuses: true } && Shapes.Everything().IsMatch(reading.Plain),
            Quantity = values.Quantity,
            Place = values.First("$place"),
            Org = values.First("$org"),
            Skill = Able([.. values.Skills.Select(skill => skill.ToString())], no),
            Code = values.First("$code"),
            People = [.. values.All("$people").Except(no)],
            Not = [.. no.Distinct()],
        };
    }

    /// <summary>But for those that it says no to; 手机我不会, 谁教教我 wants the one.</summary>
    private static IReadOnlyList<string> Able(IReadOnlyList<string> skills, IEnumerable<string> no) => skills.Except(no).ToList() is { Count: > 0 } rest ? rest : skills;

    /// <summary>第二个不去了, 第一个照去: each by what stands behind it, where they differ.</summary>
    private static (IReadOnlyList<int> Meant, IEnumerable<string> Others) NumbersOf(SentenceReading reading, Kinds kinds, bool refuses)
    {
        var hits = reading.Of(kinds["$n"]).OrderBy(hit => hit.Start).ToList();
        if (hits.Count != 2 || reading.Values.Numbers is not [var one, var two])
        {
            return (reading.Values.Numbers, []);
        }

        var behind = new[] { reading.Plain[hits[0].End..hits[1].Start], reading.Plain[hits[1].End..] };
        var refused = Array.FindIndex(behind, Shapes.Refused().IsMatch);
        return refused < 0 || Shapes.Refused().IsMatch(behind[1 - refused]) || !Shapes.Wanted().IsMatch(behind[1 - refused])
            ? (reading.Values.Numbers, [])
            : (refused == 0) == refuses ? ([one], [Digits(two)]) : ([two], [Digits(one)]);
    }

    /// <summary>今天下午的挪到明天下午: what it is moved from was no wish.</summary>
    private static (IReadOnlyList<TimeMention> Meant, IEnumerable<string> Others) TimesOf(SentenceReading reading, IReadOnlyList<string> no)
    {
        // 不是周六, 除了周三; 明天有事 is still about tomorrow.
        var denied = no.Select(piece => (Start: reading.Plain.IndexOf(piece, StringComparison.Ordinal), piece.Length)).Where(piece => piece.Start > 0 && Shapes.SaysNot().IsMatch(reading.Plain[..piece.Start])).ToList();
        var times = reading.Values.Times.Where(time => !time.IsWrong && !denied.Exists(piece => piece.Start <= time.Start && time.End <= piece.Start + piece.Length)).ToList();
        return times is [var from, var to] && from.End <= to.Start && Shapes.Moved().IsMatch(reading.Plain[from.End..to.Start])
            ? ([to], [reading.Values.Text[from.Start..from.End]])
            : (times, []);
    }

    private static int? Lasting(IReadOnlyList<TimeMention> times) =>
        times.FirstOrDefault(time => time is { Shape: TimeShape.Span, IsWrong: false }) is { } span ? (int)(span.To - span.From).TotalMinutes : null;

    /// <summary>What a list is narrowed by, in the words that were used.</summary>
    public static IEnumerable<string> Narrowing(SentenceReading reading, Kinds kinds) =>
        reading.Values.All("$when").Concat(reading.Values.All("$again")).Concat(reading.Values.All("$skill")).Concat(reading.Values.All("$place"))
            .Concat(Areas.SelectMany(area => reading.Of(kinds[area]).Select(hit => reading.Values.Text[hit.Start..hit.End])));

    /// <summary>王强、3号没来: those that stand right before it.</summary>
    private static IEnumerable<string> Absent(SentenceReading reading, Kinds kinds)
    {
        foreach (var match in Shapes.Absent().Matches(reading.Plain).ToList())
        {
            var from = Math.Max(0, match.Index - Before);
            from = reading.Plain.LastIndexOfAny([',', '，', '。', ';', '；'], Math.Max(0, match.Index - 1), match.Index - from) is >= 0 and var pause ? pause : from;
            foreach (var hit in reading.Values.Hits.Where(hit => hit.Start >= from && hit.End <= match.Index && (hit.Kind == kinds["$people"] || hit.Kind == kinds["$n"])))
            {
                yield return Digits(reading.Plain[hit.Start..hit.End]);
            }
        }
    }

    private static string Digits(string said) => string.Concat(said.Where(char.IsAsciiDigit)) is { Length: > 0 } digits ? digits : said;

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static List<string> No(SentenceReading reading, Kinds kinds)
    {
        var no = new List<string>();
        foreach (var piece in Negation.Of(reading.Plain).No)
        {
            var at = reading.Plain.IndexOf(piece, StringComparison.Ordinal);
            var named = reading.Values.Hits.Where(hit => hit.Start >= at && hit.End <= at + piece.Length && kinds.IsValue(hit.Kind)).DistinctBy(hit => hit.Start);
            no.AddRange(named.SelectMany(hit => hit.Kind == kinds["$skill"]
                ? SkillWords.Named(reading.Plain[hit.Start..hit.End]).Select(skill => skill.ToString())
                : Weekdays(reading.Plain[hit.Start..hit.End])));
        }

        return [.. no.Concat(Absent(reading, kinds)).Distinct()];
    }

    /// <summary>One name for each day: 星期天 is 周日, 周一到周三 are three.</summary>
    private static IEnumerable<string> Weekdays(string said)
    {
        const string week = "一二三四五六日";
        if (Shapes.Weekdays().Match(said) is { Success: true } span)
        {
            var (from, to) = (week.IndexOf(Sunday(span.Groups["from"].Value), StringComparison.Ordinal), week.IndexOf(Sunday(span.Groups["to"].Value), StringComparison.Ordinal));
            return to < from ? [said] : week[from..(to + 1)].Select(day => "周" + day);
        }

        return [Sunday(said.Replace("星期", "周", StringComparison.Ordinal).Replace("礼拜", "周", StringComparison.Ordinal))];
    }

    private static string Sunday(string day) => day.Replace("周天", "周日", StringComparison.Ordinal) is var named && named == "天" ? "日" : named;
}
