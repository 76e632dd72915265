using ChatGov.Texts;

namespace ChatGov.Values;

/// <summary>Words of the catalogs that are looked for in what people write, of all languages together.</summary>
public static class WordList
{
    public static string[] Of(string key) =>
    [
        .. Language.All.SelectMany(language => Catalog.Of(language)[key].Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    ];

    /// <summary>A Latin word counts from its beginning only: "fix" is not in "suffix".</summary>
    public static bool IsIn(string text, string[] words) => Array.Exists(words, word => IsIn(text, word));

    private static bool IsIn(string text, string word)
    {
        for (var at = Find(0); at >= 0; at = Find(at + 1))
        {
            if (!char.IsAsciiLetter(word[0]) || at == 0 || !char.IsAsciiLetter(text[at - 1]))
            {
                return true;
            }
        }

        return false;

        int Find(int from) => text.IndexOf(word, from, StringComparison.OrdinalIgnoreCase);
    }
}
