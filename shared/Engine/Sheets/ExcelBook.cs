using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace ChatGov.Sheets;

/// <summary>XLSX and XLS, read by ExcelDataReader once the file is measured.</summary>
internal sealed class ExcelBook : Book
{
    private const long LargestXls = 24 * 1024 * 1024;

    /// <summary>What opening an old workbook, turning to a sheet of it, or one stretch of its rows may take.</summary>
    private const long StepMayTake = 96 * 1024 * 1024;

    private const int Gb18030 = 54936;

    private readonly WatchedStream _file;
    private readonly Stream? _own;
    private readonly IReadOnlyList<SheetFacts> _facts;
    private readonly long _stepMayTake;
    private readonly IExcelDataReader _reader;

    static ExcelBook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private ExcelBook(WatchedStream file, Stream? own, IReadOnlyList<SheetFacts> facts, long stepMayTake)
    {
        (_file, _own, _facts, _stepMayTake) = (file, own, facts, stepMayTake);
        _reader = Step(() => ExcelReaderFactory.CreateReader(file, new ExcelReaderConfiguration
        {
            FallbackEncoding = Encoding.GetEncoding(Gb18030),
            LeaveOpen = true,
        }));
        Tabs = [.. TabsInOrder()];
        if (facts.Count > 0 && facts.Count != Tabs.Count)
        {
            throw SheetFault.Unreadable();
        }
    }

    public override IReadOnlyList<Tab> Tabs { get; }

    public static ExcelBook OfXlsx(WatchedStream file)
    {
        var parts = XlsxParts.Check(file);
        var loose = parts.IsStrict ? StrictNames.Loosen(file) : null;
        return Owned(loose, () => new ExcelBook(loose is null ? file : file.On(loose), loose, parts.Sheets, long.MaxValue / 2));
    }

    public static ExcelBook OfXls(WatchedStream file) =>
        file.Length <= LargestXls ? new ExcelBook(file, own: null, [], StepMayTake) : throw SheetFault.TooHeavy();

    protected override IEnumerable<SheetRow> Read(Tab tab)
    {
        Step(() => TurnTo(tab.Place));
        var facts = _facts.Count > 0 ? _facts[tab.Place] : null;
        var width = Math.Min(facts?.Width ?? int.MaxValue, _reader.FieldCount);
        var merged = new MergedCells(_reader.MergeCells);
        for (var row = 0; Step(_reader.Read); row++)
        {
            var cells = CellsOf(width);
            yield return new SheetRow(row + 1, cells)
            {
                IsHidden = facts?.IsHidden(row) ?? _reader.RowHeight == 0,
                Strange = facts?.StrangeIn(row) ?? SheetFacts.Nothing,
                Merged = merged.At(row, cells),
            };
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.Dispose();
            _own?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static ExcelBook Owned(Stream? own, Func<ExcelBook> open)
    {
        try
        {
            return open();
        }
        catch
        {
            own?.Dispose();
            throw;
        }
    }

    private IEnumerable<Tab> TabsInOrder()
    {
        var place = 0;
        do
        {
            yield return new Tab(place, _reader.Name ?? "", _reader.VisibleState is not (null or "visible"));
            place++;
        }
        while (Step(_reader.NextResult));
    }

    private bool TurnTo(int place)
    {
        // Rows are read from the first again, even of the sheet that is open.
        _reader.Reset();
        for (var at = 0; at < place; at++)
        {
            _reader.NextResult();
        }

        return true;
    }

    /// <summary>Damaged and formatted sheets have many rows without anything: those cost nothing.</summary>
    private string[] CellsOf(int width)
    {
        string[]? cells = null;
        for (var i = 0; i < width; i++)
        {
            var text = Shown(_reader.GetValue(i));
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            if (i >= MostColumns)
            {
                throw SheetFault.TooWide();
            }

            if (cells is null)
            {
                cells = new string[Math.Min(width, MostColumns)];
                Array.Fill(cells, "");
            }

            cells[i] = Kept(text);
        }

        return cells ?? [];
    }

    /// <summary>A number as Excel shows it in a cell without a format: with up to 15 digits, and none of it as a power of ten.</summary>
    private static string Shown(object? value) => value switch
    {
        null => "",
        string text => text,
        double number when Math.Abs(number) < 1e27 => ((decimal)number).ToString(CultureInfo.InvariantCulture),
        bool isTrue => isTrue ? "TRUE" : "FALSE",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>The library throws what its parsers meet in a damaged file: index, format, arithmetic, its own.</summary>
    private T Step<T>(Func<T> step)
    {
        try
        {
            _file.Allow(_stepMayTake);
            return step();
        }
        catch (InvalidPasswordException)
        {
            throw SheetFault.OtherKind(FileKind.Encrypted);
        }
        catch (Exception exception) when (exception is not (SheetFault or OperationCanceledException or OutOfMemoryException))
        {
            throw SheetFault.Unreadable();
        }
    }
}
