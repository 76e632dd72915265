namespace ChatGov.Http;

/// <summary>
/// Each request has a number of its own: it is on the answer, in the problem and in our log lines. A caller or proxy that has one already
/// gives it, and may find it again there. Only a UUID is taken (with or without strokes): it holds nobody's words.
/// </summary>
internal static class RequestIds
{
    public const string Header = "X-Request-Id";

    public static async Task Mark(HttpContext http, RequestDelegate next)
    {
        http.TraceIdentifier = Given(http.Request.Headers[Header].ToString()) ?? Guid.CreateVersion7().ToString("N");
        http.Response.OnStarting(Show, http);
        using var scope = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(ChatGov)).BeginScope(new Hosting.RequestMark(http.TraceIdentifier));
        await next(http);
    }

    private static string? Given(string header) => Guid.TryParseExact(header, "N", out _) || Guid.TryParseExact(header, "D", out _) ? header : null;

    private static Task Show(object http)
    {
        ((HttpContext)http).Response.Headers[Header] = ((HttpContext)http).TraceIdentifier;
        return Task.CompletedTask;
    }
}
