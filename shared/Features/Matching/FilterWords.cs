using System.Text.RegularExpressions;
using ChatGov.Deadlines;
using ChatGov.People;
using ChatGov.Values;

namespace ChatGov.Matching;

/// <summary>
/// Reads what a list is to be narrowed to, in any order and without punctuation: 周末 修灯, 这周末有啥活, 我们社区明天晚上的,
/// saturday morning near me. What names neither a time nor a place is a word to look for. No text makes it throw.
/// </summary>
public static partial class FilterWords
{
    public const int MostWords = 4;

    private const int LongestText = 100;
    private const int LongestWord = 60;
    private const int Limit = 2_000;
    private const string Digits = "一二三四五六日";
    private static readonly char[] Particles = ['的', '呢', '吗', '呗', '么', '吧', '啊', '呀'];
    private static readonly string[] EnglishDays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    // The longest first, so that 有没有什么 leaves nothing.
    private static readonly string[] Questions = WordList.Of("list.question");
    private static readonly string[] Fillers = [.. WordList.Of("list.filler").OrderByDescending(word => word.Length)];

    public static ListFilter Read(string text, DateTimeOffset now)
    {
        if (text.Length > LongestText)
        {
            return ListFilter.Everything;
        }

        var source = new Source(Numerals.HalfWidth(text).ToLowerInvariant().Replace("tonight", "today evening", StringComparison.Ordinal));
        var filter = ReadArea(source, ReadTime(source, Shanghai.Day(now), now));
        return filter with { Words = [.. Words(source.Text).Distinct().Take(MostWords)] };
    }

    /// <summary>Asks what there is to do: 有没有…的, any …</summary>
    public static bool AsksForTasks(string text) => WordList.IsIn(text, Questions);

    /// <summary>A word that names a skill or a kind of task.</summary>
    public static bool IsKnown(string word) => SkillWords.Named(word).Count > 0 || TaskKinds.Named(word).Count > 0;

    /// <summary>It is such a word itself, and no sentence that holds one.</summary>
    public static bool IsPlain(string word) => SkillWords.IsWord(word) || TaskKinds.IsWord(word);

    private static ListFilter ReadArea(Source source, ListFilter filter)
    {
        var own = source.Take(OwnCommunity()) is not null;
        var nearby = source.Take(Near()) is not null;
        return filter with
        {
            Own = own && !nearby,
            Nearby = nearby,
            NeedsPaper = source.Take(Paper()) is not null,
            FullOnes = source.Take(FullOnes()) is not null,
            Clashing = source.Take(Clashing()) is not null,
        };
    }

    private static ListFilter ReadTime(Source source, DateOnly today, DateTimeOffset now)
    {
        var filter = new ListFilter();
        while (source.Take(Week()) is { } week)
        {
            filter = filter with { Weekdays = filter.Weekdays | Weekdays(week.Groups["days"].Value) };
            if (Ahead(week.Groups["which"].Value) is { } weeks)
            {
                var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7) + (7 * weeks));
                filter = Within(filter, monday, monday.AddDays(6));
            }
        }

        while (source.Take(NearDay()) is { } near)
        {
            var day = today.AddDays(DaysAhead(near.Value));
            filter = Within(filter, day, day);
        }

        filter = source.Take(WorkingDays()) is null ? filter : filter with { Weekdays = filter.Weekdays | 0b0011111 };
        foreach (var pattern in new[] { WhenPatterns.IsoDay(), WhenPatterns.MonthDay(), WhenPatterns.EnglishMonthDay(), WhenPatterns.DayOfMonth() })
        {
            if (source.Take(pattern) is { } date && WhenWords.ReadDay(date.Value, now) is { } day)
            {
                filter = Within(filter, day, day);
            }
        }

        while (source.Take(Part()) is { } part)
        {
            filter = filter with { Parts = filter.Parts | 1 << PartOf(part.Value) };
        }

        return filter;
    }

    /// <summary>今天 and 明天 together are both days and what lies between.</summary>
    private static ListFilter Within(ListFilter filter, DateOnly from, DateOnly to) => filter with
    {
        From = filter.From is { } before && before < from ? before : from,
        To = filter.To is { } after && after > to ? after : to,
    };

    /// <summary>0 this week, 1 the next; null when it is not said, and any week will do.</summary>
    private static int? Ahead(string which) => which.Trim() switch
    {
        "" or "on" => null,
        ['下', '下', ..] => 2,
        ['下', ..] or "next" => 1,
        _ => 0,
    };

    private static int Weekdays(string days)
    {
        if (days.Length == 0)
        {
            return 0;
        }

        if (days[0] is '末' or '双' || days.StartsWith("weekend", StringComparison.Ordinal) || days.StartsWith("week-end", StringComparison.Ordinal))
        {
            return 0b1100000;
        }

        return char.IsAsciiLetter(days[0])
            ? 1 << Array.FindIndex(EnglishDays, day => days.StartsWith(day, StringComparison.Ordinal))
            : days.Aggregate(0, (bits, each) => bits | Weekday(each));
    }

    private static int Weekday(char each) => each switch
    {
        '天' or '7' => 1 << 6,
        >= '1' and <= '6' => 1 << (each - '1'),
        _ => Digits.IndexOf(each, StringComparison.Ordinal) is >= 0 and var at ? 1 << at : 0,
    };

    private static int DaysAhead(string word) => word switch
    {
        ['大', ..] => 3,
        ['后', ..] or "day after tomorrow" => 2,
        ['明', ..] or "tomorrow" => 1,
        _ => 0,
    };

    private static int PartOf(string word) => word switch
    {
        ['上', ..] or ['前', ..] or ['早', ..] or ['清', ..] or ['m', ..] => 0,
        ['晚', ..] or ['夜', ..] or ['傍', ..] or ['e', ..] or ['n', ..] => 2,
        _ => 1,
    };

    private static IEnumerable<string> Words(string text)
    {
        foreach (var piece in text.Split([' ', ',', '，', '、', '。', ';', '；', '?', '？', '.', '\n', '\t', '和', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            var word = Stripped(piece);
            if (word.Length is > 0 and <= LongestWord)
            {
                yield return word;
            }
        }
    }

    /// <summary>Without the words around it that say nothing: 有没有陪老人的 is 陪老人.</summary>
    private static string Stripped(string word)
    {
        while (true)
        {
            word = word.Trim(Particles);
            var filler = Array.Find(Fillers, each => IsAtAnEnd(word, each));
            if (filler is null)
            {
                return word;
            }

            word = word.StartsWith(filler, StringComparison.Ordinal) ? word[filler.Length..] : word[..^filler.Length];
        }
    }

    // A Latin word and a single letter are fillers as a whole only: 活, but not in 生活.
    private static bool IsAtAnEnd(string word, string filler) => filler.Length == 1 || char.IsAsciiLetter(filler[0])
        ? word == filler
        : word.StartsWith(filler, StringComparison.Ordinal) || word.EndsWith(filler, StringComparison.Ordinal);

    private const string ThatWeek = "(?<which>下下个?|下个?|这个?|本)";
    private const string Day = "(?<days>末|[一二三四五六日天1-7](?:[、,]?(?:周|礼拜|星期)?[一二三四五六日天])*)";
    private const string EnglishDay = "(?<days>week-?ends?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?)";

    [GeneratedRegex(
        ThatWeek + "(?:周|礼拜|星期)" + Day + "?|(?:周|礼拜|星期)" + Day + "|" + ThatWeek + "?(?<days>双休日)|" +
        "\\b(?<which>this |next |on )?(?:the )?" + EnglishDay + "\\b|\\b(?<which>this|next) week\\b", RegexOptions.None, Limit)]
    private static partial Regex Week();

    [GeneratedRegex("大后(?:天|儿个?|日)|后(?:天|儿个?|日)|明(?:天|儿个?|日|(?=[早晚晨]))|今(?:天|儿个?|日|(?=[早晚晨]))|\\b(?:(?:the )?day after tomorrow|tomorrow|today)\\b", RegexOptions.None, Limit)]
    private static partial Regex NearDay();

    [GeneratedRegex("工作日|平时|\\bweekdays?\\b", RegexOptions.None, Limit)]
    private static partial Regex WorkingDays();

    // 早 and 晚 alone stand behind a day that was read already: 明晚, 周六早.
    [GeneratedRegex("上午|前晌|早上|早晨|清早|清晨|下午|后晌|中午|晌午|午后|傍晚|晚上|晚间|夜里|(?<=^|\\s)[早晚](?![会餐饭])|\\b(?:morning|afternoon|evening|night)s?\\b", RegexOptions.None, Limit)]
    private static partial Regex Part();

    [GeneratedRegex("(?:我们|咱们?|俺们?|我家?|本|自己家?|自家)的?(?:社区|嘎查|小区|村)里?|\\b(?:in |from )?(?:my|our)(?: own)? (?:community|gacha|neighbou?rhood)\\b", RegexOptions.None, Limit)]
    private static partial Regex OwnCommunity();

    [GeneratedRegex("离?(?:我们?家?|家)?(?:附近|近一?[点些]|近的|周边|家门口|不远|就近)|\\bnear ?by\\b|\\b(?:near|close to) (?:me|us|home)\\b|\\bclose by\\b", RegexOptions.None, Limit)]
    private static partial Regex Near();

    [GeneratedRegex("(?:需?要|有)?(?:先?核验)?资格|需?要证|需?要?持证|\\b(?:licen[cs]ed?|needs? a check)\\b", RegexOptions.None, Limit)]
    private static partial Regex Paper();

    [GeneratedRegex("排?满了的|满员的?|(?:能|可以|要)排队的|\\bfull (?:ones|tasks)\\b", RegexOptions.None, Limit)]
    private static partial Regex FullOnes();

    [GeneratedRegex("撞时间的|时间(?:冲突|撞了?|重了?)的|有冲突的|\\bclashing(?: ones| tasks)?\\b", RegexOptions.None, Limit)]
    private static partial Regex Clashing();

    /// <summary>A text that what is read is taken out of, so that it is not read twice.</summary>
    private sealed class Source(string text)
    {
        public string Text { get; private set; } = text;

        public Match? Take(Regex pattern)
        {
            if (pattern.Match(Text) is not { Success: true } match)
            {
                return null;
            }

            Text = $"{Text[..match.Index]} {Text[(match.Index + match.Length)..]}";
            return match;
        }
    }
}
