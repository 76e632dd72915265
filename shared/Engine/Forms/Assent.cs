using System.Collections.Frozen;
using ChatGov.Values;

namespace ChatGov.Forms;

/// <summary>Yes or no, in the many words people have for it. Only for a question that waits for one.</summary>
public static class Assent
{
    private static readonly FrozenSet<string> YesWords = Words("assent.yes");
    private static readonly FrozenSet<string> NoWords = Words("assent.no");
    private const int MostParts = 3;
    private static readonly char[] Pauses = [' ', ',', '，', '。', '、'];
    private static readonly char[] Ends = [' ', '.', '。', '!', '?', ',', '、', '~', '…', '"', '“', '”', '/'];

    /// <returns>Null for what is neither.</returns>
    public static bool? Read(string text)
    {
        var plain = Numerals.HalfWidth(text).Trim(Ends).ToLowerInvariant();
        return ReadOne(plain) ?? ReadAll(plain.Split(Pauses, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static bool? ReadOne(string plain) => YesWords.Contains(plain) ? true : NoWords.Contains(plain) ? false : null;

    /// <summary>可以，发吧 says yes twice; 可以，不 says neither.</summary>
    private static bool? ReadAll(string[] parts) => parts.Length is > 1 and <= MostParts && parts.Select(ReadOne).Distinct().ToList() is [{ } all] ? all : null;

    private static FrozenSet<string> Words(string key) => WordList.Of(key).ToFrozenSet(StringComparer.Ordinal);
}
