using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ChatGov.Auth;

/// <summary>
/// Lets in who shows a token: <c>Authorization: Bearer cgt_…</c>, or the cookie of a browser that signed in. The token is
/// looked up at every request, so that revoking it or ending the appointment counts at once.
/// </summary>
internal sealed class TokenScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, Db db, Misses misses)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "Token";
    public const string InForce = "in-force";
    private const string Bearer = "Bearer";

    /// <summary>The number of the token, by which requests are counted.</summary>
    public static string? TokenOf(HttpContext http) => http.User.FindFirstValue(ClaimTypes.NameIdentifier);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var language = Languages.Of(Context, Texts.Language.Chinese);
        Response.Headers.WWWAuthenticate = Bearer;
        var reply = Context.Items.ContainsKey(nameof(Misses))
            ? Problems.Wait(Context, language)
            : Reply.Of(Problems.Make(StatusCodes.Status401Unauthorized, "TokenMissingOrWrong", language));
        await reply.ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var entrance = Context.Features.Get<Entrance>();
        return Reply.Of(Problems.Make(
            StatusCodes.Status403Forbidden,
            entrance?.Entry == Entry.Suspended ? "AccountSuspended" : "RoleEnded",
            Languages.Of(Context, entrance?.Language ?? Texts.Language.Chinese))).ExecuteAsync(Context);
    }

    private AuthenticateResult Authenticate()
    {
        var bearer = BearerOf(Request);
        if ((bearer is null && !SessionCookie.IsThere(Request))
            || db.Read(tx => (bearer ?? SessionCookie.Read(Request, DeskAddress.Origin(tx))) is { } token ? Entering.By(tx, token) : null) is not { } entrance)
        {
            return AuthenticateResult.NoResult();
        }

        if (entrance.Entry == Entry.Unknown)
        {
            if (!misses.Tokens.Take(Context.Connection.RemoteIpAddress))
            {
                Context.Items[nameof(Misses)] = true;
            }

            return AuthenticateResult.Fail("no such token");
        }

        Context.Features.Set(entrance);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(IdentityOf(entrance)), Name));
    }

    private static ClaimsIdentity IdentityOf(Entrance entrance)
    {
        var identity = new ClaimsIdentity(Name);
        if (entrance.Actor.Grant is { } grant)
        {
            identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, grant.TokenId.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            identity.AddClaim(new Claim(InForce, ""));
        }

        return identity;
    }

    /// <returns>Null where the header names none: one of another kind is for the proxy before us.</returns>
    private static string? BearerOf(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) && string.Equals(header.Scheme, Bearer, StringComparison.OrdinalIgnoreCase)
            ? header.Parameter ?? ""
            : null;
}
