using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChatGov.Http;

/// <summary>The fields of a body by the names they have in JSON.</summary>
internal static partial class BodyShape
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyDictionary<string, Type>> Known = new();

    public static IReadOnlyList<string> NamesOf(Type body) => [.. FieldsOf(body).Keys];

    /// <param name="path">As the reader of JSON gives it, without its <c>$.</c>: <c>commitments[0].per</c>.</param>
    /// <returns>Null for the field where there is none, with the type it would have to be a field of.</returns>
    public static (Type Owner, Type? Field) At(Type body, string path)
    {
        var (owner, field) = (body, (Type?)body);
        foreach (Match part in Part().Matches(path))
        {
            if (field is null)
            {
                break;
            }

            owner = part.Value[0] == '[' ? owner : field;
            field = part.Value[0] == '[' ? ItemOf(field) : FieldsOf(field).GetValueOrDefault(part.Value);
        }

        return (owner, field);
    }

    private static IReadOnlyDictionary<string, Type> FieldsOf(Type type) => Known.GetOrAdd(type, each => each.IsAssignableTo(typeof(IRequestBody))
        ? each.GetProperties().Where(property => property.GetMethod is { IsStatic: false })
            .ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), property => property.PropertyType, StringComparer.Ordinal)
        : new Dictionary<string, Type>());

    private static Type? ItemOf(Type type) => type.IsGenericType ? type.GetGenericArguments()[0] : null;

    [GeneratedRegex(@"\[\d+\]|[^.\[\]]+", RegexOptions.None, 1000)]
    private static partial Regex Part();
}
