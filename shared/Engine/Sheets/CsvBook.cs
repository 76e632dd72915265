using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace ChatGov.Sheets;

/// <summary>A CSV, whose separator is what its first lines use.</summary>
internal sealed class CsvBook : Book
{
    private const int Gb18030 = 54936;

    // With fewer, a sentence looks like a row.
    private const int LeastColumns = 3;
    private static readonly char[] Separators = [',', ';', '\t'];

    private readonly WatchedStream _file;
    private readonly Encoding? _encoding;

    public CsvBook(WatchedStream file) => (_file, _encoding) = (file, EncodingOf(file));

    public override IReadOnlyList<Tab> Tabs { get; } = [new Tab(0, "", IsHidden: false)];

    protected override IEnumerable<SheetRow> Read(Tab tab)
    {
        _file.Position = 0;
        using var reader = CsvReader.Create(
            _file,
            new CsvReaderOptions
            {
                HasHeader = false,
                Encoding = _encoding,
                TrackLineNumbers = true,
                IncludeValuesInExceptions = false,
                MaxRecordSize = 256 * 1024,
            },
            leaveOpen: true);
        var columns = 0;
        while (Next(reader) is { } row)
        {
            columns = columns == 0 ? row.Cells.Count : columns;
            yield return row.Cells.Any(cell => HoldsRows(cell, columns)) ? throw SheetFault.QuoteOpen(row.Number) : row;
        }
    }

    private static SheetRow? Next(CsvReader reader)
    {
        try
        {
            return reader.Read() ? RowOf(reader) : null;
        }
        catch (Exception exception) when (exception is CsvFormatException or DecoderFallbackException)
        {
            throw SheetFault.Unreadable();
        }
    }

    private static SheetRow RowOf(CsvReader reader)
    {
        var cells = new string[Math.Min(reader.FieldCount, MostColumns)];
        var strange = new Dictionary<int, CellState>();
        for (var i = 0; i < reader.FieldCount; i++)
        {
            var text = reader.GetString(i);
            if (i >= cells.Length)
            {
                _ = string.IsNullOrWhiteSpace(text) ? text : throw SheetFault.TooWide();
                continue;
            }

            cells[i] = Meant(Kept(text));
            if (cells[i].Length > 1 && cells[i][0] is '=' or '@')
            {
                strange.Add(i, CellState.Formula);
            }
        }

        return new SheetRow(reader.LineNumber, cells) { Strange = strange };
    }

    /// <summary>Behind its first line a cell has one with as many separators as the table: somebody's note may have several lines, but not rows.</summary>
    private static bool HoldsRows(string cell, int columns) => columns >= LeastColumns && cell.Contains('\n', StringComparison.Ordinal)
        && cell.Split('\n').Skip(1).Any(line => Separators.Any(separator => line.Count(letter => letter == separator) >= columns - 1));

    /// <summary>="199…" is how programs make a spreadsheet keep digits as they are.</summary>
    private static string Meant(string cell) =>
        cell.Length > 3 && cell.StartsWith("=\"", StringComparison.Ordinal) && cell[^1] == '"' && cell.IndexOf('"', 2) == cell.Length - 1 ? cell[2..^1] : cell;

    /// <summary>What is no UTF-8 from beginning to end is Chinese as spreadsheets have written it for decades.</summary>
    /// <returns>Null where a mark at the beginning names the encoding, or it is UTF-8.</returns>
    private static Encoding? EncodingOf(WatchedStream file)
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
