using System.Text;

namespace ChatGov.Papers.Printing;

/// <summary>
/// The two fonts of a PDF, neither of them inside it: Times-Roman, which every reader has, for ASCII; and Adobe's
/// standard Chinese font STSong-Light by the standard encoding UniGB-UCS2-H, which readers show in a Chinese font of
/// their own. So no font has to be on the machine that writes.
/// </summary>
internal static class PdfFonts
{
    // Widths of Times-Roman for ASCII 32 to 126 in thousandths of the size, from Adobe's published metrics.
    private static readonly int[] LatinWidths =
    [
        250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
        500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
        921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
        556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
        333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
        500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
    ];

    private const char Dot = '·';
    private const int DotWidth = 250;

    // What may not begin a line.
    private const string Closing = "，。、；：？！）》”’】…,.;:?!)%";

    /// <summary>The encoding knows two bytes a letter: what needs more is shown as the printers' sign for a missing letter.</summary>
    public static string Printable(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            plain.Append(rune.Value is '・' or '‧' or '•' ? "·" : rune.IsBmp && !Rune.IsControl(rune) && rune.Value != Rune.ReplacementChar.Value ? rune.ToString() : rune.IsBmp ? " " : "〓");
        }

        return plain.ToString();
    }

    /// <summary>In Times-Roman: ASCII, and the dot within Mongolian names, which Chinese fonts of readers often lack.</summary>
    public static bool IsLatin(char letter) => letter is (>= ' ' and <= '~') or Dot;

    public static double Width(string text, double size)
    {
        var sum = 0;
        foreach (var letter in text)
        {
            sum += letter == Dot ? DotWidth : IsLatin(letter) ? LatinWidths[letter - ' '] : 1_000;
        }

        return sum * size / 1_000;
    }

    /// <summary>Lines of at most this width: between Chinese letters, between words, and inside a word longer than a line.</summary>
    /// <param name="indent">How much narrower the first line is.</param>
    public static List<string> Wrap(string text, double size, double width, double indent = 0)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var piece in Pieces(text))
        {
            var room = lines.Count == 0 ? width - indent : width;
            if (line.Length > 0 && Width(line + piece.TrimEnd(), size) > room)
            {
                lines.Add(line.TrimEnd());
                line = "";
                room = width;
            }

            line += piece;
            while (Width(line.TrimEnd(), size) > room && line.Length > 1)
            {
                var fits = Enumerable.Range(1, line.Length - 1).Last(length => length == 1 || Width(line[..length], size) <= room);
                lines.Add(line[..fits]);
                line = line[fits..];
                room = width;
            }
        }

        if (line.Trim().Length > 0 || lines.Count == 0)
        {
            lines.Add(line.TrimEnd());
        }

        return lines;
    }

    /// <summary>What stays together: a word with the space behind it, a Chinese letter with the marks that may not begin a line.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var begin = i++;
            if (IsLatin(text[begin]))
            {
                while (i < text.Length && IsLatin(text[i]) && text[i - 1] != ' ')
                {
                    i++;
                }
            }

            while (i < text.Length && !IsLatin(text[i]) && Closing.Contains(text[i], StringComparison.Ordinal))
            {
                i++;
            }

            yield return text[begin..i];
        }
    }
}
