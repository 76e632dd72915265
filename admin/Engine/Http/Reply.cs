using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ChatGov.Paging;

namespace ChatGov.Http;

/// <summary>An answer that is ready to be sent, and to be kept for the same request sent again.</summary>
/// <param name="Body">JSON or a file; null for none.</param>
public sealed record Reply(int Status, byte[]? Body, string ContentType, string? Location = null, string? ETag = null) : IResult
{
    private const string OfProblem = "application/problem+json; charset=utf-8";
    private static readonly JsonSerializerOptions Options = Made();

    /// <summary>It was given before, and its effect was then.</summary>
    [JsonIgnore]
    public bool IsReplayed { get; init; }

    public static Reply Of<T>(int status, T value, string? location = null)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, Options);
        return new(status, body, "application/json; charset=utf-8", location, (value as IVersioned)?.Version is { } version ? Etags.Of(body, version) : null);
    }

    public static Reply Of(Problem problem) => new(problem.Status!.Value, JsonSerializer.SerializeToUtf8Bytes(problem, Options), OfProblem);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var body = ContentType == OfProblem && Body is not null ? Numbered(Body, httpContext.TraceIdentifier) : Body;
        var tag = ETag ?? (Status == StatusCodes.Status200OK && body is not null && HttpMethods.IsGet(httpContext.Request.Method) ? Etags.Of(body) : null);
        response.Headers.ETag = tag;
        if (tag is not null && Status == StatusCodes.Status200OK && Etags.IsKnown(httpContext.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.Headers.Location = Location;
        if (IsReplayed)
        {
            response.Headers[Idempotency.ReplayedHeader] = "true";
        }

        if (body is not null)
        {
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }

    /// <summary>With the number of this request, also where the answer was given to another before.</summary>
    private static byte[] Numbered(byte[] problem, string requestId)
    {
        var told = JsonNode.Parse(problem)!.AsObject();
        told["requestId"] = requestId;
        return JsonSerializer.SerializeToUtf8Bytes(told, Options);
    }

    private static JsonSerializerOptions Made()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Json.Configure(options);
        return options;
    }
}
