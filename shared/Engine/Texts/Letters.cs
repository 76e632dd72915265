namespace ChatGov.Texts;

/// <summary>
/// How long a text is to whoever typed it: 王𬭎 has two letters, whatever a string counts inside. Every limit on a text that people
/// write is counted so.
/// </summary>
public static class LettersOf
{
    public static int Letters(this string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    /// <summary>Its first letters, none cut in two.</summary>
    public static string FirstLetters(this string text, int most)
    {
        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (most-- == 0)
            {
                return text[..end];
            }

            end += rune.Utf16SequenceLength;
        }

        return text;
    }
}
