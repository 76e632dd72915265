using System.Globalization;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Texts;

namespace ChatGov.Cases;

/// <summary>What of the ledger is handed over or hung up on paper. None of it holds anybody's words, name or number.</summary>
public static class CasePrint
{
    /// <summary>The receipt of whoever spoke by phone or on paper: its number, and what they may expect.</summary>
    public static string Slip(Case row, string language)
    {
        string Say(string key, params ReadOnlySpan<(string, object)> args) => Catalog.Say(language, key, args);
        var page = new PrintedPage(Say("case.slip.title", ("community", row.OrgName)), Say("case.slip.number", ("id", row.Id)))
            .Paragraph(Say("case.slip.received", ("kind", new Named<CaseKind>(row.Kind)), ("day", Shanghai.Day(row.CreatedAt))))
            .Paragraph(Say("case.slip.time", ("days", CaseClock.Workdays(row.Kind))));
        foreach (var key in new[] { "case.slip.word", "case.slip.reopen", "case.slip.read", "case.slip.ask" })
        {
            page.Paragraph(Say(key, ("id", row.Id), ("days", CaseClock.ReopenDays)));
        }

        return page.Signatures([Say("case.slip.sign")]).Write(language);
    }

    /// <summary>Only where somebody is called back is there somebody to hand it to.</summary>
    public static Outcome<Case> ForSlip(Tx tx, long id) => CaseLists.FindWorkedOn(tx, id) is not { } row ? RefusalCode.NotFound
        : row.Reach == CaseReach.Phone ? row
        : CaseRefusal.NobodyReported;

    /// <summary>公示: how the matters of a place stand, as residents read it.</summary>
    public static string Notice(CaseNotice notice, string language)
    {
        string Say(string key, params ReadOnlySpan<(string, object)> args) => Catalog.Say(language, key, args);
        var page = new PrintedPage(Say("case.public.title", ("community", notice.OrgName)), Say("case.public.until", ("day", DayOfYear.Of(notice.At))))
            .Paragraph(Say("case.public.sum", ("found", notice.Found), ("done", notice.Done), ("open", notice.Found - notice.Done)))
            .Table(
                [Say("case.public.number"), Say("case.public.kind"), Say("case.public.received"), Say("case.public.stands")],
                notice.Rows.Select(row => (IReadOnlyList<string>)
                [
                    row.Id.ToString(CultureInfo.InvariantCulture), Catalog.Name(language, row.Kind), Show.Value(language, DayOfYear.Of(row.CreatedAt)), Say("case.public.state." + CaseBooks.ColumnOf(row.State)),
                ]));
        return page
            .Paragraph(notice.Rows.Count < notice.Found ? Say("case.public.more", ("count", notice.Found - notice.Rows.Count)) : "")
            .Paragraph(Say("case.public.note")).Write(language);
    }

    /// <summary>The books on paper: every rate with what it is a share of.</summary>
    public static string Books(CaseBooksReport report, string language)
    {
        string Say(string key, params ReadOnlySpan<(string, object)> args) => Catalog.Say(language, key, args);
        static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
        static string Rate(CaseRate rate) => rate.Percent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{rate.Numerator}/{rate.Denominator} = {percent:0.0}%") : "–";
        var columns = new[] { "found", "open", "parked", "closed", "unconfirmed", "answered", "outOfScope", "merged", "withdrawn", "accepted", "resolvedRate", "closureRate" };
        return new PrintedPage(Say("case.books.title"), Say("case.books.at", ("at", report.At)), wide: true)
            .Table(
                [Say("case.books.line"), .. columns.Select(column => Say("case.books." + column))],
                report.Lines.Append(report.Sum).Select(line => (IReadOnlyList<string>)
                [
                    line.Name,
                    Number(line.Found), Number(line.Open), Number(line.Parked), Number(line.Closed), Number(line.Unconfirmed), Number(line.Answered), Number(line.OutOfScope), Number(line.Merged),
                    Number(line.Withdrawn), Number(line.Accepted), Rate(line.ResolvedRate), Rate(line.ClosureRate),
                ]),
                Enumerable.Range(1, columns.Length).ToArray())
            .Paragraph(report.Sum.ClosedBefore > 0 ? Say("case.books.before", ("count", report.Sum.ClosedBefore)) : "")
            .Paragraph(Say("case.books.note")).Write(language);
    }
}
