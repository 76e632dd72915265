using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Http;
using ChatGov.Organisations;
using ChatGov.Texts;

namespace ChatGov.Api;

/// <summary>
/// Where somebody begins who has never called the desk: a token, a first reading, a first thing made, a first change, each as a command that
/// works as it stands. In the language that <c>?lang=</c> or the browser names.
/// </summary>
internal static class DocsPage
{
    public const string Address = "docs";
    public const string Reference = Address + "/reference";

    private const string Style =
        """
        * { box-sizing: border-box }
        body { margin: 0; background: #f4f1ec; color: #1c1c1c; font: 18px/1.6 "Songti SC", "Noto Serif CJK SC", SimSun, Georgia, serif }
        main { max-width: 52rem; margin: 0 auto; padding: 1rem 1rem 3rem }
        h1 { font-size: 1.6rem; color: #8f1d1d; border-bottom: 2px solid #8f1d1d }
        h2 { font-size: 1.2rem; margin: 1.6rem 0 .3rem }
        pre { background: #fff; border: 1px solid #cfc6bb; padding: .8rem 1rem; overflow-x: auto; font: 15px/1.5 "Courier New", monospace }
        a { color: #8f1d1d }
        li { margin: .3rem 0 }
        :focus-visible { outline: 3px solid #1c4f9c; outline-offset: 2px }
        """;

    private static readonly OrgCreation Made = new() { Kind = OrgKind.Unit, ParentId = 1, Name = "气象局" };
    private static readonly OrgAmendment Changed = new() { Name = "旗气象局", UnitLevel = UnitLevel.Banner };

    /// <summary>The steps, each with its commands. The examples are those of the bodies themselves.</summary>
    private static readonly (string Name, Func<string, string> Command)[] Steps =
    [
        ("token", desk => $"DESK={desk}/api/v1\nTOKEN=cgt_…\ncurl -H \"Authorization: Bearer $TOKEN\" $DESK/me"),
        ("read", _ => "ORG=1\ncurl -H \"Authorization: Bearer $TOKEN\" \"$DESK/organisations?under=$ORG&sort=name&limit=10\""),
        ("make", _ => $"curl -i -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' -H 'Idempotency-Key: my-first-unit' \\\n  -d '{Unit}' $DESK/organisations"),
        ("change", _ => "UNIT=2\nETAG='\"1-0123456789abcdef\"'\n"
            + $"curl -i -X PUT -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' -H \"If-Match: $ETAG\" \\\n  -d '{Text(Examples.Node(Changed, typeof(OrgAmendment)))}' $DESK/organisations/$UNIT"),
    ];

    public static void Map(WebApplication app)
    {
        app.MapGet("/", () => Results.Redirect(Address)).ExcludeFromDescription();
        app.MapGet("/" + Address, (HttpContext http, Db db) => new HtmlPage(Write(Languages.OfPage(http), db.Read(DeskAddress.Origin), http.Request.Path.Value!.EndsWith('/') ? "../" : ""))).ExcludeFromDescription();
    }

    /// <param name="up">From where the page stands to where the desk does: links are relative, so that they hold behind any prefix.</param>
    private static string Write(string language, string desk, string up)
    {
        var page = new StringBuilder();
        page.Append($"<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>ChatGov</title><style>{Style}</style><main>");
        page.Append($"<h1>{Say("title")}</h1><p>{Say("intro")}</p>");
        foreach (var (name, command) in Steps)
        {
            page.Append($"<h2>{Say(name + ".head")}</h2><p>{Say(name + ".text")}</p><pre><code>{WebUtility.HtmlEncode(command(desk))}</code></pre>");
        }

        page.Append($"<h2>{Say("rules.head")}</h2><ul>");
        foreach (var rule in new[] { "lists", "actions", "changes", "once", "no", "sparing" })
        {
            page.Append($"<li>{Say("rules." + rule)}</li>");
        }

        var other = language == Language.Chinese ? Language.English : Language.Chinese;
        return page.Append($"</ul><p><a href=\"{up}{Reference}/\">{Say("reference")}</a> · <a href=\"{up}openapi/v1.json\">OpenAPI</a> · <a href=\"?lang={other}\" lang=\"{other}\">{WebUtility.HtmlEncode(Catalog.Say(language, "desk.docs.other"))}</a></p></main></html>").ToString();

        string Say(string key) => WebUtility.HtmlEncode(Catalog.Say(language, "desk.docs." + key));
    }

    /// <summary>With the variable of the shell where the caller's own number has to stand.</summary>
    private static string Unit => Text(Examples.Node(Made, typeof(OrgCreation))).Replace($":{Made.ParentId}", ":'$ORG'", StringComparison.Ordinal);

    private static string Text(JsonNode node) => node.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
