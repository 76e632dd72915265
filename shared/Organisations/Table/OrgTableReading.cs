using ChatGov.Data;
using ChatGov.Sheets;
using ChatGov.Texts;

namespace ChatGov.Organisations.Table;

public enum OrgRowOutcome
{
    Created,
    Changed,
    Moved,
    Unchanged,
    Refused,
}

/// <summary>What becomes of a row.</summary>
/// <param name="Line">As a spreadsheet counts, the header being 1.</param>
/// <param name="Code">Why it is refused, for programs.</param>
/// <param name="Detail">The same in words that say what to do.</param>
public sealed record OrgRowResult(long Line, OrgRowOutcome Outcome, string Name, string? Code, string? Detail);

/// <param name="Applied">False for a dry run: nothing changed.</param>
public sealed record OrgTableReport(bool Applied, int Created, int Changed, int Moved, int Unchanged, int Refused, IReadOnlyList<OrgRowResult> Rows);

/// <summary>
/// Takes a table of the tree: makes what is not there, changes what differs, moves what stands elsewhere, each by the use
/// case that does it one by one. Who is not in the table stays as they are; a column that is not in it changes nothing.
/// </summary>
public static class OrgTableReading
{
    /// <summary>More would keep the chat waiting.</summary>
    public const int MostRows = 2_000;

    public static bool IsAllowed(Tx tx) => tx.Actor.Grant is { Role: Role.StreetOffice or Role.BannerOffice };

    /// <param name="apply">Otherwise it is undone again, and only said what would become of each row.</param>
    public static Outcome<OrgTableReport> Read(Tx tx, IReadOnlyList<SheetRow> rows, bool apply, string language)
    {
        if (!IsAllowed(tx))
        {
            return RefusalCode.NotFound;
        }

        if (rows.Count < 2)
        {
            return RefusalCode.FileEmpty;
        }

        var columns = OrgColumns.Read(rows[0]);
        if (columns.Missing() is { } missing)
        {
            return new Refusal(RefusalCode.ColumnMissing, ("column", Catalog.Name(language, missing)));
        }

        var report = new OrgTableReport(apply, 0, 0, 0, 0, 0, []);
        tx.UseCase<bool>(() =>
        {
            var results = new OrgTableRun(tx, columns, language).Take([.. rows.Skip(1)]);
            report = new OrgTableReport(
                apply, Of(OrgRowOutcome.Created), Of(OrgRowOutcome.Changed), Of(OrgRowOutcome.Moved), Of(OrgRowOutcome.Unchanged), Of(OrgRowOutcome.Refused), results);
            return apply ? true : RefusalCode.NotAllowed;

            int Of(OrgRowOutcome outcome) => results.Count(each => each.Outcome == outcome);
        });
        return report;
    }
}

/// <summary>Which column holds what; only what is there is changed.</summary>
internal sealed class OrgColumns
{
    private readonly Dictionary<OrgColumn, int> _places = [];

    public static OrgColumns Read(SheetRow header)
    {
        var columns = new OrgColumns();
        foreach (var column in Enum.GetValues<OrgColumn>())
        {
            var words = Language.All.Select(language => Plain(Catalog.Name(language, column))).Append(Plain(column.ToString())).ToList();
            var place = header.Cells.ToList().FindIndex(cell => words.Contains(Plain(cell)));
            if (place >= 0)
            {
                columns._places[column] = place;
            }
        }

        return columns;
    }

    public OrgColumn? Missing() =>
        Has(OrgColumn.Id) ? Has(OrgColumn.Name) ? null : OrgColumn.Name
        : new[] { OrgColumn.Kind, OrgColumn.Name, OrgColumn.Parent }.Where(column => !Has(column)).Select(column => (OrgColumn?)column).FirstOrDefault();

    public bool Has(OrgColumn column) => _places.ContainsKey(column);

    public string Cell(SheetRow row, OrgColumn column) => _places.TryGetValue(column, out var place) ? OrgTable.Bare(row[place]) : "";

    private static string Plain(string cell) => new string([.. cell.Where(char.IsLetterOrDigit)]).ToLowerInvariant();
}
