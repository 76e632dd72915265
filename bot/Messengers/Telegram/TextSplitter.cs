using System.Buffers;

namespace ChatGov.Messengers.Telegram;

/// <summary>Cuts a text into pieces that a messenger takes. Put together again they are the text, to the last unit.</summary>
public static class TextSplitter
{
    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" 。；！？，");

    /// <param name="limit">The most UTF-16 code units of a piece, at least 2.</param>
    public static IReadOnlyList<string> Split(string text, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 2);
        var pieces = new List<string>();
        var start = 0;
        while (text.Length - start > limit)
        {
            var length = LengthOfNext(text.AsSpan(start, limit), next: text[start + limit]);
            pieces.Add(text.Substring(start, length));
            start += length;
        }

        pieces.Add(text[start..]);
        return pieces;
    }

    /// <summary>After a line, else after a word or sentence, else where it must be. A short first piece helps nobody.</summary>
    private static int LengthOfNext(ReadOnlySpan<char> window, char next)
    {
        var shortest = window.Length / 2;
        var line = window.LastIndexOf('\n') + 1;
        if (line > shortest)
        {
            return line;
        }

        var word = window.LastIndexOfAny(WordEnds) + 1;
        if (word > shortest)
        {
            return word;
        }

        return char.IsLowSurrogate(next) && char.IsHighSurrogate(window[^1]) ? window.Length - 1 : window.Length;
    }
}
