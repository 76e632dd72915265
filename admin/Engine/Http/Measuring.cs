using ChatGov.Hosting;

namespace ChatGov.Http;

/// <summary>How long requests take, by the route and never by the path, which may hold a secret.</summary>
internal static class Measuring
{
    public static async Task Measure(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(http);
            return;
        }

        var measured = Telemetry.HandleRequest(http.Request.Method, endpoint.RoutePattern.RawText ?? "");
        var status = StatusCodes.Status500InternalServerError;
        try
        {
            await next(http);
            status = http.Response.StatusCode;
        }
        finally
        {
            Telemetry.RequestHandled(measured, status);
        }
    }
}
