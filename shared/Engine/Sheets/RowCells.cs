namespace ChatGov.Sheets;

/// <summary>The cells of one row, read: an empty one says nothing, and one that cannot be read is remembered.</summary>
/// <param name="row">The row.</param>
/// <param name="optional">A cell that shows no value of its own does not matter in these.</param>
public abstract class RowCells<TColumn>(TableRow<TColumn> row, params IReadOnlyList<TColumn> optional)
    where TColumn : struct, Enum
{
    private readonly List<TColumn> _unclear = [.. row.Columns.Strange(row.Cells).Except(optional)];

    /// <summary>The first column that cannot be read; null for none.</summary>
    public TColumn? Unclear() => _unclear.Count > 0 ? _unclear[0] : null;

    protected string Cell(TColumn column) => row.Cell(column);

    protected T? Read<T>(TColumn column, Func<string, T?> read) => Cell(column) is { Length: > 0 } cell ? read(cell) ?? Noted<T?>(column, default) : default;

    protected T Noted<T>(TColumn column, T instead)
    {
        Note(column);
        return instead;
    }

    protected void Note(TColumn column) => _unclear.Add(column);
}
