using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.Sentences;

/// <summary>What was typed in one spelling: half-width, lower case, simplified; each letter in its own place.</summary>
internal static class PlainText
{
    /// <summary>Nobody says in more than that what they want; what follows is their story.</summary>
    public const int Longest = 400;

    public static string Of(string text)
    {
        var typed = text.Length > Longest ? text.FirstLetters(Longest) : text;
        var plain = string.Create(typed.Length, Numerals.HalfWidth(typed), static (letters, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                letters[i] = Plain(from[i]);
            }
        });
        return IsSpacedOut(plain) ? plain.Replace(" ", "", StringComparison.Ordinal) : plain;
    }

    /// <summary>A letter or a digit: all else is a pause.</summary>
    public static bool IsSaid(char letter) => char.IsLetterOrDigit(letter);

    private static char Plain(char letter) => char.IsWhiteSpace(letter) ? ' ' : Simplified.Of(char.ToLowerInvariant(letter));

    /// <summary>报 到: every letter stands alone.</summary>
    private static bool IsSpacedOut(string plain) => plain.Contains(' ', StringComparison.Ordinal)
        && plain.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(piece => piece.Length == 1 && !char.IsAscii(piece[0]));
}
