using ChatGov.Data;
using ChatGov.Paging;
using ChatGov.Rights;

namespace ChatGov.Cases;

/// <summary>How the matters of a place stand, for its notice board.</summary>
/// <param name="Found">How many were received, without what was taken back or goes on with another.</param>
/// <param name="Done">Of them, those that whoever reported them said are solved, or somebody looked.</param>
/// <param name="Rows">The newest of them.</param>
public sealed record CaseNotice(string OrgName, DateTimeOffset At, long Found, long Done, IReadOnlyList<CaseLine> Rows);

/// <summary>公示: kind and day of each and how it stands, never where in the place, what was said or by whom.</summary>
public static class CasePublic
{
    private const int Shown = 500;

    // What was taken back, goes on with another, or was struck off in the ledger kept before, is nobody's news.
    private static readonly string IsShown = $"NOT {CaseBooks.Counts(CaseColumn.Withdrawn)} AND NOT {CaseBooks.Counts(CaseColumn.Merged)} AND NOT {CaseBooks.Counts(CaseColumn.OutOfScope)} AND COALESCE(c.closing, '') <> '{CaseClosing.Before}'";

    /// <param name="from">Received from then on; null for all.</param>
    /// <param name="until">Received before; null for all.</param>
    public static Outcome<CaseNotice> Of(Tx tx, long orgId, DateTimeOffset? from, DateTimeOffset? until)
    {
        if (!Can.See.Over(tx, orgId) || Organisations.OrgTree.NameOf(tx, orgId) is not { } name)
        {
            return RefusalCode.NotFound;
        }

        var where = $"c.org_id = @orgId AND {IsShown} AND {Asked.For((from is not null, "c.created_at >= @from"), (until is not null, "c.created_at < @until"))}";
        var found = tx.First<Sum>($"SELECT COUNT(*) AS found, COUNT(*) FILTER (WHERE {CaseBooks.Counts(CaseColumn.Closed)}) AS done FROM ledger_case c WHERE {where}", new { orgId, from, until })!;
        var rows = tx.All<CaseLine>($"SELECT {CaseRows.Line} {CaseRows.From} WHERE {where} ORDER BY c.id DESC LIMIT @Shown", new { orgId, from, until, Shown });
        return new CaseNotice(name, tx.Now, found.Found, found.Done, rows);
    }

    private sealed record Sum
    {
        public long Found { get; init; }

        public long Done { get; init; }
    }
}
