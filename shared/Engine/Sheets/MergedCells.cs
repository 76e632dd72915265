using ExcelDataReader;

namespace ChatGov.Sheets;

/// <summary>The merged cells of a sheet, followed down its rows.</summary>
internal sealed class MergedCells(IEnumerable<CellRange>? ranges)
{
    /// <summary>Merged cells do not overlap: no row can cross more.</summary>
    private const int MostAtOnce = Book.MostColumns;

    private readonly Queue<CellRange> _ahead = new((ranges ?? []).Where(IsSensible).OrderBy(range => range.FromRow));
    private readonly List<(CellRange Range, string Text)> _here = [];

    /// <param name="row">Counted from 0, and no row is asked for twice.</param>
    /// <returns>What shows in this row though it is written elsewhere.</returns>
    public IReadOnlyList<MergedCell> At(int row, IReadOnlyList<string> cells)
    {
        _here.RemoveAll(each => each.Range.ToRow < row);
        while (_ahead.TryPeek(out var next) && next.FromRow <= row)
        {
            _ahead.Dequeue();
            if (next.ToRow >= row)
            {
                _here.Add((next, next.FromColumn < cells.Count ? cells[next.FromColumn].Trim() : ""));
            }
        }

        return _here.Count switch
        {
            0 => [],
            > MostAtOnce => throw SheetFault.Unreadable(),
            _ => [.. _here.Select(each => new MergedCell(each.Range.FromColumn, each.Range.ToColumn, each.Text))],
        };
    }

    private static bool IsSensible(CellRange range) =>
        range.FromRow >= 0 && range.FromColumn is >= 0 and < Book.MostColumns && range.ToRow >= range.FromRow && range.ToColumn >= range.FromColumn;
}
