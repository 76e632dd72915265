using System.Collections.Frozen;
using System.Text;
using ChatGov.Texts;

namespace ChatGov.Conversations;

/// <summary>What a person wants: an intent and its argument.</summary>
public sealed record Intent(string Name, string Argument = "")
{
    /// <summary>Of a choice's action: <c>claim:17</c>.</summary>
    public static Intent Of(string action)
    {
        var colon = action.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new Intent(action) : new Intent(action[..colon], action[(colon + 1)..]);
    }
}

/// <summary>
/// Reads commands: the words of each topic, alone or followed by an argument, in every language at once. Plain sentences are
/// <see cref="Plainly"/>'s.
/// </summary>
public static class Understanding
{
    // Before the words: they are what is left of the openers without their mark.
    private static readonly HashSet<string> Openers = new(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, string> IntentByWord = LoadWords();

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> IntentByBeginning = IntentByWord.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly int LongestWord = IntentByWord.Keys.Max(word => word.Length);

    private const int ShortestDrawn = 8;

    /// <summary>The intent that is meant by words alone, or null.</summary>
    public static Intent? Read(string text)
    {
        var written = Tidy(text);
        var plain = written.ToLowerInvariant();
        if (IntentByWord.TryGetValue(plain, out var exact))
        {
            return new Intent(exact);
        }

        // Longest first, so that 退出 is not read as 退 with an argument.
        for (var length = Math.Min(plain.Length - 1, LongestWord); length > 0; length--)
        {
            if (IntentByBeginning.TryGetValue(plain.AsSpan(0, length), out var intent) && Argument(written[length..], plain[..length]) is { } argument)
            {
                return new Intent(intent, argument);
            }
        }

        return null;
    }

    private static readonly Lazy<FrozenDictionary<string, string>> ShownByBareWord = new(BareWordsOfShows);

    /// <summary>
    /// The words of a topic among what only fills and in any dialect: 请问有啥任务吗. Only of what shows something: what is done at
    /// once wants its own words, and 签到了吗 asks.
    /// </summary>
    public static Intent? ReadLoosely(string text) =>
        ShownByBareWord.Value.TryGetValue(Loosely.Bare(text), out var intent) ? new Intent(intent) : null;

    /// <summary>Full-width forms to plain ones, lower case, single spaces, no punctuation at the ends, no slash in front.</summary>
    public static string Normalise(string text) => Tidy(text).ToLowerInvariant();

    private static string Tidy(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var each in text)
        {
            var letter = each switch
            {
                '\u3000' => ' ',
                >= '\uFF01' and <= '\uFF5E' => (char)(each - 0xFEE0),
                _ => each,
            };
            letter = char.IsWhiteSpace(letter) ? ' ' : letter;
            if (letter != ' ' || (plain.Length > 0 && plain[^1] != ' '))
            {
                plain.Append(letter);
            }
        }

        return plain.ToString().Trim(' ', '.', '。', '!', '?', ',', '、', '~', '…', '"', '“', '”').TrimStart('/');
    }

    /// <summary>
    /// What follows the word, as it was written. A Latin word needs a space behind it; a Chinese one may be followed by a number, by a
    /// space, by 第…/…号 or by the code on a paper directly. One that the catalogs mark with * begins a whole sentence.
    /// </summary>
    private static string? Argument(string rest, string word)
    {
        var argument = rest.Trim(' ', ':', '号', '第', '#');
        var isSeparate = rest[0] is ' ' or ':' or '#';
        var isNumber = argument.Length > 0 && argument.All(char.IsAsciiDigit);
        if (Openers.Contains(word) && (isSeparate || !char.IsAsciiLetter(word[^1])))
        {
            return rest.Trim(' ', ':');
        }

        if (char.IsAsciiLetter(word[^1]) && !isSeparate && !(isNumber && rest[0] is not ' '))
        {
            return null;
        }

        return isSeparate || isNumber || IsCode(rest) ? (isNumber ? argument : rest.Trim(' ', ':', '#')) : null;
    }

    /// <summary>
    /// Letters and digits such as ZM-1A2B: no sentence goes on like that. The longer ones are drawn at random, and one in seventy of them
    /// has no digit.
    /// </summary>
    private static bool IsCode(string rest) =>
        rest.Any(char.IsAsciiLetter) && rest.All(each => char.IsAsciiLetterOrDigit(each) || each is '-' or ' ')
        && (rest.Any(char.IsAsciiDigit) || rest.Count(char.IsAsciiLetter) >= ShortestDrawn);

    private static FrozenDictionary<string, string> BareWordsOfShows() => IntentByWord
        .Where(word => Topics.Find(word.Value) is { OnlyShows: true }).Select(word => (Bare: Loosely.Bare(word.Key), Intent: word.Value))
        .Where(word => word.Bare.Length > 1).DistinctBy(word => word.Bare).ToFrozenDictionary(word => word.Bare, word => word.Intent, StringComparer.Ordinal);

    private static FrozenDictionary<string, string> LoadWords()
    {
        const string prefix = "words.";
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var language in Language.All)
        {
            foreach (var (key, text) in Catalog.Of(language).Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)))
            {
                foreach (var word in text.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    var plain = Normalise(word.TrimEnd('*'));
                    words.TryAdd(plain, key[prefix.Length..]);
                    if (word.EndsWith('*'))
                    {
                        Openers.Add(plain);
                    }
                }
            }
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
