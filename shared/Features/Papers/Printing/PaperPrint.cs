using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Papers.Printing;

/// <summary>
/// What stands on a paper, word by word and in order, before it has a form: the page and the PDF are made of the same.
/// </summary>
/// <param name="Blank">A line left for handwriting: what it asks for is not kept by the program.</param>
/// <param name="Body">Before the table; the paragraphs behind it are in <paramref name="Closing"/>.</param>
public sealed record PaperPrint(
    string Language,
    string Title,
    string NumberLine,
    string Salutation,
    IReadOnlyList<string> Body,
    string Blank,
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    string Total,
    IReadOnlyList<string> Closing,
    string Issuer,
    string Signature,
    string Seal,
    string Date,
    string CheckHint,
    string CheckAddress,
    string Digest,
    string PageOf)
{
    /// <param name="checkAddress">What the QR code says; empty before the paper is issued.</param>
    public static PaperPrint Of(PaperFacts facts, string language, string checkAddress)
    {
        string Say(string key, params ReadOnlySpan<(string Name, object Value)> args) => Catalog.Say(language, key, args);
        var kind = facts.Kind.ToString();
        (string, object)[] args =
        [
            ("name", facts.Name),
            ("unit", facts.Unit ?? ""),
            ("period", Period(facts, language)),
            ("times", facts.Lines.Count),
            ("hours", Show.Hours(facts.Minutes)),
        ];
        var volunteer = facts.VolunteerNumber is { } number ? Say("print.volunteer_number", ("number", number)) : "";
        return new PaperPrint(
            language,
            Say("print.title." + kind),
            Say("print.number", ("number", facts.Number)),
            facts.Kind == PaperKind.UnitLetter ? Say("print.salutation", args) : "",
            [Say("print.body." + kind, [.. args, ("volunteer", volunteer)])],
            facts.Kind == PaperKind.Certificate ? Say("print.blank") : "",
            [Say("print.column.no"), Say("print.column.day"), Say("print.column.task"), Say("print.column.community"), Say("print.column.hours")],
            [.. facts.Lines.Select((line, i) => (IReadOnlyList<string>)
                [Show.Value(language, i + 1), PaperFacts.Day(line.Day), line.Task, line.Community, Show.Hours(line.Minutes)])],
            Say("print.total", [.. args, ("minutes", facts.Minutes)]),
            [.. Say("print.closing." + kind, args).Split('\n')],
            Say("print.issuer", ("issuer", facts.Issuer)),
            facts.Kind == PaperKind.UnitLetter ? Say("print.signature") : "",
            Say("print.seal"),
            Say("print.date", ("day", PaperFacts.Day(facts.IssuedOn))),
            Say("print.check", ("number", facts.Number)),
            checkAddress,
            Say("print.digest", ("digest", facts.Digest())),
            Say("print.page", ("number", facts.Number)));
    }

    /// <summary>The paper as a file to print.</summary>
    public static MessageFile Pdf(PaperFacts facts, string language, string checkAddress) => new(
        FileName(facts, language) + ".pdf", "application/pdf", PdfPaper.Write(Of(facts, language, checkAddress)));

    /// <summary>The paper as a page that stands by itself and prints like the file.</summary>
    public static MessageFile Html(PaperFacts facts, string language, string checkAddress) => new(
        FileName(facts, language) + ".html", "text/html", System.Text.Encoding.UTF8.GetBytes(HtmlPaper.Write(Of(facts, language, checkAddress))));

    private static string Period(PaperFacts facts, string language)
    {
        var (first, last) = (PaperFacts.Day(facts.Lines[0].Day), PaperFacts.Day(facts.Lines[^1].Day));
        return Catalog.Say(language, first == last ? "print.period.day" : "print.period", ("first", first), ("last", last));
    }

    private static string FileName(PaperFacts facts, string language) =>
        $"{Catalog.Say(language, "print.file." + facts.Kind)}-{facts.Number}";
}
