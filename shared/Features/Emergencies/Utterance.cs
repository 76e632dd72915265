using System.Text;

namespace ChatGov.Emergencies;

/// <summary>How written signs are brought to one form before any rule sees them.</summary>
/// <param name="Same">What a sign is read as: traditional ones as simplified ones.</param>
/// <param name="Silent">Particles that say nothing.</param>
/// <param name="BeforeEr">After these 儿 is only a sound: 没气儿了.</param>
internal sealed record Spelling(IReadOnlyDictionary<char, char> Same, IReadOnlySet<char> Silent, IReadOnlySet<char> BeforeEr);

/// <summary>
/// What was said, in units: each Chinese sign is one, each Latin word or number, each pause, each end of a sentence. The rules
/// count distances in them, so that these mean the same in both languages.
/// </summary>
internal static class Utterance
{
    public const string Pause = ",";
    public const string Stop = ".";

    // What begins a title: 《救命》 is a book.
    private const char Title = '《';

    // Whoever writes blanks between words, as some recognition of speech does, has fewer signs between them than between sentences.
    private const int FewestBetweenPauses = 3;

    public static List<string> Units(string text, Spelling spelling)
    {
        var units = new List<string>(text.Length);
        var word = new StringBuilder();
        var pausesByBlank = PausesByBlank(text);
        for (var i = 0; i < text.Length; i++)
        {
            var sign = Plain(text[i], spelling);
            if (IsOfWord(sign))
            {
                word.Append(sign);
            }
            else if (!Joins(word, sign, text, i))
            {
                End(word, units);
                Add(units, pausesByBlank && IsBetweenChinese(text, i) ? ',' : sign, spelling);
            }
            else if (sign == '.')
            {
                word.Append(sign);
            }
        }

        End(word, units);
        return units;
    }

    /// <summary>Many write a blank for a comma.</summary>
    private static bool PausesByBlank(string text) => text.Count(IsChinese) >= FewestBetweenPauses * (text.Count(sign => sign == ' ') + 1);

    private static bool IsBetweenChinese(string text, int at) =>
        text[at] == ' ' && at > 0 && at + 1 < text.Length && IsChinese(text[at - 1]) && IsChinese(text[at + 1]);

    private static bool IsChinese(char sign) => !char.IsAscii(sign) && char.IsLetter(sign);

    private static char Plain(char sign, Spelling spelling)
    {
        var plain = sign is >= '\uFF01' and <= '\uFF5E' ? (char)(sign - 0xFEE0) : sign;
        plain = char.ToLowerInvariant(plain);
        return spelling.Same.GetValueOrDefault(plain, plain);
    }

    /// <summary>"can't" is one word, and so is 36.5.</summary>
    private static bool Joins(StringBuilder word, char sign, string text, int at) =>
        word.Length > 0 && at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at + 1])
        && (sign is '\'' or '’' or '`' || (sign == '.' && char.IsAsciiDigit(word[^1])));

    private static void End(StringBuilder word, List<string> units)
    {
        if (word.Length > 0)
        {
            units.Add(word.ToString());
            word.Clear();
        }
    }

    private static void Add(List<string> units, char sign, Spelling spelling)
    {
        if (char.IsLetter(sign))
        {
            var isSound = sign == '儿' && units.Count > 0 && units[^1].Length == 1 && spelling.BeforeEr.Contains(units[^1][0]);
            if (!isSound && !spelling.Silent.Contains(sign))
            {
                units.Add(sign.ToString());
            }
        }
        else if (sign == Title)
        {
            units.Add(Title.ToString());
        }
        else if (IsMark(sign))
        {
            AddMark(units, sign is '。' or '.' or '!' or '?' or ';' or '\n' ? Stop : Pause);
        }
    }

    /// <summary>Several marks are one; "我妈。。。没气了" is a sentence that hesitates, not three.</summary>
    private static void AddMark(List<string> units, string mark)
    {
        if (units.Count == 0)
        {
            return;
        }

        if (units[^1] is Pause or Stop)
        {
            units[^1] = mark == Stop && units[^1] == Stop ? Pause : units[^1];
        }
        else
        {
            units.Add(mark);
        }
    }

    private static bool IsOfWord(char sign) => char.IsAsciiLetterOrDigit(sign);

    private static bool IsMark(char sign) => sign == '\n' || char.IsPunctuation(sign) || char.IsSymbol(sign);
}
