using ChatGov.Data;
using ChatGov.Sheets;

namespace ChatGov.Rosters;

/// <summary>The tables of a file that hold rosters.</summary>
internal sealed class RosterFile
{
    private readonly List<(Table Table, RosterColumns Columns)> _tables;
    private readonly List<Tab> _others;
    private readonly HashSet<string> _units;

    private RosterFile(List<Table> tables, IEnumerable<Tab> others, HashSet<string> units)
    {
        _tables = tables.ConvertAll(table => (table, RosterColumns.Read(table.Header)));
        _others = [.. others];
        _units = units;
    }

    /// <summary>The names of the tabs, where several are read; otherwise there is nothing to tell apart.</summary>
    public IReadOnlyList<string> Sheets => _tables.Count > 1 ? [.. _tables.Select(each => each.Table.Tab.Name)] : [];

    /// <param name="sheets">The tabs that are wanted; empty for the only one that fits.</param>
    public static Outcome<RosterFile> Open(Book book, List<KeptUnit> units, IReadOnlyList<string> sheets)
    {
        // Where there is but one, nobody needs to name it.
        var names = units.Count == 1 ? [] : units.Select(unit => FileRow.UnitKey(unit.Name)).ToHashSet(StringComparer.Ordinal);
        var search = new TableSearch(book, (tab, row) => Fit(RosterColumns.Read(row), needsUnit: units.Count > 1 && !names.Contains(FileRow.UnitKey(tab.Name))));
        var chosen = search.Choose(sheets);
        var headers = chosen.Ok ? chosen.Value.SelectMany(table => new[] { table.HeaderAbove, table.Header }) : [search.Nearest];
        foreach (var header in headers.OfType<SheetRow>())
        {
            if (new ForbiddenColumns(header).NamedByHeader() is { } named)
            {
                return new Refusal(RosterRefusal.ColumnForbidden, ("column", named.Trim()));
            }
        }

        return chosen.Match<Outcome<RosterFile>>(tables => new RosterFile(tables, search.Others(tables), names), refusal => refusal);
    }

    /// <summary>Reads all of it once, before anything is kept.</summary>
    public Outcome<Inspected> Inspect()
    {
        var tally = new Tally();
        tally.CountBeside(_others, _tables.Select(each => each.Table));
        var once = new HashSet<(string Unit, string Name)>();
        var more = new HashSet<(string Unit, string Name)>();
        var count = 0;
        foreach (var row in Rows(tally))
        {
            if (new ForbiddenColumns(_tables[row.Place].Table.Header).NamedByContent(row.Cells, _tables[row.Place].Columns.Code) is { } column)
            {
                return new Refusal(RosterRefusal.ColumnForbidden, ("column", column));
            }

            count++;
            if (!once.Add(row.Key))
            {
                more.Add(row.Key);
            }
        }

        return count == 0 ? SheetRefusal.FileEmpty : new Inspected(more, tally.Noticed);
    }

    /// <param name="tally">Counts what is done so that the file reads as a person sees it; null the second time.</param>
    /// <exception cref="SheetFault">There are more rows than are taken, or they cannot be read.</exception>
    public IEnumerable<FileRow> Rows(Tally? tally = null)
    {
        var count = 0;
        for (var place = 0; place < _tables.Count; place++)
        {
            var (table, columns) = _tables[place];
            var isUnit = columns is { Unit: < 0, Code: < 0 } && _units.Contains(FileRow.UnitKey(table.Tab.Name));
            foreach (var cells in table.Rows(tally))
            {
                var row = new FileRow(place, cells, columns, isUnit ? table.Tab.Name : "");
                if (++count > Book.MostRows)
                {
                    throw SheetFault.TooLong();
                }

                if (row.IsNobody)
                {
                    tally?.Count(SheetNotice.RowsWithoutPerson, table.Tab);
                    continue;
                }

                tally?.Count(SheetNotice.MergedCells, table.Tab, row.IsMerged ? 1 : 0);
                tally?.Count(SheetNotice.UnitOfTab, table.Tab, isUnit ? 1 : 0);
                yield return row;
            }
        }
    }

    private static HeaderFit Fit(RosterColumns columns, bool needsUnit) => new(
        columns.Known.Count(),
        columns.Name < 0 ? "姓名" : columns.Phone < 0 ? "手机" : needsUnit && columns.Unit < 0 && columns.Code < 0 ? "单位" : null);

    /// <param name="Namesakes">Names that a unit has more than once in this file.</param>
    internal sealed record Inspected(HashSet<(string Unit, string Name)> Namesakes, IReadOnlyList<Noticed> Noticed);
}
