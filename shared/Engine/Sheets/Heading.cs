using System.Text.RegularExpressions;
using ChatGov.Values;

namespace ChatGov.Sheets;

/// <summary>
/// The heading of a column as it is meant: 手機號碼(11位), 姓 名（必填） and 联系电话/手机 say 手机号码, 姓名, and 联系电话 or 手机.
/// </summary>
/// <param name="Words">What it says, in small simplified letters and digits; several where a stroke divides them.</param>
/// <param name="Aside">What stands in its brackets.</param>
public sealed partial record Heading(IReadOnlyList<string> Words, string Aside)
{
    /// <summary>The traditional signs that headings of our tables have.</summary>
    private const string Traditional = "機號碼電話聯繫係絡單稱證賬帳帐銀動統會業務員黨屬類級結對區緯經劃體編";
    private const string Simplified = "机号码电话联系系络单称证账账账银动统会业务员党属类级结对区纬经划体编";

    private static readonly string[] Remarks = ["必填项", "必填", "选填", "可不填", "请填写", "required", "optional"];

    /// <summary>The word stands outside of brackets.</summary>
    public bool Says(string word) => Words.Any(each => each.Contains(word, StringComparison.Ordinal));

    public bool Mentions(string word) => Says(word) || Aside.Contains(word, StringComparison.Ordinal);

    public static Heading Of(string cell)
    {
        var text = Common(cell);
        var aside = string.Concat(Brackets().Matches(text).Select(match => Letters(match.Value)));
        var outside = Brackets().Replace(text, "");
        var words = outside.Split(['/', '、', '|', '或'], StringSplitOptions.RemoveEmptyEntries).Select(Word).Where(word => word.Length > 0).ToList();
        return words.Count > 0 ? new Heading(words, aside) : new Heading(aside.Length > 0 ? [Word(aside)] : [], "");
    }

    /// <summary>Half width, simplified, small.</summary>
    private static string Common(string cell) => string.Concat(
        Numerals.HalfWidth(cell).Select(sign => Traditional.IndexOf(sign, StringComparison.Ordinal) is >= 0 and var at ? Simplified[at] : sign)).ToLowerInvariant();

    private static string Word(string part)
    {
        var word = Letters(part);
        foreach (var remark in Remarks)
        {
            word = word.Length > remark.Length ? word.Replace(remark, "", StringComparison.Ordinal) : word;
        }

        return Digits().Replace(word, "");
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    [GeneratedRegex(@"[(\[【<《{〔].*?[)\]】>》}〕]", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Brackets();

    /// <summary>11位 behind 手机号码.</summary>
    [GeneratedRegex(@"(?<=\D)\d{1,2}位(数字|数)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();
}
