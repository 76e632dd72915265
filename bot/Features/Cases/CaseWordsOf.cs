using System.Globalization;
using System.Text.RegularExpressions;
using ChatGov.Values;

namespace ChatGov.Cases;

/// <summary>The number of a matter within a sentence: 12号那个给供热公司办.</summary>
internal static partial class CaseWordsOf
{
    public static long? Number(string words) =>
        Named().Match(Numerals.HalfWidth(words)) is { Success: true } match && long.TryParse(match.Groups["n"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The same only where it is plainly a matter's: 2号, case 2.</summary>
    public static long? NamedNumber(string words) => Plainly().Match(Numerals.HalfWidth(words)) is { Success: true } match
        && long.TryParse(match.Groups["n"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    public static IReadOnlyList<string> Clauses(string words) => [.. Between().Split(Numerals.HalfWidth(words)).Select(clause => clause.Trim()).Where(clause => clause.Length > 0)];

    /// <summary>Without the number of the matter, and with every other: 12号延期5天.</summary>
    public static string WithoutOwnNumber(string words, long id) => Plainly().Replace(
        Numerals.HalfWidth(words), match => match.Groups["n"].Value == id.ToString(CultureInfo.InvariantCulture) ? "" : match.Value).Trim();

    public static string WithoutNumber(string words) => Giving().Replace(Named().Replace(Numerals.HalfWidth(words), ""), "").Trim(' ', '，', ',', '。');

    [GeneratedRegex(@"(?:case\s*|#)?(?<n>[0-9]{1,9})(?![0-9]|\s*号?[楼院栋单])\s*(?:号|件)?(?:那个|那件|这个|事项|案子|件)?", RegexOptions.IgnoreCase, 250)]
    private static partial Regex Named();

    [GeneratedRegex(@"(?<![0-9月])(?<n>[0-9]{1,9})\s*(?:号(?!楼|院|房|门|线|井|桥)|件)|\b(?:case|matter|number|report)\s*#?(?<n>[0-9]{1,9})", RegexOptions.IgnoreCase, 250)]
    private static partial Regex Plainly();

    [GeneratedRegex("[，,。；;！!：:]+|\\.\\s|\\s{2,}", RegexOptions.None, 250)]
    private static partial Regex Between();

    [GeneratedRegex("(?:派给|交给|转给|分给|给|让|由|assign|give|to)|(?:去办|来办|办理|处理|负责|办)$", RegexOptions.IgnoreCase, 250)]
    private static partial Regex Giving();
}
