using System.Text.RegularExpressions;
using ChatGov.People;
using ChatGov.Sheets;
using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.Rosters;

/// <summary>A row of a file as a roster reads it.</summary>
internal sealed partial class FileRow
{
    private const int LongestKept = 2 * PersonName.Longest;

    private readonly RosterColumns _columns;

    /// <param name="place">Its table among those that are read, counted from 0.</param>
    /// <param name="unitOfTab">The unit that its tab is named after; empty where the rows name theirs.</param>
    public FileRow(int place, SheetRow cells, RosterColumns columns, string unitOfTab)
    {
        _columns = columns;
        (Place, Cells) = (place, cells);
        Name = PersonName.Clean(Short(cells[columns.Name]));
        Account = Short(cells[columns.WeCom]);
        Code = Short(cells.Shown(columns.Code));
        Unit = Short(cells.Shown(columns.Unit)) is { Length: > 0 } own ? own : unitOfTab;
        PhoneText = Short(cells[columns.Phone]);
        Phone = PhoneCell.Read(cells[columns.Phone]);
    }

    public int Place { get; }

    public SheetRow Cells { get; }

    public string Name { get; }

    public string Account { get; }

    /// <summary>A merged cell names the unit of all its rows.</summary>
    public string Unit { get; }

    public string Code { get; }

    public string PhoneText { get; }

    public PhoneCell Phone { get; }

    /// <summary>
    /// An identity or card number stands in it, or a phone number in the name. Of numbers and of what is not read, where other long
    /// numbers may stand, only those count that pass their own check.
    /// </summary>
    public bool HoldsNumber => Redaction.HoldsNumber(Cells[_columns.Name]) || Redaction.HoldsNumber(Cells.Shown(_columns.Unit))
        || Cells.Cells.Where((_, i) => i != _columns.Code).Any(ForbiddenColumns.Holds);

    public bool IsMerged =>
        (Cells[_columns.Unit].Length == 0 && Cells.Shown(_columns.Unit).Length > 0) || (Cells[_columns.Code].Length == 0 && Code.Length > 0);

    /// <summary>A numbered line that nobody has filled in, or one below the table: 合计, 填表人.</summary>
    public bool IsNobody => Strange() is null && Account.Length == 0
        && (Name.Length == 0 ? PhoneText.Length == 0 : Phone.Number is null && BelowTable.Begins(Name));

    /// <summary>Tells whom the row means within its file.</summary>
    public (string Unit, string Name) Key => (Code.Length > 0 ? Code : UnitKey(Unit), PersonName.Key(Name));

    /// <summary>A cell that is read shows no value of its own.</summary>
    public ImportReason? Strange() => Cells.Strange.Count == 0 ? null : _columns.Known.Select(Cells.StateOf).Max() switch
    {
        CellState.Formula => ImportReason.FormulaInCell,
        CellState.Error => ImportReason.ErrorInCell,
        _ => null,
    };

    /// <summary>A name, also with what tells namesakes apart: 张伟（大）, 张伟2, 张伟1234.</summary>
    public bool IsNamed => PersonName.IsOne(NamesakeMark().Replace(Name, ""));

    /// <summary>Names of units are compared without blanks, in half width.</summary>
    public static string UnitKey(string name) =>
        string.Concat(Numerals.HalfWidth(name).Where(sign => !char.IsWhiteSpace(sign)));

    private static string Short(string text) => text.FirstLetters(LongestKept);

    [GeneratedRegex(@" ?(\([^()]{1,10}\)|[0-9]{1,4})$", RegexOptions.NonBacktracking)]
    private static partial Regex NamesakeMark();
}
