using System.Globalization;
using System.Net;
using System.Text;

namespace ChatGov.Papers.Printing;

/// <summary>A paper as one HTML file: nothing to load, no script, A4 when printed.</summary>
internal static class HtmlPaper
{
    private const string Style =
        """
        @page { size: A4; margin: 0 }
        * { box-sizing: border-box }
        body { margin: 0; background: #e9e6e0; color: #1c1c1c; font-family: "Songti SC", STSong, SimSun, "Noto Serif CJK SC", "Source Han Serif SC", serif }
        main { width: 210mm; min-height: 297mm; margin: 8mm auto; padding: 24mm 22mm 20mm; background: #fff; position: relative }
        main::before { content: ""; position: absolute; inset: 10mm; border: .7mm solid #8f1d1d; outline: .2mm solid #8f1d1d; outline-offset: -1.6mm; pointer-events: none }
        h1 { margin: 4mm 0 3mm; text-align: center; font-size: 25pt; font-weight: 700; letter-spacing: .22em; text-indent: .22em; color: #8f1d1d }
        :lang(en) h1 { letter-spacing: .02em; text-indent: 0 }
        .number { text-align: center; font-size: 10.5pt; color: #555; margin-bottom: 8mm }
        p { font-size: 12.5pt; line-height: 1.9; margin: 0 0 2mm; text-align: justify }
        p.indent { text-indent: 2em }
        :lang(en) p.indent { text-indent: 0 }
        .blank { display: flex; align-items: baseline; font-size: 12.5pt; line-height: 1.9; margin: 1mm 0 5mm }
        .blank i { flex: 1; border-bottom: .3mm solid #555; margin-left: 1mm }
        .by .blank { margin: 0 8mm }
        table { width: 100%; border-collapse: collapse; font-size: 10.5pt; line-height: 1.5; margin: 4mm 0 }
        th, td { border: .2mm solid #9a9a9a; padding: 1.4mm 2mm; text-align: left; vertical-align: top }
        th { background: #f5f0ea; font-weight: 700 }
        thead { display: table-header-group }
        tr { break-inside: avoid }
        .no, .day, .hours { text-align: center; white-space: nowrap }
        .no { width: 11mm } .day { width: 27mm } .hours { width: 19mm } .community { width: 36mm }
        .total { font-weight: 700; text-align: right }
        .foot { display: flex; justify-content: space-between; gap: 8mm; margin-top: 12mm; break-inside: avoid }
        .check { width: 92mm; font-size: 8.5pt; line-height: 1.6; color: #444; overflow-wrap: anywhere }
        .check svg { width: 37mm; height: 37mm; display: block; margin: -4mm 0 -2mm -4mm }
        .digest { font-family: "Courier New", monospace; color: #1c1c1c }
        .by { width: 68mm; flex: none; text-align: center; font-size: 12.5pt; line-height: 2; position: relative; padding-top: 2mm }
        .seal { width: 38mm; height: 38mm; margin: 3mm auto; border: .3mm dashed #b9a9a0; border-radius: 50%; display: flex; align-items: center; justify-content: center; font-size: 9pt; color: #6b5d52; text-align: center; line-height: 1.4 }
        @media print { body { background: none } main { margin: 0; min-height: 0; box-decoration-break: clone } main::before { position: fixed } }
        """;

    private static readonly string[] Classes = ["no", "day", "task", "community", "hours"];

    public static string Write(PaperPrint print)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture,
            $"""
            <!doctype html>
            <html lang="{Text(print.Language)}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(print.Title)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <main>
            <h1>{Text(print.Title)}</h1>
            <div class="number">{Text(print.NumberLine)}</div>

            """);
        Paragraph(page, print.Salutation, "");
        foreach (var paragraph in print.Body)
        {
            Paragraph(page, paragraph, "indent");
        }

        Blank(page, print.Blank);
        Table(page, print);
        foreach (var paragraph in print.Closing)
        {
            Paragraph(page, paragraph, "indent");
        }

        Foot(page, print);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Paragraph(StringBuilder page, string text, string style)
    {
        if (text.Length > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"{style}\">{Text(text)}</p>\n");
        }
    }

    /// <summary>A label and a line to write on.</summary>
    private static void Blank(StringBuilder page, string label)
    {
        if (label.Length > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<div class=\"blank\"><span>{Text(label)}</span><i></i></div>\n");
        }
    }

    private static void Table(StringBuilder page, PaperPrint print)
    {
        page.Append("<table>\n<thead>");
        Row(page, "th scope=\"col\"", "th", print.Columns);
        page.Append("</thead>\n<tbody>\n");
        foreach (var row in print.Rows)
        {
            Row(page, "td", "td", row);
        }

        page.Append(CultureInfo.InvariantCulture, $"<tr><td colspan=\"{Classes.Length}\" class=\"total\">{Text(print.Total)}</td></tr>\n</tbody>\n</table>\n");
    }

    private static void Row(StringBuilder page, string open, string cell, IReadOnlyList<string> texts)
    {
        page.Append("<tr>");
        for (var i = 0; i < Classes.Length; i++)
        {
            page.Append(CultureInfo.InvariantCulture, $"<{open} class=\"{Classes[i]}\">{Text(texts[i])}</{cell}>");
        }

        page.Append("</tr>\n");
    }

    private static void Foot(StringBuilder page, PaperPrint print)
    {
        page.Append(CultureInfo.InvariantCulture,
            $"""
            <div class="foot">
            <div class="check">
            {Qr(print.CheckAddress)}
            <div>{Text(print.CheckHint)}</div>
            <div>{Text(print.CheckAddress)}</div>
            <div class="digest">{Text(print.Digest)}</div>
            </div>
            <div class="by">
            <div>{Text(print.Issuer)}</div>
            """);
        Blank(page, print.Signature);
        page.Append(CultureInfo.InvariantCulture,
            $"""
            <div class="seal">{Text(print.Seal)}</div>
            <div>{Text(print.Date)}</div>
            </div>
            </div>

            """);
    }

    private static string Qr(string text)
    {
        var square = QrSquare.Of(text);
        var path = new StringBuilder();
        foreach (var run in square.Runs)
        {
            path.Append(CultureInfo.InvariantCulture, $"M{run.X} {run.Y}h{run.Length}v1h-{run.Length}z");
        }

        return string.Create(CultureInfo.InvariantCulture,
            $"<svg viewBox=\"0 0 {square.Size} {square.Size}\" role=\"img\" aria-label=\"QR\" shape-rendering=\"crispEdges\"><path d=\"{path}\"/></svg>");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
