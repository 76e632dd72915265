using System.Text;
using CsvHelper;

namespace ChatGov.Sheets;

/// <summary>The rows of a CSV, whose separator is what its first lines use.</summary>
internal static class CsvRows
{
    public static IEnumerable<SheetRow> Read(Stream file, Encoding? encoding)
    {
        using var reader = Open(file, encoding);
        while (Next(reader) is { } row)
        {
            yield return row;
        }
    }

    private static CsvReader Open(Stream file, Encoding? encoding) => CsvReader.Create(
        file,
        new CsvReaderOptions
        {
            HasHeader = false,
            Encoding = encoding,
            TrackLineNumbers = true,
            IncludeValuesInExceptions = false,
            MaxRecordSize = 256 * 1024,
        },
        leaveOpen: true);

    private static SheetRow? Next(CsvReader reader)
    {
        try
        {
            return reader.Read() ? RowOf(reader) : null;
        }
        catch (Exception exception) when (exception is CsvFormatException or DecoderFallbackException)
        {
            throw new SheetFault(SheetFault.Unreadable);
        }
    }

    private static SheetRow RowOf(CsvReader reader)
    {
        var cells = new string[Math.Min(reader.FieldCount, Sheet.MostColumns + 1)];
        var hasFormula = false;
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = reader.GetString(i);
            hasFormula |= cells[i].Length > 1 && cells[i][0] is '=' or '@';
            if (cells[i].Length > Sheet.LongestCell)
            {
                throw new SheetFault(SheetFault.TooBig);
            }
        }

        return new SheetRow(reader.LineNumber, cells, hasFormula);
    }
}
