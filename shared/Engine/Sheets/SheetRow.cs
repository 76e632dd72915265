namespace ChatGov.Sheets;

/// <summary>One row of a table as its cells read, whatever the file.</summary>
/// <param name="Number">As a spreadsheet counts, the first being 1.</param>
public sealed record SheetRow(long Number, IReadOnlyList<string> Cells)
{
    /// <summary>Filtered out or hidden: who opens the file does not see it.</summary>
    public bool IsHidden { get; init; }

    public bool IsEmpty => Strange.Count == 0 && Cells.All(string.IsNullOrWhiteSpace);

    /// <summary>The cells that show no value of their own: what they are instead.</summary>
    internal IReadOnlyDictionary<int, CellState> Strange { get; init; } = SheetFacts.Nothing;

    /// <summary>What merged cells that began further up or left show here.</summary>
    internal IReadOnlyList<MergedCell> Merged { get; init; } = [];

    public string this[int column] => column >= 0 && column < Cells.Count ? Cells[column].Trim() : "";

    public CellState StateOf(int column) => Strange.TryGetValue(column, out var state) ? state : CellState.Value;

    /// <summary>What a person sees in the column: of merged cells, what is written in the first.</summary>
    public string Shown(int column) => this[column] is { Length: > 0 } own ? own : Merged.FirstOrDefault(cell => cell.Holds(column)) is { } merged ? merged.Text : "";

    /// <summary>The cells as headings, merged ones counting for each of their columns.</summary>
    public IReadOnlyList<Heading> Headings() => [.. Enumerable.Range(0, Math.Max(Cells.Count, Merged.Count == 0 ? 0 : Book.MostColumns)).Select(column => Heading.Of(Shown(column)))];

    /// <summary>The same with nothing in the other columns, for who keeps many rows.</summary>
    public SheetRow Only(IReadOnlySet<int> columns) => this with { Cells = [.. Cells.Select((cell, i) => columns.Contains(i) ? cell : "")] };
}

internal sealed record MergedCell(int From, int To, string Text)
{
    public bool Holds(int column) => column >= From && column <= To;
}
