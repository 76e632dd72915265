using ChatGov.Data;
using ChatGov.Texts;

namespace ChatGov.Sheets;

/// <summary>A kind of table, before a file of it is read: its columns are those of an enum, headed by their names in any language.</summary>
public sealed class TableShape<TColumn>
    where TColumn : struct, Enum
{
    // More would keep the chat waiting.
    private const int MostRows = 2_000;

    // Worked out once: the header is looked for in many rows.
    private Dictionary<TColumn, List<List<string>>>? _names;

    /// <summary>Of merged cells in these each row has what the first says: they name what many rows share.</summary>
    public required IReadOnlyList<TColumn> Shared { get; init; }

    /// <summary>The column without which there is no such table; null where none is lacking.</summary>
    public required Func<TableColumns<TColumn>, TColumn?> Missing { get; init; }

    /// <summary>What else a heading may call a column, where none has its name; the best first.</summary>
    public Func<TColumn, IEnumerable<string>> AlsoCalled { get; init; } = _ => [];

    /// <summary>How many columns are passed over is said.</summary>
    public bool SaysWhatIsNotRead { get; init; }

    public TableColumns<TColumn> Columns(SheetRow header) => new(this, header);

    /// <param name="sheets">The tabs that are wanted; empty for the only one that fits.</param>
    /// <param name="language">Names the column that is missing.</param>
    /// <exception cref="SheetFault">It cannot be read.</exception>
    public Outcome<TableFile<TColumn>> Read(Book book, IReadOnlyList<string> sheets, string language)
    {
        var search = new TableSearch(book, (_, row) => Columns(row).Fit(language));
        return search.Choose(sheets).Match(tables => Read(tables, search.Others(tables)), refusal => refusal);
    }

    /// <summary>What a heading says that means the column, the best first.</summary>
    internal IEnumerable<IReadOnlyList<string>> Names(TColumn column) => (_names ??= Enum.GetValues<TColumn>().ToDictionary(each => each, NamesOf))[column];

    private List<List<string>> NamesOf(TColumn column) =>
        [Words(Language.All.Select(language => Catalog.Name(language, column)).Append(column.ToString())), .. AlsoCalled(column).Select(name => Words([name]))];

    private static List<string> Words(IEnumerable<string> names) => [.. names.SelectMany(name => Heading.Of(name).Words)];

    private Outcome<TableFile<TColumn>> Read(List<Table> tables, IEnumerable<Tab> others)
    {
        var tally = new Tally();
        tally.CountBeside(others, tables);
        var rows = new List<TableRow<TColumn>>();
        foreach (var table in tables)
        {
            var columns = Columns(table.Header);
            tally.Count(SheetNotice.ColumnsNotRead, table.Tab, SaysWhatIsNotRead ? columns.NotRead : 0);
            foreach (var row in table.Rows(tally))
            {
                if (BelowTable.Is(row))
                {
                    tally.Count(SheetNotice.SumRows, table.Tab);
                    continue;
                }

                rows.Add(new TableRow<TColumn>(columns.Kept(row), columns, table.Tab.Name));
                if (rows.Count > MostRows)
                {
                    return new Refusal(SheetRefusal.FileTooBig, ("rows", MostRows));
                }
            }
        }

        return rows.Count > 0 ? new TableFile<TColumn>(rows, tally.Noticed) : SheetRefusal.FileEmpty;
    }
}

/// <summary>The rows of a file that holds such a table.</summary>
public sealed record TableFile<TColumn>(IReadOnlyList<TableRow<TColumn>> Rows, IReadOnlyList<Noticed> Noticed)
    where TColumn : struct, Enum
{
    /// <summary>What was done so that the file is read as a person sees it.</summary>
    public IReadOnlyList<SheetNoticeView> Notices(string language) => [.. Noticed.Select(each => SheetNoticeView.Of(each, language))];
}

/// <summary>A row, and which of its columns holds what.</summary>
public sealed record TableRow<TColumn>(SheetRow Cells, TableColumns<TColumn> Columns, string Sheet)
    where TColumn : struct, Enum
{
    public string Cell(TColumn column) => Columns.Cell(Cells, column);
}
