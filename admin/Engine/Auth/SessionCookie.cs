using ChatGov.Access;

namespace ChatGov.Auth;

/// <summary>
/// The cookie of a browser that signed in. No script reads it, no other site sends it, and a change asked for by another
/// site's page is not taken for the person's.
/// </summary>
internal static class SessionCookie
{
    private const string Name = "chatgov";

    // Browsers take and send such a cookie over TLS only, and from this host only: no neighbour and no one on the way can set it.
    private const string NameOverTls = "__Host-" + Name;

    public static bool IsThere(HttpRequest request) => request.Cookies.ContainsKey(Name) || request.Cookies.ContainsKey(NameOverTls);

    /// <param name="desk">The desk's origin, as browsers name it.</param>
    public static string? Read(HttpRequest request, string desk) =>
        request.Cookies.TryGetValue(IsOverTls(request, desk) ? NameOverTls : Name, out var token) && IsOwnPage(request, desk) ? token : null;

    /// <inheritdoc cref="Read"/>
    public static void Set(HttpContext http, string desk, string token)
    {
        var isOverTls = IsOverTls(http.Request, desk);
        http.Response.Cookies.Append(isOverTls ? NameOverTls : Name, token, Options(isOverTls, SigningIn.SessionLife));
    }

    public static void Forget(HttpContext http)
    {
        http.Response.Cookies.Append(Name, "", Options(isOverTls: false, TimeSpan.Zero));
        http.Response.Cookies.Append(NameOverTls, "", Options(isOverTls: true, TimeSpan.Zero));
    }

    private static CookieOptions Options(bool isOverTls, TimeSpan life) => new()
    {
        HttpOnly = true,
        Secure = isOverTls,
        SameSite = SameSiteMode.Strict,
        MaxAge = life,
        Path = "/",
        IsEssential = true,
    };

    // By what browsers see: the proxy that speaks TLS may hand on plain HTTP.
    private static bool IsOverTls(HttpRequest request, string desk) => request.IsHttps || desk.StartsWith("https:", StringComparison.Ordinal);

    private static bool IsOwnPage(HttpRequest request, string desk)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return true;
        }

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return site.Length > 0 ? site is "same-origin" : origin == desk || origin == $"{request.Scheme}://{request.Host}";
    }
}
