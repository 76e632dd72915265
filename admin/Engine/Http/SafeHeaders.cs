using ChatGov.Hosting;

namespace ChatGov.Http;

/// <summary>Puts <see cref="AnswerHeaders"/> on every answer, faults and refusals too, at the last moment: what the answer set itself stays.</summary>
internal static class SafeHeaders
{
    public static Task Set(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(Complete, http.Response);
        return next(http);
    }

    private static Task Complete(object response)
    {
        foreach (var (name, value) in AnswerHeaders.All)
        {
            ((HttpResponse)response).Headers.TryAdd(name, value);
        }

        return Task.CompletedTask;
    }
}
