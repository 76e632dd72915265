using System.Collections.Frozen;
using ChatGov.Values;

namespace ChatGov.Forms;

/// <summary>Yes or no, in the many words people have for it. Only for a question that waits for one.</summary>
public static class Assent
{
    private static readonly FrozenSet<string> YesWords = Words("assent.yes");
    private static readonly FrozenSet<string> NoWords = Words("assent.no");
    private const int MostLetters = 16;
    private static readonly char[] Pauses = [' ', ',', '，', '。', '、'];
    private static readonly char[] Ends = [' ', '.', '。', '!', '?', ',', '、', '~', '…', '"', '“', '”', '/'];

    /// <returns>Null for what is neither.</returns>
    public static bool? Read(string text)
    {
        var said = Numerals.HalfWidth(text).Trim();
        if (said.EndsWith('?'))
        {
            // 行？ asks.
            return null;
        }

        var plain = said.Trim(Ends).ToLowerInvariant();
        return ReadOne(plain) ?? ReadAll(plain);
    }

    private static bool? ReadOne(string plain) => YesWords.Contains(plain) ? true : NoWords.Contains(plain) ? false : null;

    /// <summary>可以，发吧 and 好的我同意 say yes twice; 可以，不 says neither.</summary>
    private static bool? ReadAll(string plain)
    {
        var words = plain.Split(Pauses, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return plain.Length > MostLetters ? null : IsMadeOf(words, YesWords) ? true : IsMadeOf(words, NoWords) ? false : null;
    }

    private static bool IsMadeOf(string[] words, FrozenSet<string> of) => words.Length > 0 && Array.TrueForAll(words, word => IsMadeOf(word, of));

    private static bool IsMadeOf(string word, FrozenSet<string> of) => word.Length == 0 || Enumerable.Range(1, word.Length).Any(
        length => of.Contains(word[..length]) && (!char.IsAscii(word[0]) || length == word.Length) && IsMadeOf(word[length..], of));

    private static FrozenSet<string> Words(string key) => WordList.Of(key).ToFrozenSet(StringComparer.Ordinal);
}
