using System.Text.RegularExpressions;

namespace ChatGov.Values;

/// <summary>What a sentence says no to: 除了周三都行, 不会水电, 周三不行其他都可以, any day but Wednesday.</summary>
public static partial class Negation
{
    // Longer is a story, and the shapes look for their ends again from every letter.
    private const int LongestText = 300;

    /// <summary>What is named is all there is: 只会开车, 空闲改成周日.</summary>
    public static bool IsAll(string text) => Only().IsMatch(text);

    /// <param name="Yes">The rest of the sentence.</param>
    /// <param name="No">The pieces it says no to.</param>
    /// <param name="AllElse">It says that everything else is fine.</param>
    public sealed record Split(string Yes, IReadOnlyList<string> No, bool AllElse);

    public static Split Of(string text)
    {
        if (text.Length > LongestText)
        {
            return new Split(text, [], AllElse: false);
        }

        var no = new List<string>();
        var isRest = false;
        var yes = Except().Replace(text, match =>
        {
            no.Add(match.Groups["no"].Value);
            isRest = true;
            return " ";
        });
        yes = Unable().Replace(yes, match =>
        {
            no.Add(match.Groups["no"].Value);
            return " ";
        });
        isRest |= no.Count > 0 && Otherwise().IsMatch(yes);
        return new Split(yes, no, isRest);
    }

    // 除了…(以外)都行: what stands between.
    [GeneratedRegex(@"(?:除(?!外)了?|除去|except(?: for)?|but not|any day but|all but)\s*(?<no>.+?)(?:以外|之外|外)?(?=[,，;；。]|都|其他|其余|别的|剩下|$)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Except();

    // 不会水电; 周三不行, 周三除外.
    [GeneratedRegex(@"(?:不太会|不会|不懂|不擅长|没学过|不能|不想要?|别排|去掉|删掉|划掉|remove|not|don't|can't|cannot)\s*(?<no>[^,，;；。、 ]+)|不是\s*(?<no>[^,，;；。、 ]+?)(?=而?是|[,，;；。、 ]|$)|(?<no>[^,，;；。、 ]+?)(?:不太行|不行|不可以|不方便|没空|没时间|有事|来不了|不会(?=[,，;；。、 ]|$)|要?(?:加班|值班|出差|上班)|不成|不接(?![受电])|不碰|没经验|可?别找我|别(?:推|派)给我|除外|never|no good|not possible)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Unable();

    [GeneratedRegex(@"(?:其他|其它|其余|别的|剩下的?|另外的?)[^,，;；。]*(?:都|可以|行)|都(?:行|可以|有空|能)|any other|otherwise", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Otherwise();

    [GeneratedRegex(@"只(?:会|有|能|想|是|在|做|干)|仅|就(?:会|只|这)|改成|改为|换成|\b(?:only|just|instead)\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Only();
}
