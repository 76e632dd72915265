using System.Text.Json;
using ChatGov.Paging;

namespace ChatGov.Http;

/// <summary>An answer that is ready to be sent, and to be kept for the same request sent again.</summary>
/// <param name="Body">JSON; null for none.</param>
public sealed record Reply(int Status, byte[]? Body, string ContentType, string? Location = null, string? ETag = null) : IResult
{
    private static readonly JsonSerializerOptions Options = Made();

    public static Reply Of<T>(int status, T value, string? location = null) => new(
        status,
        JsonSerializer.SerializeToUtf8Bytes(value, Options),
        "application/json; charset=utf-8",
        location,
        (value as IVersioned)?.Version is { } version ? Etags.Show(version) : null);

    public static Reply Of(Problem problem) => new(
        problem.Status!.Value, JsonSerializer.SerializeToUtf8Bytes(problem, Options), "application/problem+json; charset=utf-8");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.Headers.Location = Location;
        response.Headers.ETag = ETag;
        if (Body is not null)
        {
            response.ContentLength = Body.Length;
            await response.Body.WriteAsync(Body, httpContext.RequestAborted);
        }
    }

    private static JsonSerializerOptions Made()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Json.Configure(options);
        return options;
    }
}
