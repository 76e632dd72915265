using System.Text;
using ChatGov.Texts;

namespace ChatGov.Tasks;

/// <summary>
/// Words that fit every task and so say nothing about one. A place can add its own to the catalogs, in all languages
/// together: a text may mix them.
/// </summary>
internal static class VagueWords
{
    // One Chinese character or two Latin letters name nothing yet.
    private const int LeastHan = 2;
    private const int LeastLatin = 3;

    public static bool LeavesSomething(string key, string text)
    {
        var words = Words(key);
        var rest = new StringBuilder();
        foreach (var piece in Pieces(text.ToLowerInvariant()))
        {
            rest.Append(char.IsAsciiLetter(piece[0]) ? Latin(piece, words) : Han(piece, words));
        }

        return rest.Length >= (rest.Length > 0 && char.IsAsciiLetter(rest[0]) ? LeastLatin : LeastHan);
    }

    private static string Latin(string word, string[] vague) => vague.Contains(word) ? "" : word;

    private static string Han(string text, string[] vague) =>
        vague.Aggregate(text, (rest, word) => rest.Replace(word, "", StringComparison.Ordinal));

    /// <summary>Runs of Latin letters, and runs of other letters and digits; what lies between is dropped.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && i > start && Kind(text[i]) == Kind(text[start]))
            {
                continue;
            }

            if (i > start && Kind(text[start]) > 0)
            {
                yield return text[start..i];
            }

            start = i;
        }
    }

    private static int Kind(char each) => char.IsAsciiLetter(each) ? 1 : char.IsLetterOrDigit(each) ? 2 : 0;

    // The longest first, so that "参加活动" is not cut into halves that leave something.
    private static string[] Words(string key) =>
    [
        .. Language.All
            .SelectMany(language => Catalog.Of(language)[key].Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .OrderByDescending(word => word.Length),
    ];
}
