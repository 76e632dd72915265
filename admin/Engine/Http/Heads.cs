namespace ChatGov.Http;

/// <summary>What can be got can be asked for by HEAD: the same answer, of which the server sends no body.</summary>
internal static class Heads
{
    public static Task Take(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsHead(http.Request.Method))
        {
            http.Request.Method = HttpMethods.Get;
        }

        http.Response.OnStarting(Allow, http.Response);
        return next(http);
    }

    private static Task Allow(object response)
    {
        var headers = ((HttpResponse)response).Headers;
        if (headers.Allow.ToString() is var allowed && allowed.Contains(HttpMethods.Get, StringComparison.Ordinal) && !allowed.Contains(HttpMethods.Head, StringComparison.Ordinal))
        {
            headers.Allow = allowed + ", " + HttpMethods.Head;
        }

        return Task.CompletedTask;
    }
}
