using System.Text;

namespace ChatGov.Texts;

/// <summary>
/// What people write holds no control characters but line ends and tabs (PostgreSQL takes no NUL), no halves of
/// letters (nothing can write them), and nothing that turns the direction of what others read.
/// </summary>
public static class Legible
{
    public static string Of(string text) => text.AsSpan().IndexOfAnyExcept(Plain) < 0 ? text : Clean(text);

    private static readonly System.Buffers.SearchValues<char> Plain = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(each => !char.IsSurrogate(each) && !IsLeftOut(each))]);

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // A half of a letter comes from here as U+FFFD.
            if (!rune.IsBmp || !IsLeftOut((char)rune.Value))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString();
    }

    private static bool IsLeftOut(char each) => each switch
    {
        '\n' or '\t' => false,
        >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' => true,

        // Nobody sees them, so nobody can mean them: marks of direction, spaces without width, the mark of a byte order.
        '\u200B' or '\u200E' or '\u200F' or '\u061C' or '\u2060' or '\u00AD' or '\uFEFF' => true,
        _ => char.IsControl(each),
    };
}
