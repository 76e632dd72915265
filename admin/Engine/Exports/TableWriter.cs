using System.Globalization;
using CsvHelper;
using SpreadCheetah;
using SpreadCheetah.Worksheets;

namespace ChatGov.Exports;

/// <summary>Writes a table row by row.</summary>
internal interface ITableWriter : IAsyncDisposable
{
    ValueTask Row(IReadOnlyList<Cell> cells, CancellationToken cancel);

    /// <summary>Without it the table is cut off.</summary>
    ValueTask End(CancellationToken cancel);
}

internal static class TableWriters
{
    public static async Task<ITableWriter> Make(ListFormat format, Stream output, CancellationToken cancel) =>
        format == ListFormat.Xlsx ? await XlsxTable.Begin(output, cancel) : new CsvTable(output);
}

/// <summary>RFC 4180, with the sign at the front by which Excel knows UTF-8.</summary>
internal sealed class CsvTable(Stream output) : ITableWriter
{
    private readonly CsvWriter _csv = Begin(output);

    public static CsvWriter Begin(Stream output) => CsvWriter.Create(output, CsvWriterOptions.Default with { WriteByteOrderMark = true }, leaveOpen: true);

    public ValueTask Row(IReadOnlyList<Cell> cells, CancellationToken cancel)
    {
        foreach (var cell in cells)
        {
            _csv.WriteField(cell.Text);
        }

        return _csv.EndRecordAsync(cancel);
    }

    public ValueTask End(CancellationToken cancel) => _csv.FlushAsync(cancel);

    public ValueTask DisposeAsync() => _csv.DisposeAsync();
}

/// <summary>One sheet, every text in its own cell, so that nothing grows with the rows.</summary>
internal sealed class XlsxTable : ITableWriter
{
    /// <summary>What a sheet can hold.</summary>
    private const int MostRows = 1_048_576;

    private static readonly SpreadCheetahOptions Options = new()
    {
        CompressionLevel = SpreadCheetahCompressionLevel.Fastest,
        DocumentProperties = null,
        PreserveStringWhitespace = true,
        // Optional by the standard, and needed by some readers.
        WriteCellReferenceAttributes = true,
    };

    private readonly Spreadsheet _sheet;

    private XlsxTable(Spreadsheet sheet) => _sheet = sheet;

    public static async Task<XlsxTable> Begin(Stream output, CancellationToken cancel)
    {
        var sheet = await Spreadsheet.CreateNewAsync(output, Options, cancel);

        // Wide enough for a time or a name; the reader's own is that of eight digits.
        await sheet.StartWorksheetAsync("ChatGov", new WorksheetOptions { DefaultColumnWidth = 24 }, cancel);
        return new XlsxTable(sheet);
    }

    public ValueTask Row(IReadOnlyList<Cell> cells, CancellationToken cancel) => _sheet.NextRowNumber <= MostRows
        ? _sheet.AddRowAsync(cells.Select(DataCellOf).ToArray(), cancel)
        : throw new InvalidOperationException("more rows than a sheet holds");

    public ValueTask End(CancellationToken cancel) => _sheet.FinishAsync(cancel);

    public ValueTask DisposeAsync() => _sheet.DisposeAsync();

    private static DataCell DataCellOf(Cell cell) => cell switch
    {
        { Text.Length: 0 } => default,
        { IsNumber: false } => new DataCell(Writable(cell.Text)),
        _ when long.TryParse(cell.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => new DataCell(whole),
        _ => new DataCell(double.Parse(cell.Text, CultureInfo.InvariantCulture)),
    };

    // Signs that XML 1.0 has no way to say and that the package lets through.
    private static string Writable(string text) => text.Replace("\uFFFE", "", StringComparison.Ordinal).Replace("\uFFFF", "", StringComparison.Ordinal);
}
