using ChatGov.Data;
using ChatGov.Rights;
using ChatGov.Sheets;

namespace ChatGov.Cases.Table;

public enum CaseRowOutcome
{
    /// <summary>On the ledger, with a clock that begins now.</summary>
    Opened,

    /// <summary>In the column of what is closed, and in no rate.</summary>
    Closed,

    /// <summary>Its number is there already.</summary>
    Unchanged,
    Refused,
}

/// <summary>What becomes of a row of a ledger; nothing that was said of a matter is in it.</summary>
/// <param name="Line">As a spreadsheet counts, the first being 1.</param>
/// <param name="Outcome">What becomes of the row.</param>
/// <param name="OldNumber">The number in the row; empty where it has none, or where a cell holds somebody's number.</param>
/// <param name="Code">Why it is refused, for programs.</param>
/// <param name="Detail">The same in words that say what to do.</param>
public sealed record CaseRowResult(long Line, CaseRowOutcome Outcome, string OldNumber, string? Code, string? Detail)
{
    /// <summary>The tab it stands on; empty for a CSV.</summary>
    public string Sheet { get; init; } = "";
}

/// <param name="Applied">False for a dry run: nothing changed.</param>
/// <param name="Opened">How many are put on the ledger to be worked on.</param>
/// <param name="Closed">How many were over in the ledger kept before.</param>
/// <param name="Unchanged">How many are there already.</param>
/// <param name="Refused">How many are not taken.</param>
/// <param name="Rows">What becomes of each row.</param>
public sealed record CaseTableReport(bool Applied, int Opened, int Closed, int Unchanged, int Refused, IReadOnlyList<CaseRowResult> Rows)
{
    /// <summary>What was done so that the file is read as a person sees it.</summary>
    public IReadOnlyList<SheetNoticeView> Notices { get; init; } = [];
}

/// <summary>Takes a ledger that was kept before, with its numbers: what is open goes on here, and what was struck off there stands in its column and in no rate.</summary>
public static class CaseTableReading
{
    /// <summary>The actor may put matters on the ledger of some place.</summary>
    public static bool IsAllowed(Tx tx) => tx.Actor.Grant is { Role: var role } && (Can.AnswerCases.Roles.Contains(role) || Can.OverseeCases.Roles.Contains(role));

    /// <param name="apply">Otherwise it is undone again, and only said what would become of each row.</param>
    public static Outcome<CaseTableReport> Read(Tx tx, TableFile<CaseTableColumn> file, bool apply, string language)
    {
        if (!IsAllowed(tx))
        {
            return RefusalCode.NotFound;
        }

        return DryRun.Of(tx, apply, () =>
        {
            var results = new CaseTableRun(tx, language).Take(file.Rows);
            return new CaseTableReport(
                apply, Of(CaseRowOutcome.Opened), Of(CaseRowOutcome.Closed), Of(CaseRowOutcome.Unchanged), Of(CaseRowOutcome.Refused), results)
            {
                Notices = file.Notices(language),
            };

            int Of(CaseRowOutcome outcome) => results.Count(each => each.Outcome == outcome);
        });
    }
}
