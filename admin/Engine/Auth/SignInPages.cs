using System.Net;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Http;
using ChatGov.Texts;

namespace ChatGov.Auth;

/// <param name="HasEnded">The session is over.</param>
public sealed record SignedOut(bool HasEnded);

/// <summary>
/// Where the link leads that staff ask the bot for. Looking at the page uses nothing up, since messengers look at links
/// too; pressing its button signs the browser in.
/// </summary>
internal static class SignInPages
{
    private const string Style = "body{font:20px/1.6 sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem}button{font:inherit;min-height:56px;padding:0 2rem}";

    public static void Map(WebApplication app)
    {
        var pages = app.MapGroup("/sign-in").ExcludeFromDescription();
        pages.MapGet("{code}", (HttpContext http) => Page(http, StatusCodes.Status200OK, "desk.sign_in.ask", withButton: true));
        pages.MapPost("{code}", async (HttpContext http, Db db, Misses misses, string code) =>
        {
            var (begun, desk) = await db.Write(tx => (SigningIn.Begin(tx.As(Actor.System), code), DeskAddress.Origin(tx)), http.RequestAborted);
            if (begun.Ok)
            {
                SessionCookie.Set(http, desk, begun.Value.Secret);
                return Results.Redirect("../docs/");
            }

            if (misses.Links.Take(http.Connection.RemoteIpAddress))
            {
                return Page(http, StatusCodes.Status410Gone, "desk.sign_in.gone");
            }

            http.Response.Headers.RetryAfter = "60";
            return Page(http, StatusCodes.Status429TooManyRequests, "desk.sign_in.too_many");
        }).DisableAntiforgery();
    }

    /// <summary>Ends the session of a browser.</summary>
    public static void MapSignOut(RouteGroupBuilder api) =>
        api.MapPost("/sign-out", async (Desk desk, HttpContext http) =>
        {
            SessionCookie.Forget(http);
            return await desk.Do(tx => SigningIn.End(tx).Then(ended => new SignedOut(ended)));
        }).WithTags("Tokens").WithSummary("Ends the session of a browser that signed in").Produces<SignedOut>();

    private static HtmlPage Page(HttpContext http, int status, string key, bool withButton = false)
    {
        var language = Languages.Of(http, Language.Chinese);
        var button = withButton ? $"<form method=\"post\"><button>{Say(language, "desk.sign_in.button")}</button></form>" : "";
        return new HtmlPage(
            $"<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>ChatGov</title><style>{Style}</style><main><p>{Say(language, key)}</p>{button}</main></html>",
            status);
    }

    private static string Say(string language, string key) => WebUtility.HtmlEncode(Catalog.Say(language, key));
}
