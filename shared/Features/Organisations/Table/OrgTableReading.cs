using ChatGov.Data;
using ChatGov.Rights;
using ChatGov.Sheets;

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
/// <param name="Line">As a spreadsheet counts, the first being 1.</param>
/// <param name="Code">Why it is refused, for programs.</param>
/// <param name="Detail">The same in words that say what to do.</param>
/// <param name="Name">The name in the row.</param>
/// <param name="Outcome">What becomes of the row.</param>
public sealed record OrgRowResult(long Line, OrgRowOutcome Outcome, string Name, string? Code, string? Detail)
{
    /// <summary>The tab it stands on; empty for a CSV.</summary>
    public string Sheet { get; init; } = "";
}

/// <param name="Applied">False for a dry run: nothing changed.</param>
/// <param name="Created">How many are made.</param>
/// <param name="Moved">How many are put under another.</param>
/// <param name="Rows">What becomes of each row.</param>
public sealed record OrgTableReport(bool Applied, int Created, int Changed, int Moved, int Unchanged, int Refused, IReadOnlyList<OrgRowResult> Rows)
{
    /// <summary>What was done so that the file is read as a person sees it.</summary>
    public IReadOnlyList<SheetNoticeView> Notices { get; init; } = [];
}

/// <summary>
/// Takes a table of the tree: makes what is not there, changes what differs, moves what stands elsewhere, each by the use
/// case that does it one by one. Who is not in the table stays as they are; a column that is not in it changes nothing.
/// </summary>
public static class OrgTableReading
{
    public static bool IsAllowed(Tx tx) => tx.Actor.Grant is { Role: Role.StreetOffice or Role.BannerOffice };

    /// <param name="apply">Otherwise it is undone again, and only said what would become of each row.</param>
    public static Outcome<OrgTableReport> Read(Tx tx, TableFile<OrgColumn> file, bool apply, string language)
    {
        if (!IsAllowed(tx))
        {
            return RefusalCode.NotFound;
        }

        return DryRun.Of(tx, apply, () =>
        {
            var results = new OrgTableRun(tx, language).Take(file.Rows);
            return new OrgTableReport(
                apply, Of(OrgRowOutcome.Created), Of(OrgRowOutcome.Changed), Of(OrgRowOutcome.Moved), Of(OrgRowOutcome.Unchanged), Of(OrgRowOutcome.Refused), results)
            {
                Notices = file.Notices(language),
            };

            int Of(OrgRowOutcome outcome) => results.Count(each => each.Outcome == outcome);
        });
    }
}
