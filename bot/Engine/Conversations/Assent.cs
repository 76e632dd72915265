using System.Collections.Frozen;
using ChatGov.Texts;

namespace ChatGov.Conversations;

/// <summary>Yes or no, in the many words people have for it. Only for a question that waits for one.</summary>
internal static class Assent
{
    private static readonly FrozenSet<string> YesWords = Words("assent.yes");
    private static readonly FrozenSet<string> NoWords = Words("assent.no");

    /// <returns>Null for what is neither.</returns>
    public static bool? Read(string text)
    {
        var plain = Understanding.Normalise(text);
        return YesWords.Contains(plain) ? true : NoWords.Contains(plain) ? false : null;
    }

    private static FrozenSet<string> Words(string key) => Language.All
        .SelectMany(language => Catalog.Of(language)[key].Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .ToFrozenSet(StringComparer.Ordinal);
}
