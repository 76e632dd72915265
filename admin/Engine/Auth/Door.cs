using System.Net.Http.Headers;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Http;
using Microsoft.AspNetCore.Authorization;

namespace ChatGov.Auth;

/// <summary>
/// Lets in who shows a token: <c>Authorization: Bearer cgt_…</c>, or the cookie of a browser that signed in. The token is
/// looked up at every request, so that revoking it or ending the appointment counts at once. It stands in two places: who asks is known
/// before requests are counted, and counted before they are refused. One question to the database is all that it does; the framework's own
/// schemes, policies and principals would take longer than the question.
/// </summary>
internal sealed class Door(Db db, Misses misses)
{
    private const string Bearer = "Bearer";

    public Task Know(HttpContext http, RequestDelegate next)
    {
        var bearer = BearerOf(http.Request);
        if ((bearer is not null || SessionCookie.IsThere(http.Request))
            && db.Read(tx => (bearer ?? SessionCookie.Read(http.Request, DeskAddress.Origin(tx))) is { } token ? Entering.By(tx, token) : null) is { } entrance)
        {
            Take(http, entrance);
        }

        return next(http);
    }

    /// <summary>What is not open to all is for those who are in.</summary>
    public static Task Guard(HttpContext http, RequestDelegate next) => http.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is null
        ? next(http)
        : http.Features.Get<Entrance>() switch
        {
            { Entry: Entry.In } => next(http),
            null => Challenge(http),
            { Entry: Entry.Suspended } resting => Forbid(http, "AccountSuspended", resting),
            var ended => Forbid(http, "RoleEnded", ended),
        };

    private void Take(HttpContext http, Entrance entrance)
    {
        if (entrance.Entry != Entry.Unknown)
        {
            http.Features.Set(entrance);
        }
        else if (!misses.Tokens.Take(http.Connection.RemoteIpAddress))
        {
            http.Items[nameof(Misses)] = true;
        }
    }

    private static Task Challenge(HttpContext http)
    {
        var language = Languages.Of(http, Texts.Language.Chinese);
        http.Response.Headers.WWWAuthenticate = Bearer;
        var reply = http.Items.ContainsKey(nameof(Misses))
            ? Problems.Wait(http, language)
            : Reply.Of(Problems.Make(StatusCodes.Status401Unauthorized, "TokenMissingOrWrong", language));
        return reply.ExecuteAsync(http);
    }

    private static Task Forbid(HttpContext http, string code, Entrance entrance) =>
        Reply.Of(Problems.Make(StatusCodes.Status403Forbidden, code, Languages.Of(http, entrance.Language))).ExecuteAsync(http);

    /// <returns>Null where the header names none: one of another kind is for the proxy before us.</returns>
    private static string? BearerOf(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) && string.Equals(header.Scheme, Bearer, StringComparison.OrdinalIgnoreCase)
            ? header.Parameter ?? ""
            : null;
}
