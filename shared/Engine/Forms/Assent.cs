using System.Collections.Frozen;
using ChatGov.Values;

namespace ChatGov.Forms;

/// <summary>Yes or no, in the many words people have for it. Only for a question that waits for one.</summary>
public static class Assent
{
    private static readonly FrozenSet<string> YesWords = Words("assent.yes");
    private static readonly FrozenSet<string> NoWords = Words("assent.no");
    private static readonly char[] Ends = [' ', '.', '。', '!', '?', ',', '、', '~', '…', '"', '“', '”', '/'];

    /// <returns>Null for what is neither.</returns>
    public static bool? Read(string text)
    {
        var plain = Numerals.HalfWidth(text).Trim(Ends).ToLowerInvariant();
        return YesWords.Contains(plain) ? true : NoWords.Contains(plain) ? false : null;
    }

    private static FrozenSet<string> Words(string key) => WordList.Of(key).ToFrozenSet(StringComparer.Ordinal);
}
