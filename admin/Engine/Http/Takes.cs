using System.Reflection;
using System.Text.Json;
using ChatGov.Exports;
using Microsoft.AspNetCore.Mvc;

namespace ChatGov.Http;

/// <summary>Something that an endpoint takes behind the question mark.</summary>
/// <param name="Type">Of one value.</param>
/// <param name="IsMany">It may be there more than once.</param>
internal sealed record QueryField(string Name, Type Type, bool IsMany);

/// <summary>What an endpoint takes, read from its signature and from what it answers: nothing of it is written down twice.</summary>
internal sealed record Takes(IReadOnlyList<QueryField> Query, Type? Body, bool TakesFile)
{
    /// <summary>Every endpoint of the group says what it takes.</summary>
    public static void Tell(IEndpointConventionBuilder group) => group.Finally(endpoint =>
    {
        if (endpoint is RouteEndpointBuilder route && endpoint.Metadata.OfType<MethodInfo>().LastOrDefault() is { } method)
        {
            endpoint.Metadata.Add(Of(method, [.. route.RoutePattern.Parameters.Select(each => each.Name)], endpoint.Metadata));
        }
    });

    public static Takes? In(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<Takes>();

    /// <summary>Names of the body and of the query: what a "no" can point at.</summary>
    public IEnumerable<string> Names() =>
        [.. Body is null ? [] : BodyShape.NamesOf(Body), .. Query.Select(field => field.Name), .. TakesFile ? ["file"] : Array.Empty<string>()];

    private static Takes Of(MethodInfo method, string[] inPath, IList<object> metadata)
    {
        var parameters = method.GetParameters();
        var query = parameters.Where(each => !inPath.Contains(each.Name, StringComparer.OrdinalIgnoreCase)).SelectMany(FieldsOf).ToList();
        if (ListAnswers.RowsOf(metadata) is not null)
        {
            query.Add(new QueryField(ListFormats.Parameter, typeof(ListFormat), IsMany: false));
        }

        if (!metadata.OfType<Sorted>().Any())
        {
            query.RemoveAll(field => field.Name == Sorted.Parameter);
        }

        return new Takes(
            query,
            parameters.Select(each => each.ParameterType).FirstOrDefault(type => type.IsAssignableTo(typeof(IRequestBody))),
            parameters.Any(each => each.ParameterType == typeof(HttpRequest)));
    }

    private static IEnumerable<QueryField> FieldsOf(ParameterInfo parameter) => parameter.IsDefined(typeof(AsParametersAttribute))
        ? parameter.ParameterType.GetProperties().SelectMany(each => FieldOf(each.PropertyType, each.GetCustomAttribute<FromQueryAttribute>()?.Name ?? NameOf(each.Name)))
        : FieldOf(parameter.ParameterType, parameter.GetCustomAttribute<FromQueryAttribute>()?.Name ?? parameter.Name!);

    private static QueryField[] FieldOf(Type type, string name)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string[])
            ? [new QueryField(name, typeof(string), IsMany: true)]
            : ValueForm.IsOne(plain) ? [new QueryField(name, plain, IsMany: false)] : [];
    }

    private static string NameOf(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);
}
