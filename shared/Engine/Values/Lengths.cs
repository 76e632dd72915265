using System.Text.RegularExpressions;

namespace ChatGov.Values;

/// <param name="Start">Where in the text it begins.</param>
/// <param name="End">Where it ends.</param>
public sealed record LengthMention(int Start, int End, int Minutes);

/// <summary>Finds every length of time that a sentence names: 俩小时, 一个半钟头, 半天, an hour and a half.</summary>
public static partial class Lengths
{
    private const int HalfADay = 240;
    private const int AWholeDay = 480;

    /// <param name="plain">Half-width and in lower case.</param>
    public static IReadOnlyList<LengthMention> Find(string plain)
    {
        var found = new List<LengthMention>();
        foreach (var match in WhenPatterns.Duration().Matches(plain).ToList())
        {
            if (Durations.Of(match) is { } length)
            {
                found.Add(new LengthMention(match.Index, match.Index + match.Length, (int)length.TotalMinutes));
            }
        }

        foreach (var match in Said().Matches(plain).ToList())
        {
            if (!found.Exists(each => each.Start < match.Index + match.Length && match.Index < each.End))
            {
                found.Add(new LengthMention(match.Index, match.Index + match.Length, MinutesOf(match)));
            }
        }

        return [.. found.OrderBy(each => each.Start)];
    }

    private static int MinutesOf(Match match) => match.Groups["half"].Success ? HalfADay
        : match.Groups["day"].Success ? AWholeDay
        : match.Groups["quarter"].Success ? 15
        : match.Groups["three"].Success ? 45
        : match.Groups["hourhalf"].Success ? 90
        : 60;

    [GeneratedRegex("(?<half>(?<![一两三])半天|一(?:个)?(?:上午|下午|晚上)(?!的)|half a day|the whole (?:morning|afternoon))|(?<day>一整天|一天(?=[没的]?时间|$|[,，])|all day|the whole day)|(?<three>三刻钟)|(?<quarter>一刻钟|quarter of an hour)|(?<hourhalf>an hour and a half|one and a half hours?)|\\b(?:an|one) hour\\b", RegexOptions.IgnoreCase, 2_000)]
    private static partial Regex Said();
}
