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
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, Db db, WrongTokens wrong)
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
        var tooMany = Context.Items.ContainsKey(nameof(WrongTokens));
        Response.Headers.WWWAuthenticate = Bearer;
        Response.Headers.RetryAfter = tooMany ? "60" : default;
        var problem = tooMany
            ? Problems.Make(StatusCodes.Status429TooManyRequests, "TooManyRequests", Languages.Of(Context, Texts.Language.Chinese), ("seconds", 60))
            : Problems.Make(StatusCodes.Status401Unauthorized, "TokenMissingOrWrong", Languages.Of(Context, Texts.Language.Chinese));
        await Reply.Of(problem).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Reply.Of(Problems.Make(
        StatusCodes.Status403Forbidden, "RoleEnded", Languages.Of(Context, Context.Features.Get<Entrance>()?.Language ?? Texts.Language.Chinese)))
        .ExecuteAsync(Context);

    private AuthenticateResult Authenticate()
    {
        if (Shown() is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        var address = Context.Connection.RemoteIpAddress;
        if (wrong.AreTooMany(address))
        {
            Context.Items[nameof(WrongTokens)] = true;
            return AuthenticateResult.Fail("too many wrong tokens");
        }

        var entrance = db.Read(tx => Entering.By(tx, token));
        if (entrance.Entry == Entry.Unknown)
        {
            wrong.Count(address);
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

    private string? Shown() =>
        AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header)
            ? string.Equals(header.Scheme, Bearer, StringComparison.OrdinalIgnoreCase) ? header.Parameter : null
            : SessionCookie.Read(Context);
}
