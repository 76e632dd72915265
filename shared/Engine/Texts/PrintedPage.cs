using System.Globalization;
using System.Net;
using System.Text;

namespace ChatGov.Texts;

/// <summary>A page of headings, paragraphs and tables as one HTML file: nothing to load, no script, A4 when printed.</summary>
internal sealed class PrintedPage
{
    private const string Style =
        """
        @page { size: A4 SIZE; margin: 18mm }
        body { margin: 0 auto; max-width: WIDTH; padding: 8mm; color: #1c1c1c; font-family: "Songti SC", STSong, SimSun, "Noto Serif CJK SC", serif; font-size: 11.5pt; line-height: 1.7 }
        h1 { text-align: center; font-size: 21pt; color: #8f1d1d; margin: 0 0 2mm }
        h2 { font-size: 13pt; margin: 7mm 0 2mm; break-after: avoid }
        .number { text-align: center; color: #555; margin: 0 0 6mm }
        p { margin: 0 0 2mm }
        table { width: 100%; border-collapse: collapse; font-size: 10pt; line-height: 1.45 }
        th, td { border: .2mm solid #9a9a9a; padding: 1.2mm 1.8mm; text-align: left; vertical-align: top }
        th { background: #f5f0ea }
        td.n, th.n { text-align: right; white-space: nowrap }
        thead { display: table-header-group }
        tr { break-inside: avoid }
        .sign { display: flex; flex-wrap: wrap; gap: 8mm 14mm; margin-top: 12mm; break-inside: avoid }
        .sign div { flex: 1 1 60mm; border-top: .2mm solid #555; padding-top: 2mm }
        @media print { body { padding: 0 } }
        """;

    private readonly StringBuilder _body = new();

    private readonly bool _wide;

    /// <param name="wide">On its side: for many columns.</param>
    public PrintedPage(string title, string number, bool wide = false)
    {
        (Title, _wide) = (title, wide);
        _body.Append(CultureInfo.InvariantCulture, $"<h1>{Text(title)}</h1>\n<p class=\"number\">{Text(number)}</p>\n");
    }

    private string Title { get; }

    public PrintedPage Heading(string text)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<h2>{Text(text)}</h2>\n");
        return this;
    }

    public PrintedPage Paragraph(string text)
    {
        if (text.Length > 0)
        {
            _body.Append(CultureInfo.InvariantCulture, $"<p>{Text(text)}</p>\n");
        }

        return this;
    }

    /// <param name="numbers">Which columns hold numbers.</param>
    public PrintedPage Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows, params ReadOnlySpan<int> numbers)
    {
        _body.Append("<table><thead>");
        Row(head, "th", " scope=\"col\"", numbers);
        _body.Append("</thead><tbody>\n");
        foreach (var row in rows)
        {
            Row(row, "td", "", numbers);
        }

        _body.Append("</tbody></table>\n");
        return this;
    }

    /// <summary>A line to sign on for each.</summary>
    public PrintedPage Signatures(IEnumerable<string> lines)
    {
        _body.Append("<div class=\"sign\">");
        foreach (var line in lines)
        {
            _body.Append(CultureInfo.InvariantCulture, $"<div>{Text(line)}</div>");
        }

        _body.Append("</div>\n");
        return this;
    }

    public string Write(string language) =>
        $"""
        <!doctype html>
        <html lang="{Text(language)}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Text(Title)}</title>
        <style>
        {Style.Replace("SIZE", _wide ? "landscape" : "portrait", StringComparison.Ordinal).Replace("WIDTH", _wide ? "261mm" : "174mm", StringComparison.Ordinal)}
        </style>
        </head>
        <body>
        <main>
        {_body}</main>
        </body>
        </html>

        """;

    private void Row(IReadOnlyList<string> cells, string tag, string scope, ReadOnlySpan<int> numbers)
    {
        _body.Append("<tr>");
        for (var i = 0; i < cells.Count; i++)
        {
            _body.Append(CultureInfo.InvariantCulture, $"<{tag}{scope}{(numbers.Contains(i) ? " class=\"n\"" : "")}>{Text(cells[i])}</{tag}>");
        }

        _body.Append("</tr>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
