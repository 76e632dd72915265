using ChatGov.Forms;
using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.People;

/// <summary>
/// Reads and shows free times: 周六上午, 周末, 工作日晚上, 礼拜六前晌, Saturday morning. A day without a part means all of it.
/// </summary>
public static class FreeTimeWords
{
    private const string Digits = "一二三四五六";
    private static readonly string[] EnglishDays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private static readonly List<FreeTime> Always =
        [.. Enumerable.Range(1, 7).SelectMany(day => Enum.GetValues<DayPart>().Select(part => new FreeTime(day, part)))];

    private static readonly (DayPart Part, string[] Words)[] Parts =
    [
        (DayPart.Morning, ["上午", "前晌", "早上", "早晨", "morning"]),
        (DayPart.Afternoon, ["下午", "后晌", "afternoon"]),
        (DayPart.Evening, ["晚上", "夜里", "晚", "evening", "night"]),
    ];

    /// <summary>除了周三都行 and 我只有周六上午有空 say all there is; 周六也行, 周三不行了 change what was known.</summary>
    public static Several<FreeTime> Read(string text)
    {
        var said = Negation.Of(text);
        var yes = In(said.Yes);
        return said.AllElse && yes.Count == 0
            ? new Several<FreeTime>(Always, [.. said.No.SelectMany(In)], AreAll: true)
            : new Several<FreeTime>(yes, [.. said.No.SelectMany(In)], Negation.IsAll(text));
    }

    /// <summary>A single day such as 后天下午: what is kept here is of every week.</summary>
    /// <returns>As it was said; empty for none.</returns>
    public static string OneDay(string text, DateTimeOffset at) => TimeMentions.Find(text, at)
        .Where(time => time.Shape is TimeShape.Day or TimeShape.Part or TimeShape.Moment or TimeShape.Span)
        .Select(time => text[time.Start..time.End]).FirstOrDefault(said => In(said).Count == 0) ?? "";

    /// <summary>The days and parts that words name.</summary>
    public static List<FreeTime> In(string text)
    {
        var times = new List<FreeTime>();
        foreach (var phrase in text.ToLowerInvariant().Split([',', '，', '、', ';', '；', '和', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = Parts.Where(each => Array.Exists(each.Words, word => phrase.Contains(word, StringComparison.Ordinal))).Select(each => each.Part).ToList();
            times.AddRange(Days(phrase).SelectMany(day => (parts.Count > 0 ? parts : [.. Enum.GetValues<DayPart>()]).Select(part => new FreeTime(day, part))));
        }

        return [.. times.Distinct().OrderBy(time => time.Weekday).ThenBy(time => time.Part)];
    }

    public static string Show(string language, FreeTime time)
    {
        var part = Catalog.Name(language, time.Part);
        return language == Language.English
            ? $"{char.ToUpperInvariant(EnglishDays[time.Weekday - 1][0])}{EnglishDays[time.Weekday - 1][1..]} {part}"
            : $"周{(time.Weekday == 7 ? '日' : Digits[time.Weekday - 1])}{part}";
    }

    private static IEnumerable<int> Days(string phrase)
    {
        if (Has(phrase, "周末", "weekend"))
        {
            return [6, 7];
        }

        if (Has(phrase, "工作日", "平时", "weekday"))
        {
            return [1, 2, 3, 4, 5];
        }

        if (Has(phrase, "每天", "天天", "every day", "any day"))
        {
            return [1, 2, 3, 4, 5, 6, 7];
        }

        return Enumerable.Range(1, 7).Where(day => NamesDay(phrase, day));
    }

    private static bool NamesDay(string phrase, int day)
    {
        var names = day == 7 ? ["日", "天", "7"] : new[] { Digits[day - 1].ToString(), ((char)('0' + day)).ToString() };
        return phrase.Contains(EnglishDays[day - 1], StringComparison.Ordinal)
            || new[] { "周", "礼拜", "星期" }.Any(lead => names.Any(name => phrase.Contains(lead + name, StringComparison.Ordinal)));
    }

    private static bool Has(string phrase, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (phrase.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
