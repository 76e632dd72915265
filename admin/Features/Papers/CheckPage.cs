using System.Globalization;
using System.Net;
using System.Text;
using ChatGov.Texts;

namespace ChatGov.Papers;

/// <summary>The words and the form of the check page. It reads well for old eyes, and says every verdict in words.</summary>
internal static class CheckPage
{
    private const string Style =
        """
        * { box-sizing: border-box }
        body { margin: 0; background: #f4f1ec; color: #1c1c1c; font: 20px/1.6 "Songti SC", "Noto Serif CJK SC", SimSun, Georgia, serif }
        main { max-width: 40rem; margin: 0 auto; padding: 1.2rem 1rem 3rem }
        header { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; border-bottom: 2px solid #8f1d1d }
        h1 { font-size: 1.5rem; color: #8f1d1d; margin: .4rem 0 }
        h2 { font-size: 1.2rem; margin: 0 0 .3rem }
        section, form { background: #fff; border: 1px solid #cfc6bb; padding: 1rem 1.2rem; margin: 1.2rem 0 }
        .verdict { border-left: 10px solid #6b6b6b }
        .Genuine, .Same { border-left-color: #1d6b3a }
        .Unknown, .Revoked, .Different { border-left-color: #a01616 }
        .Outdated, .Mistyped, .Unreadable { border-left-color: #9a6a00 }
        .verdict strong { font-size: 1.6rem; display: block }
        .number { font-family: "Courier New", monospace; overflow-wrap: anywhere }
        dl { display: grid; grid-template-columns: auto 1fr; gap: .3rem 1.2rem; margin: .8rem 0 0 }
        dt { color: #555 } dd { margin: 0; font-weight: 700; overflow-wrap: anywhere }
        label { display: block; margin-top: .7rem }
        input, textarea { width: 100%; min-height: 52px; font: inherit; padding: .4rem .6rem; border: 1px solid #6b6b6b; background: #fff; color: inherit }
        button { margin-top: 1rem; min-height: 56px; padding: 0 2rem; font: inherit; font-weight: 700; color: #fff; background: #8f1d1d; border: 0 }
        a { color: #8f1d1d; display: inline-block; min-height: 44px; padding: .4rem 0 }
        :focus-visible { outline: 3px solid #1c4f9c; outline-offset: 2px }
        .small { font-size: 1rem; color: #555 }
        """;

    /// <summary>The first page as seen from itself, and from the page of a number.</summary>
    public const string Here = "check";
    public const string Above = "../check";

    public static string Start(string language) => Page(language, NumberForm(language, Here));

    public static string Sorry(string language, string key) => Page(language, $"<section class=\"verdict\" role=\"status\">{Say(language, key)}</section>\n");

    /// <param name="start">Where a number can be entered, as seen from this page.</param>
    /// <param name="same">What came of comparing with the paper, where that was asked.</param>
    public static string Result(string language, string start, PaperCheck check, PrintVerdict? same = null)
    {
        var body = new StringBuilder();
        if (same is { } compared)
        {
            body.Append(CultureInfo.InvariantCulture,
                $"<section class=\"verdict {compared}\" role=\"status\"><strong>{Say(language, "check.compare." + compared)}</strong></section>\n");
        }

        body.Append(CultureInfo.InvariantCulture,
            $"<section class=\"verdict {check.Verdict}\" role=\"status\"><strong>{Say(language, "check.head." + check.Verdict)}</strong>\n");
        if (check.Number is not null)
        {
            body.Append(CultureInfo.InvariantCulture, $"<div class=\"number\">{Text(check.Number)}</div>\n");
        }

        body.Append(CultureInfo.InvariantCulture, $"<div>{Say(language, "check.text." + check.Verdict)}</div>\n");
        Fields(body, language, check);
        body.Append("</section>\n");
        if (check.Verdict == PaperVerdict.Genuine)
        {
            body.Append(CompareForm(language));
        }

        body.Append(check.Number is null ? NumberForm(language, start) : $"<a href=\"{start}\">{Say(language, "check.again")}</a>\n");
        return Page(language, body.ToString());
    }

    private static void Fields(StringBuilder body, string language, PaperCheck check)
    {
        if (check.Kind is not { } kind)
        {
            return;
        }

        (string Key, string Value)[] fields =
        [
            ("kind", Catalog.Name(language, kind)),
            ("name", check.CoveredName!),
            ("hours", Show.Hours(check.Minutes!.Value)),
            ("lines", Show.Value(language, check.Lines!.Value)),
            ("issuer", check.Issuer!),
            ("issued", PaperFacts.Day(check.IssuedOn!.Value)),
            ("digest", check.Digest!),
        ];
        body.Append("<dl>\n");
        foreach (var (key, value) in fields)
        {
            body.Append(CultureInfo.InvariantCulture, $"<dt>{Say(language, "check.field." + key)}</dt><dd>{Text(value)}</dd>\n");
        }

        body.Append("</dl>\n");
    }

    private static string NumberForm(string language, string action) =>
        $"""
        <form method="get" action="{action}">
        <div>{Say(language, "check.intro")}</div>
        <label for="number">{Say(language, "check.number")}</label>
        <input id="number" name="number" required maxlength="80" autocomplete="off" autocapitalize="characters" spellcheck="false" placeholder="{Say(language, "check.example")}">
        <input type="hidden" name="lang" value="{language}">
        <button>{Say(language, "check.button")}</button>
        </form>

        """;

    private static string CompareForm(string language) =>
        $"""
        <form method="post">
        <h2>{Say(language, "check.compare.title")}</h2>
        <div>{Say(language, "check.compare.intro")}</div>
        <label for="name">{Say(language, "check.compare.name")}</label>
        <input id="name" name="name" required maxlength="100" autocomplete="off">
        <label for="hours">{Say(language, "check.compare.hours")}</label>
        <input id="hours" name="hours" required maxlength="12" autocomplete="off" inputmode="decimal">
        <label for="lines">{Say(language, "check.compare.lines")}</label>
        <textarea id="lines" name="lines" rows="3" maxlength="2000"></textarea>
        <button>{Say(language, "check.compare.button")}</button>
        </form>

        """;

    private static string Page(string language, string body)
    {
        var other = language == Language.English ? Language.Chinese : Language.English;
        return $"""
            <!doctype html>
            <html lang="{language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Say(language, "check.title")}</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <header><h1>{Say(language, "check.title")}</h1><a href="?lang={other}" lang="{other}">{Say(language, "check.language")}</a></header>
            {body}<p class="small">{Say(language, "check.privacy")}</p>
            </main>
            </body>
            </html>

            """;
    }

    private static string Say(string language, string key) => Text(Catalog.Say(language, key));

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
