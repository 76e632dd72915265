using System.Text;
using System.Text.Unicode;

namespace ChatGov.Sheets;

/// <summary>
/// A table in a file, CSV or XLSX, told by what is in it and not by its name. Its rows are read one by one, as often as
/// wanted: nothing of the file is kept in memory but the row at hand (and, of an XLSX, the texts that its cells share).
/// </summary>
public static class Sheet
{
    public const int MostRows = 200_000;
    public const int MostColumns = 200;
    public const int LongestCell = 4_000;

    private const int Gb18030 = 54936;

    /// <param name="file">Can be read from its beginning again.</param>
    /// <exception cref="SheetFault">While rows are read.</exception>
    public static IEnumerable<SheetRow> Rows(Stream file)
    {
        var count = 0;
        foreach (var row in IsZip(file) ? XlsxRows.Read(file) : CsvRows.Read(file, EncodingOf(file)))
        {
            if (++count > MostRows + 1 || row.Cells.Count > MostColumns)
            {
                throw new SheetFault(SheetFault.TooBig);
            }

            if (!row.IsEmpty)
            {
                yield return row;
            }
        }
    }

    private static bool IsZip(Stream file)
    {
        Span<byte> start = stackalloc byte[4];
        file.Position = 0;
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return read == start.Length && start.SequenceEqual("PK\x03\x04"u8);
    }

    /// <summary>What is no UTF-8 from beginning to end is Chinese as spreadsheets have written it for decades.</summary>
    /// <returns>Null where a mark at the beginning names the encoding, or it is UTF-8.</returns>
    private static Encoding? EncodingOf(Stream file)
    {
        var buffer = new byte[64 * 1024];
        var kept = 0;
        var isFirst = true;
        file.Position = 0;
        try
        {
            while (true)
            {
                var read = file.ReadAtLeast(buffer.AsSpan(kept), 1, throwOnEndOfStream: false);
                var part = buffer.AsSpan(0, kept + read);
                if (isFirst && (part.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || part.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])))
                {
                    return null;
                }

                isFirst = false;
                var whole = read == 0 ? part.Length : part.Length - Unfinished(part);
                if (!Utf8.IsValid(part[..whole]))
                {
                    return CodePagesEncodingProvider.Instance.GetEncoding(Gb18030);
                }

                if (read == 0)
                {
                    return null;
                }

                kept = part.Length - whole;
                part[whole..].CopyTo(buffer);
            }
        }
        finally
        {
            file.Position = 0;
        }
    }

    /// <summary>How many bytes at the end begin a letter that the next part finishes.</summary>
    private static int Unfinished(ReadOnlySpan<byte> part)
    {
        for (var back = 1; back <= Math.Min(3, part.Length); back++)
        {
            var letter = part[^back];
            if (letter >= 0xC0)
            {
                var length = letter >= 0xF0 ? 4 : letter >= 0xE0 ? 3 : 2;
                return length > back ? back : 0;
            }

            if (letter < 0x80)
            {
                return 0;
            }
        }

        return 0;
    }
}
