using ChatGov.Paging;
using Microsoft.AspNetCore.Http.Metadata;

namespace ChatGov.Http;

internal static class ListAnswers
{
    /// <summary>The type of the rows where an endpoint reads a list; null where it does not.</summary>
    public static Type? RowsOf(IEnumerable<object> metadata) => metadata.OfType<IHttpMethodMetadata>().Any(each => each.HttpMethods.Contains(HttpMethods.Get))
        ? metadata.OfType<IProducesResponseTypeMetadata>()
            .Where(answer => answer.StatusCode == StatusCodes.Status200OK).Select(answer => answer.Type)
            .Where(type => type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Page<>))
            .Select(type => type!.GetGenericArguments()[0]).FirstOrDefault()
        : null;
}
