using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatGov.Values;

/// <summary>A day with its year, as tables show it: 2020-03-05, 2020/3/5, 2020年3月5日, 2020.3.5, 20200305; an hour behind it is passed over.</summary>
public static partial class WrittenDay
{
    private const int Limit = 2_000;

    /// <returns>Null where the text is anything else.</returns>
    public static DateOnly? Read(string text)
    {
        var plain = Numerals.HalfWidth(text).Trim();
        if (DateOnly.TryParseExact(plain, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        var match = WhenPatterns.IsoDay().Match(plain);
        return match is { Success: true, Index: 0 } && Hour().IsMatch(plain[match.Length..]) ? NamedDays.Iso(match)?.Find(default) : null;
    }

    [GeneratedRegex("^(?:[\\sT]*[0-9]{1,2}[:时点][0-9:.时分秒]*)?$", RegexOptions.None, Limit)]
    private static partial Regex Hour();
}
