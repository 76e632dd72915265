using System.Globalization;
using System.Text;

namespace ChatGov.Messengers.WeCom;

/// <summary>Cuts by bytes of UTF-8 and between letters as people see them: what WeCom counts, and cuts in silence.</summary>
internal static class Utf8Cut
{
    /// <summary>Pieces of at most so many bytes, at the end of a line where one is near. Together they are the text.</summary>
    public static IReadOnlyList<string> Pieces(string text, int most)
    {
        var pieces = new List<string>();
        var rest = text.AsSpan();
        while (Encoding.UTF8.GetByteCount(rest) > most)
        {
            var end = Fits(rest, most);
            var line = rest[..end].LastIndexOf('\n') + 1;
            end = line > end / 2 ? line : end;
            pieces.Add(rest[..end].ToString());
            rest = rest[end..];
        }

        pieces.Add(rest.ToString());
        return pieces;
    }

    /// <summary>How many units fit: whole letters, and where one alone is too large its code points.</summary>
    private static int Fits(ReadOnlySpan<char> text, int most) =>
        Count(text, most, rest => StringInfo.GetNextTextElementLength(rest)) is > 0 and var letters ? letters : Count(text, most, CodePoint);

    private static int CodePoint(ReadOnlySpan<char> rest) => rest.Length > 1 && char.IsSurrogatePair(rest[0], rest[1]) ? 2 : 1;

    private static int Count(ReadOnlySpan<char> text, int most, Step next)
    {
        var (end, bytes) = (0, 0);
        while (end < text.Length)
        {
            var length = next(text[end..]);
            bytes += Encoding.UTF8.GetByteCount(text.Slice(end, length));
            if (bytes > most)
            {
                return end;
            }

            end += length;
        }

        return end;
    }

    private delegate int Step(ReadOnlySpan<char> rest);
}
