using ChatGov.Texts;

namespace ChatGov.Sheets;

/// <summary>One table among those of a file, as its tab says; a CSV has one without a name.</summary>
/// <param name="IsHidden">Nobody sees it who opens the file.</param>
public sealed record Tab(int Place, string Name, bool IsHidden);

/// <summary>
/// A file with tables (CSV, XLSX, XLS), told by what is in it and not by its name. Its rows are read one by one, as often as
/// wanted, and nothing is kept in memory but the row at hand and what its cells share.
/// </summary>
public abstract class Book : IDisposable
{
    public const int MostRows = 100_000;
    public const int MostColumns = 200;

    /// <summary>Whatever is read is shorter; the rest of a longer cell is left out.</summary>
    public const int LongestCell = 1_000;

    public abstract IReadOnlyList<Tab> Tabs { get; }

    /// <param name="file">Can be read from its beginning again; stays open.</param>
    /// <exception cref="SheetFault">It is no table, or holds more than one does.</exception>
    public static Book Open(Stream file, CancellationToken cancel)
    {
        var watched = new WatchedStream(file, cancel);
        return FileKinds.Of(watched) switch
        {
            FileKind.Text => new CsvBook(watched),
            FileKind.Xlsx => ExcelBook.OfXlsx(watched),
            FileKind.Xls => ExcelBook.OfXls(watched),
            FileKind.Unknown => throw SheetFault.Unreadable(),
            var other => throw SheetFault.OtherKind(other),
        };
    }

    /// <summary>The rows of a tab that hold anything, hidden ones too.</summary>
    /// <exception cref="SheetFault">While rows are read.</exception>
    public IEnumerable<SheetRow> Rows(Tab tab)
    {
        var count = 0;
        foreach (var row in Read(tab))
        {
            if (row.IsEmpty)
            {
                continue;
            }

            // With room for what stands above a table of the most rows.
            if (++count > MostRows + TableSearch.HeaderWithin)
            {
                throw SheetFault.TooLong();
            }

            yield return row;
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract IEnumerable<SheetRow> Read(Tab tab);

    protected static string Kept(string cell) => Legible.Of(cell.Length > LongestCell ? cell[..LongestCell] : cell);

    protected virtual void Dispose(bool disposing)
    {
        // Only what keeps something open has something to close.
    }
}
