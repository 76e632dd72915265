using System.Text.RegularExpressions;

namespace ChatGov.Values;

/// <summary>Days that are counted from today: 三天后, 5天前, 最近一周, 未来两天.</summary>
internal static partial class CountedPeriods
{
    private const int Limit = 2_000;
    private const int Most = 100;
    private const string Count = "(?<![0-9])(?<n>[1-9][0-9]?|[一二两三四五六七八九十]{1,3})\\s*(?:个)?";
    private const string Unit = "(?<unit>天|日(?!子)|周|星期|礼拜|月|年)";

    public static readonly IReadOnlyList<(Regex Shape, Func<Match, DateOnly, (DateOnly From, DateOnly To)?> Days)> All =
    [
        (Since(), (match, today) => Moved(match, today, -1) is { } from ? (from, today) : null),
        (Ahead(), (match, today) => Moved(match, today, 1) is { } to ? (today.AddDays(1), to) : null),
        (After(), (match, today) => One(Moved(match, today, 1))),
        (Ago(), (match, today) => One(Moved(match, today, -1))),
    ];

    private static (DateOnly From, DateOnly To)? One(DateOnly? day) => day is { } one ? (one, one) : null;

    private static DateOnly? Moved(Match match, DateOnly today, int way)
    {
        if (!Numerals.TryRead(match.Groups["n"].Value, out var read) || read > Most)
        {
            return null;
        }

        var n = (int)read * way;
        return match.Groups["unit"].Value switch
        {
            "周" or "星期" or "礼拜" or "week" => today.AddDays(7 * n),
            "月" or "month" => today.AddMonths(n),
            "年" or "year" => today.AddYears(n),
            _ => today.AddDays(n),
        };
    }

    [GeneratedRegex("(?:过去|最近|近|(?<!马)上|前|这)\\s*(?:的)?\\s*" + Count + Unit + "(?!前|后|之|以)(?<!前[一二]个月)|\\b(?:the )?(?:last|past) (?<n>[0-9]{1,2}) (?<unit>day|week|month|year)s?\\b", RegexOptions.None, Limit)]
    private static partial Regex Since();

    [GeneratedRegex("(?:未来|接下来|今后|往后|后)\\s*(?:的)?\\s*" + Count + Unit + "|\\b(?:the )?next (?<n>[0-9]{1,2}) (?<unit>day|week|month|year)s?\\b", RegexOptions.None, Limit)]
    private static partial Regex Ahead();

    [GeneratedRegex("(?:再?过|等)?" + Count + Unit + "(?:之后|以后|后)|\\bin (?<n>[0-9]{1,2}) (?<unit>day|week|month|year)s?\\b", RegexOptions.None, Limit)]
    private static partial Regex After();

    [GeneratedRegex(Count + Unit + "(?:之前|以前|前)|\\b(?<n>[0-9]{1,2}) (?<unit>day|week|month|year)s? ago\\b", RegexOptions.None, Limit)]
    private static partial Regex Ago();
}
