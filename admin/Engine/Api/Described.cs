using ChatGov.Http;

namespace ChatGov.Api;

/// <summary>What an endpoint answers, for the OpenAPI document: one word for each kind of endpoint.</summary>
internal static class Described
{
    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder endpoint, string summary) =>
        endpoint.WithSummary(summary).Produces<T>();

    /// <summary>The list can be asked for in these orders as well.</summary>
    public static RouteHandlerBuilder SortedBy(this RouteHandlerBuilder endpoint, Paging.Sorts sorts) => endpoint.WithMetadata(new Sorted(sorts));

    public static RouteHandlerBuilder Makes<T>(this RouteHandlerBuilder endpoint, string summary) =>
        endpoint.WithSummary(summary).Produces<T>(StatusCodes.Status201Created).Fails(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    public static RouteHandlerBuilder Does<T>(this RouteHandlerBuilder endpoint, string summary) =>
        endpoint.WithSummary(summary).Produces<T>().Fails(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    public static RouteHandlerBuilder Changes<T>(this RouteHandlerBuilder endpoint, string summary) =>
        endpoint.Does<T>(summary).Fails(StatusCodes.Status412PreconditionFailed, StatusCodes.Status428PreconditionRequired)
            .WithMetadata(NeedsVersion.Mark);

    /// <summary>A file instead of JSON.</summary>
    public static RouteHandlerBuilder Hands(this RouteHandlerBuilder endpoint, string summary, string mediaType, params string[] others) =>
        endpoint.WithSummary(summary).Produces<Stream>(StatusCodes.Status200OK, mediaType, others);

    /// <summary>A page to print instead of JSON.</summary>
    public static RouteHandlerBuilder Prints(this RouteHandlerBuilder endpoint, string summary) =>
        endpoint.WithSummary(summary).Produces<string>(StatusCodes.Status200OK, "text/html");

    private static RouteHandlerBuilder Fails(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.Produces<Problem>(status, "application/problem+json");
        }

        return endpoint;
    }
}

/// <summary>The endpoint changes a row of which the request names the version, in If-Match.</summary>
internal sealed class NeedsVersion
{
    public static readonly NeedsVersion Mark = new();
}
