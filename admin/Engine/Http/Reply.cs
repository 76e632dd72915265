using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ChatGov.Paging;
using Microsoft.Net.Http.Headers;

namespace ChatGov.Http;

/// <summary>An answer that is ready to be sent, and to be kept for the same request sent again.</summary>
/// <param name="Body">JSON or a file; null for none.</param>
public sealed record Reply(int Status, byte[]? Body, string ContentType, string? Location = null, string? ETag = null) : IResult
{
    private const string OfProblem = "application/problem+json; charset=utf-8";
    private const string OfJson = "application/json; charset=utf-8";
    private static readonly JsonSerializerOptions Options = Made();

    /// <summary>It was given before, and its effect was then.</summary>
    [JsonIgnore]
    public bool IsReplayed { get; init; }

    public static Reply Of<T>(int status, T value, string? location = null)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, Options);
        return new(status, body, OfJson, location, (value as IVersioned)?.Version is { } version ? Etags.Of(body, version) : null);
    }

    public static Reply Of(Problem problem) => new(problem.Status!.Value, JsonSerializer.SerializeToUtf8Bytes(problem, Options), OfProblem);

    /// <summary>The caller has it already: nothing was made.</summary>
    public static Reply Unchanged(string tag) => new(StatusCodes.Status304NotModified, null, OfJson, ETag: tag);

    /// <summary>With the tag of what is read.</summary>
    public Reply Tagged() => ETag is null && Status == StatusCodes.Status200OK && Body is not null ? this with { ETag = Etags.Of(Body) } : this;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var isRead = HttpMethods.IsGet(httpContext.Request.Method);
        var reply = isRead ? Tagged() : this;
        return isRead && reply is { ETag: { } tag, Status: StatusCodes.Status200OK } && Etags.Known(httpContext.Request, tag) is { } known
            ? Unchanged(known).Send(httpContext)
            : (isRead ? reply.Packed(httpContext) : reply).Send(httpContext);
    }

    private async Task Send(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.Headers.ETag = ETag;
        if (Status == StatusCodes.Status304NotModified)
        {
            return;
        }

        var body = ContentType == OfProblem && Body is not null ? Numbered(Body, httpContext.TraceIdentifier) : Body;
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

    /// <summary>In a coding that the caller takes; whoever keeps it between us and them is told that others may take another.</summary>
    private Reply Packed(HttpContext http)
    {
        if (Status != StatusCodes.Status200OK || ContentType != OfJson)
        {
            return this;
        }

        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (Codings.Pack(http.Request, Body!) is not { } packed)
        {
            return this;
        }

        http.Response.Headers.ContentEncoding = packed.Name;
        return this with { Body = packed.Body, ETag = Etags.InCoding(ETag!, packed.Name) };
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
