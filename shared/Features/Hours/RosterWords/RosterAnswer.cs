using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ChatGov.People;
using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.Hours;

/// <summary>Somebody who was there for less than the whole task.</summary>
/// <param name="Who">A number or a name as typed, or <see cref="RosterAnswer.Everybody"/>.</param>
public sealed record ShorterTime(string Who, long Minutes);

/// <summary>Somebody who came without being on the list.</summary>
/// <param name="Minutes">Null when they were there all the time.</param>
public sealed record AddedName(string Name, long? Minutes);

/// <summary>
/// The organiser's one message about a roster: 都到了, 除了3号, 3号和5号没来, 2号只来了1小时, 加上张三, all but 3. Hours rest on
/// it, so what could be read in two ways is not read at all.
/// </summary>
/// <param name="Absent">Numbers and names as typed, or <see cref="Everybody"/>; empty when all came.</param>
public sealed partial record RosterAnswer(IReadOnlyList<string> Absent)
{
    public const string Everybody = "*";

    /// <summary>What the button for "all came" stands for.</summary>
    public const string AllOfThem = "都到了";

    private const int Limit = 250;
    private const int LongestText = 500;

    public IReadOnlyList<ShorterTime> Shorter { get; init; } = [];

    public IReadOnlyList<AddedName> Added { get; init; } = [];

    /// <summary>Of those who are added, who is not written down: nobody is known by that name, or a rule stands against it.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Says only who came and who did not: there is nothing to read wrongly, and it counts at once.</summary>
    public bool IsPlain => Shorter.Count == 0 && Added.Count == 0;

    /// <returns>Null when it does not say who came.</returns>
    public static RosterAnswer? Read(string text)
    {
        if (text.Letters() > LongestText || RosterClauses.Read(Plain(text)) is not { } clauses)
        {
            return null;
        }

        return clauses is { Shorter.Count: 0, Added.Count: 0 } || clauses.Rest.Length > 0 && !OthersCame().IsMatch(clauses.Rest)
            ? ReadAbsent(clauses.Rest) is { } absent && !(absent.Contains(Everybody) && clauses.Shorter.Count > 0)
                ? new RosterAnswer(absent) { Shorter = clauses.Shorter, Added = clauses.Added }
                : null
            : new RosterAnswer([]) { Shorter = clauses.Shorter, Added = clauses.Added };
    }

    internal static bool SaysWhoIsAbsent(string clause) => SaysAbsent().IsMatch(clause);

    internal static bool SaysAllCame(string clause) => AllCame().IsMatch(clause) || OthersCame().IsMatch(clause);

    /// <summary>Numbers and names, without what stands around them.</summary>
    internal static List<string> NamedIn(string clause) =>
        [.. Around().Replace(clause, " ").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number)];

    private static List<string>? ReadAbsent(string plain)
    {
        if (AllCame().IsMatch(plain))
        {
            return [];
        }

        if (NobodyCame().IsMatch(plain))
        {
            return [Everybody];
        }

        // "除了3号都没来" says the opposite of "除了3号".
        return SaysAbsent().IsMatch(plain) && !Nobody().IsMatch(plain) && NamedIn(plain) is { Count: > 0 } named ? named : null;
    }

    /// <summary>三号 is 3; a name stays as it is.</summary>
    private static string Number(string word) =>
        Numerals.TryRead(word, out var number) && decimal.IsInteger(number) ? number.ToString("0", CultureInfo.InvariantCulture) : word;

    /// <summary>阿依古丽.买买提 is one name, not two sentences.</summary>
    private static bool IsOfName(char each) => each > '\u024F' && (char.IsLetter(each) || char.IsSurrogate(each));

    private static string Plain(string text)
    {
        var half = Numerals.HalfWidth(text).Trim();
        var plain = new StringBuilder(half.Length);
        for (var i = 0; i < half.Length; i++)
        {
            var isPoint = half[i] == '.' && i > 0 && i + 1 < half.Length && char.IsAsciiDigit(half[i - 1]) && char.IsAsciiDigit(half[i + 1]);
            var isDot = half[i] == '.' && i > 0 && i + 1 < half.Length && IsOfName(half[i - 1]) && IsOfName(half[i + 1]);
            plain.Append(isPoint ? '.' : isDot ? PersonName.Dot : half[i] switch
            {
                '。' or '.' or '!' or '?' or ';' or '\n' or '\r' => ',',
                '~' => ' ',
                var each => char.ToLowerInvariant(each),
            });
        }

        return plain.ToString().Trim(' ', ',');
    }

    [GeneratedRegex("^(?:大家|人|今天|他们)*(?:(?:都|全|全都|全部)(?:到齐了?|到场了?|到了?|来了?|齐了)|到齐了|齐了|全员到场|all(?: of them)?(?: came| here| present)?|every(?:one|body)(?: came| was here| is here)?)$", RegexOptions.None, Limit)]
    private static partial Regex AllCame();

    [GeneratedRegex("^(?:(?:其他|其余|别|剩下)的?人?(?:都|全|全都)?(?:到|来)(?:齐|场)?了?|(?:all )?(?:the )?(?:rest|others?)(?: all)? came)$", RegexOptions.None, Limit)]
    private static partial Regex OthersCame();

    [GeneratedRegex("^(?:(?:大家|人|他们|一个)?(?:都|全|全都)没(?:有)?(?:来|到|到场)|没(?:有)?人(?:来|到)|一个(?:人)?(?:也|都)?没(?:有)?(?:来|到)|(?:nobody|no one|none)(?: came)?)(?:了)?$", RegexOptions.None, Limit)]
    private static partial Regex NobodyCame();

    [GeneratedRegex("(?:都|全|也)没|没(?:有)?人|nobody|no one|none", RegexOptions.None, Limit)]
    private static partial Regex Nobody();

    [GeneratedRegex("除|没有?来|没有?到|未到|未来|缺|except|\\bbut\\b|absent|missing|did ?n[o']t|not (?:here|come|there)", RegexOptions.None, Limit)]
    private static partial Regex SaysAbsent();

    [GeneratedRegex("除了|除|以外|之外|(?:没有?|未)(?:到场|来|到)了?|缺席了?|缺了?|只有|(?:^|(?<=,))\\s*[就只](?:是|有)?|还有|(?:其他|其余|别|剩下)的人?|(?:其他|其余|别)人|其他|其余|(?:大家|剩下的)?(?:都|全)(?:到齐|到场|到|来)了?|(?<=[0-9零一二三四五六七八九十两])[号和跟与及]|[和跟与及](?=[0-9]|[一二三四五六七八九十]{1,3}号)|[,、;&]|\\b(?:all|every(?:one|body)|came|was|were|is|are|except|but|for|and|absent|missing|did ?n[o']t|not|come|here|there|the|rest|others?|no|numbers?)\\b", RegexOptions.None, Limit)]
    private static partial Regex Around();
}
