using System.Text;

namespace ChatGov.Exports;

/// <summary>Writes a table row by row; its end is written when it is disposed of.</summary>
internal interface ITableWriter : IDisposable
{
    void Row(ReadOnlySpan<Cell> cells);
}

internal static class TableWriters
{
    public static ITableWriter Make(ListFormat format, Stream output) =>
        format == ListFormat.Xlsx ? new XlsxWriter(output) : new CsvWriter(output);
}

/// <summary>RFC 4180, with the sign at the front by which Excel knows UTF-8.</summary>
internal sealed class CsvWriter(Stream output) : ITableWriter
{
    private readonly StreamWriter _text = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };

    public void Row(ReadOnlySpan<Cell> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                _text.Write(',');
            }

            Write(cells[i].Text);
        }

        _text.WriteLine();
        _text.Flush();
    }

    public void Dispose() => _text.Dispose();

    private void Write(string text)
    {
        if (text.AsSpan().IndexOfAny("\",\r\n") < 0)
        {
            _text.Write(text);
            return;
        }

        _text.Write('"');
        _text.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        _text.Write('"');
    }
}
