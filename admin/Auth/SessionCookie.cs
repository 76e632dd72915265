using ChatGov.Access;

namespace ChatGov.Auth;

/// <summary>
/// The cookie of a browser that signed in. No script reads it, no other site sends it, and a change asked for by another
/// site's page is not taken for the person's.
/// </summary>
internal static class SessionCookie
{
    private const string Name = "chatgov";

    public static string? Read(HttpContext http) =>
        http.Request.Cookies.TryGetValue(Name, out var token) && IsOwnPage(http.Request) ? token : null;

    public static void Set(HttpContext http, string token) => http.Response.Cookies.Append(Name, token, Options(http, SigningIn.SessionLife));

    public static void Forget(HttpContext http) => http.Response.Cookies.Append(Name, "", Options(http, TimeSpan.Zero));

    private static CookieOptions Options(HttpContext http, TimeSpan life) => new()
    {
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Strict,
        MaxAge = life,
        Path = "/",
        IsEssential = true,
    };

    private static bool IsOwnPage(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return true;
        }

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site.Length > 0
            ? site is "same-origin"
            : request.Headers.Origin.ToString() == $"{request.Scheme}://{request.Host}";
    }
}
