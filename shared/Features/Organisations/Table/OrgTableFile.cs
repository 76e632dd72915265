using ChatGov.Data;
using ChatGov.Sheets;
using ChatGov.Texts;

namespace ChatGov.Organisations.Table;

/// <summary>The rows of a file that holds a table of the tree.</summary>
public sealed record OrgTableFile(IReadOnlyList<OrgTableRow> Rows, IReadOnlyList<Noticed> Noticed)
{
    /// <summary>More would keep the chat waiting.</summary>
    public const int MostRows = 2_000;

    /// <param name="sheets">The tabs that are wanted; empty for the only one that fits.</param>
    /// <param name="language">Names the column that is missing.</param>
    /// <exception cref="SheetFault">It cannot be read.</exception>
    public static Outcome<OrgTableFile> Read(Book book, IReadOnlyList<string> sheets, string language)
    {
        var search = new TableSearch(book, (_, row) => OrgColumns.Read(row).Fit(language));
        return search.Choose(sheets).Match(tables => Read(tables, search.Others(tables)), refusal => refusal);
    }

    private static Outcome<OrgTableFile> Read(List<Sheets.Table> tables, IEnumerable<Tab> others)
    {
        var tally = new Tally();
        tally.CountBeside(others, tables);
        var rows = new List<OrgTableRow>();
        foreach (var table in tables)
        {
            var columns = OrgColumns.Read(table.Header);
            foreach (var row in table.Rows(tally))
            {
                rows.Add(new OrgTableRow(columns.Kept(row), columns, table.Tab.Name));
                if (rows.Count > MostRows)
                {
                    return new Refusal(SheetRefusal.FileTooBig, ("rows", MostRows));
                }
            }
        }

        return rows.Count > 0 ? new OrgTableFile(rows, tally.Noticed) : SheetRefusal.FileEmpty;
    }
}

/// <summary>A row, and which of its columns holds what.</summary>
public sealed record OrgTableRow(SheetRow Cells, OrgColumns Columns, string Sheet)
{
    public string Cell(OrgColumn column) => Columns.Cell(Cells, column);
}

/// <summary>Which column holds what; only what is there is changed.</summary>
public sealed class OrgColumns
{
    /// <summary>Of merged cells in these each row has what the first says: they name what many rows share.</summary>
    private static readonly OrgColumn[] Shared = [OrgColumn.Kind, OrgColumn.Parent, OrgColumn.UnitLevel, OrgColumn.Partner];

    private readonly Dictionary<OrgColumn, int> _places = [];

    public static OrgColumns Read(SheetRow header)
    {
        var columns = new OrgColumns();
        var headings = header.Headings().ToList();
        foreach (var column in Enum.GetValues<OrgColumn>())
        {
            var words = Language.All.Select(language => Catalog.Name(language, column)).Append(column.ToString()).SelectMany(name => Heading.Of(name).Words).ToList();
            var place = headings.FindIndex(heading => heading.Words.Intersect(words, StringComparer.Ordinal).Any());
            if (place >= 0)
            {
                columns._places[column] = place;
            }
        }

        return columns;
    }

    public bool Has(OrgColumn column) => _places.ContainsKey(column);

    /// <summary>The columns whose cell shows no value of its own.</summary>
    public IEnumerable<OrgColumn> Strange(SheetRow row) => _places.Where(each => row.StateOf(each.Value) != CellState.Value).Select(each => each.Key);

    internal HeaderFit Fit(string language) => new(_places.Count, Missing() is { } missing ? Catalog.Name(language, missing) : null);

    internal SheetRow Kept(SheetRow row) => row.Only(_places.Values.ToHashSet());

    internal string Cell(SheetRow row, OrgColumn column) => !_places.TryGetValue(column, out var place) ? ""
        : OrgTable.Bare(Shared.Contains(column) ? row.Shown(place) : row[place]);

    private OrgColumn? Missing() =>
        Has(OrgColumn.Id) ? Has(OrgColumn.Name) ? null : OrgColumn.Name
        : new[] { OrgColumn.Kind, OrgColumn.Name, OrgColumn.Parent }.Where(column => !Has(column)).Select(column => (OrgColumn?)column).FirstOrDefault();
}
