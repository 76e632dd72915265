using System.Text.RegularExpressions;

namespace ChatGov.Values;

/// <summary>A year that is named, and its parts: 2026年, 去年5月, 今年第一季度, 明年上半年, 上半月.</summary>
internal static partial class YearPeriods
{
    private const int Limit = 2_000;
    private const int FirstYear = 2000;
    private const string Years = "(?:(?<year>20[0-9]{2})\\s*年|(?<last>去年)|(?<next>明年)|(?<this>今年|本年))";
    private const string Of = "\\s*(?:的)?\\s*";

    public static readonly IReadOnlyList<(Regex Shape, Func<Match, DateOnly, (DateOnly From, DateOnly To)?> Days)> All =
    [
        (MonthOf(), (match, today) => WhenPatterns.Int(match, "month") is >= 1 and <= 12 and var month ? Months(YearOf(match, today), month, 1) : null),
        (QuarterOf(), (match, today) => WhenPatterns.Int(match, "quarter") is >= 1 and <= 4 and var quarter ? Months(YearOf(match, today), (3 * quarter) - 2, 3) : null),
        (HalfOf(), (match, today) => Months(YearOf(match, today), match.Groups["first"].Success ? 1 : 7, 6)),
        (HalfMonth(), (match, today) => HalfOfMonth(match.Groups["first"].Success, today)),
        (YearAlone(), (match, today) => Months(YearOf(match, today), 1, 12)),
    ];

    private static int YearOf(Match match, DateOnly today) => match.Groups["year"].Success ? WhenPatterns.Int(match, "year")
        : today.Year + (match.Groups["last"].Success ? -1 : match.Groups["next"].Success ? 1 : 0);

    private static (DateOnly From, DateOnly To)? Months(int year, int month, int count) =>
        year < FirstYear ? null : (new DateOnly(year, month, 1), new DateOnly(year, month, 1).AddMonths(count).AddDays(-1));

    private static (DateOnly From, DateOnly To) HalfOfMonth(bool first, DateOnly today)
    {
        var begin = new DateOnly(today.Year, today.Month, 1);
        return first ? (begin, begin.AddDays(14)) : (begin.AddDays(15), begin.AddMonths(1).AddDays(-1));
    }

    [GeneratedRegex(Years + Of + "(?<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?(?![0-9零一二三四五六七八九十底初中])", RegexOptions.None, Limit)]
    private static partial Regex MonthOf();

    [GeneratedRegex("(?:" + Years + Of + ")?第?(?<quarter>[一二三四1-4])季度", RegexOptions.None, Limit)]
    private static partial Regex QuarterOf();

    [GeneratedRegex("(?:" + Years + Of + ")?(?:(?<first>上|前)|下|后)半年", RegexOptions.None, Limit)]
    private static partial Regex HalfOf();

    [GeneratedRegex("(?:(?<first>上|前)|下|后)半个?月(?!前|后|以|之)", RegexOptions.None, Limit)]
    private static partial Regex HalfMonth();

    [GeneratedRegex("(?<year>20[0-9]{2})\\s*年(?!\\s*[0-9零一二三四五六七八九十]{1,3}\\s*月|前|后|[之以][前后])", RegexOptions.None, Limit)]
    private static partial Regex YearAlone();
}
