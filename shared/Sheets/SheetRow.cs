namespace ChatGov.Sheets;

/// <summary>One row of a table as its cells read, whatever the file.</summary>
/// <param name="Number">As a spreadsheet counts, the header being 1.</param>
/// <param name="HasFormula">A cell holds a formula: what it shows is not what it says.</param>
public sealed record SheetRow(long Number, IReadOnlyList<string> Cells, bool HasFormula = false)
{
    public string this[int column] => column >= 0 && column < Cells.Count ? Cells[column].Trim() : "";

    public bool IsEmpty => Cells.All(string.IsNullOrWhiteSpace);
}

/// <summary>The file is none that can be read, or holds more than a roster does. The name says which.</summary>
public sealed class SheetFault(string kind) : Exception(kind)
{
    public const string Unreadable = "Unreadable";
    public const string TooBig = "TooBig";

    public string Kind => Message;
}
