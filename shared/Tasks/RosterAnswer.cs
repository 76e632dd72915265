using System.Text;
using System.Text.RegularExpressions;
using ChatGov.Texts;

namespace ChatGov.Tasks;

/// <summary>
/// The organiser's one message about a roster: 都到了, 除了3号, 3号和5号没来, 都没来, all but 3. Hours rest on it, so what
/// could be read in two ways is not read at all.
/// </summary>
/// <param name="Absent">Numbers and names as typed, or <see cref="Everybody"/>; empty when all came.</param>
public sealed partial record RosterAnswer(IReadOnlyList<string> Absent)
{
    public const string Everybody = "*";

    private const int Limit = 250;

    /// <returns>Null when it does not say who came.</returns>
    public static RosterAnswer? Read(string text)
    {
        var plain = Plain(text);
        if (AllCame().IsMatch(plain))
        {
            return new RosterAnswer([]);
        }

        if (NobodyCame().IsMatch(plain))
        {
            return new RosterAnswer([Everybody]);
        }

        // "除了3号都没来" says the opposite of "除了3号".
        if (!SaysAbsent().IsMatch(plain) || Nobody().IsMatch(plain))
        {
            return null;
        }

        var named = Around().Replace(plain, " ").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number).ToList();
        return named.Count == 0 ? null : new RosterAnswer(named);
    }

    /// <summary>三号 is 3; a name stays as it is.</summary>
    private static string Number(string word) =>
        Numerals.TryRead(word, out var number) && decimal.IsInteger(number)
            ? number.ToString("0", System.Globalization.CultureInfo.InvariantCulture)
            : word;

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var each in Numerals.HalfWidth(text).Trim())
        {
            plain.Append(each is '。' or '.' or '~' or '!' or '?' or '！' or '？' ? ' ' : char.ToLowerInvariant(each));
        }

        return plain.ToString().Trim();
    }

    [GeneratedRegex("^(?:大家|人|今天|他们)*(?:(?:都|全|全都|全部)(?:到齐了?|到场了?|到了?|来了?|齐了)|到齐了|齐了|全员到场|all(?: of them)?(?: came| here| present)?|every(?:one|body)(?: came| was here| is here)?)$", RegexOptions.None, Limit)]
    private static partial Regex AllCame();

    [GeneratedRegex("^(?:(?:大家|人|他们|一个)?(?:都|全|全都)没(?:有)?(?:来|到|到场)|没(?:有)?人(?:来|到)|一个(?:人)?(?:也|都)?没(?:有)?(?:来|到)|(?:nobody|no one|none)(?: came)?)(?:了)?$", RegexOptions.None, Limit)]
    private static partial Regex NobodyCame();

    [GeneratedRegex("(?:都|全|也)没|没(?:有)?人|nobody|no one|none", RegexOptions.None, Limit)]
    private static partial Regex Nobody();

    [GeneratedRegex("除|没有?来|没有?到|未到|未来|缺|except|\\bbut\\b|absent|missing|did ?n[o']t|not (?:here|come|there)", RegexOptions.None, Limit)]
    private static partial Regex SaysAbsent();

    [GeneratedRegex("除了|除|以外|之外|(?:没有?|未)(?:到场|来|到)了?|缺席了?|缺了?|只有|就(?=[0-9])|(?:其他|其余|别)的?人|其他|其余|(?:大家|剩下的)?(?:都|全)(?:到齐|到场|到|来)了?|(?<=[0-9零一二三四五六七八九十两])[号和跟与及]|[和跟与及](?=[0-9]|[一二三四五六七八九十]{1,3}号)|[,、;&]|\\b(?:all|every(?:one|body)|came|was|were|is|are|except|but|for|and|absent|missing|did ?n[o']t|not|come|here|there|the|rest|others?|no|numbers?)\\b", RegexOptions.None, Limit)]
    private static partial Regex Around();
}
