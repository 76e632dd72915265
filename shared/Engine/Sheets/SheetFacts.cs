namespace ChatGov.Sheets;

/// <summary>What a cell shows beside a value.</summary>
public enum CellState
{
    Value,

    /// <summary>A formula that nothing has worked out yet: the file was never saved by a spreadsheet.</summary>
    Formula,

    /// <summary>#N/A and the like.</summary>
    Error,
}

/// <summary>What the library does not tell of a sheet, seen on the way through it. Rows and columns count from 0.</summary>
internal sealed class SheetFacts
{
    private const int MostStrange = 100_000;
    public static readonly Dictionary<int, CellState> Nothing = [];

    private readonly Dictionary<int, Dictionary<int, CellState>> _strange = [];
    private readonly HashSet<int> _hidden = [];
    private int _count;

    /// <summary>How many columns hold anything.</summary>
    public int Width { get; set; }

    public bool IsHidden(int row) => _hidden.Contains(row);

    /// <summary>The cells of a row that show no value of their own.</summary>
    public IReadOnlyDictionary<int, CellState> StrangeIn(int row) => _strange.GetValueOrDefault(row, Nothing);

    public void Hide(int row) => _hidden.Add(row);

    public void Note(int row, int column, CellState state)
    {
        // Nothing right of the columns that are read is asked for.
        if (state == CellState.Value || column >= Book.MostColumns)
        {
            return;
        }

        if (++_count > MostStrange)
        {
            throw SheetFault.TooHeavy();
        }

        if (!_strange.TryGetValue(row, out var cells))
        {
            _strange.Add(row, cells = []);
        }

        cells[column] = state;
    }
}
