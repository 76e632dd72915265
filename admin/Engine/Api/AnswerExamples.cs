using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace ChatGov.Api;

/// <summary>
/// The example of an answer, made from its schema: each field by its own example, else by the word of the glossary, else by its type. It is
/// always of the form that is answered, and nobody has to keep it so.
/// </summary>
internal static class AnswerExamples
{
    private const int Deepest = 5;
    private const string Json = "application/json";

    public static void Complete(OpenApiDocument document)
    {
        var schemas = document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>();
        foreach (var answer in Descriptions.Operations(document).SelectMany(operation => operation.Responses?.Values.AsEnumerable() ?? []))
        {
            if (answer is OpenApiResponse { Content: { } contents } && contents.TryGetValue(Json, out var content) && content.Schema is { } schema)
            {
                content.Example = Of(schema, new Place("", ""), schemas, 0);
            }
        }
    }

    private static JsonNode? Of(IOpenApiSchema schema, Place place, IDictionary<string, IOpenApiSchema> schemas, int depth)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } id })
        {
            return schemas.TryGetValue(id, out var named) ? Of(named, place with { Type = id }, schemas, depth) : null;
        }

        if (schema.Examples?.FirstOrDefault() is { } own)
        {
            return own.DeepClone();
        }

        if ((Glossary.Here.GetValueOrDefault($"{place.Owner}.{place.Field}") ?? Glossary.Words.GetValueOrDefault(place.Field)?.Example) is { } example
            && Node(example, schema) is { } fitting)
        {
            return fitting;
        }

        return schema.OneOf is { Count: > 0 } choices
            ? Of(choices.First(choice => choice.Type != JsonSchemaType.Null), place, schemas, depth)
            : schema.Enum is { Count: > 0 } values ? values[0]!.DeepClone()
            : Made(schema, place, schemas, depth);
    }

    private static JsonNode? Made(IOpenApiSchema schema, Place place, IDictionary<string, IOpenApiSchema> schemas, int depth)
    {
        if (schema.Type is not { } type)
        {
            return null;
        }

        if (type.HasFlag(JsonSchemaType.Object))
        {
            return depth > Deepest ? new JsonObject() : new JsonObject((schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
                .Select(each => KeyValuePair.Create(each.Key, Of(each.Value, new Place(place.Type, each.Key), schemas, depth + 1))));
        }

        if (type.HasFlag(JsonSchemaType.Array))
        {
            return schema.Items is { } items && depth <= Deepest && Of(items, place, schemas, depth + 1) is { } item ? new JsonArray(item) : new JsonArray();
        }

        return type.HasFlag(JsonSchemaType.Integer) ? JsonValue.Create(1)
            : type.HasFlag(JsonSchemaType.Number) ? JsonValue.Create(38.84)
            : type.HasFlag(JsonSchemaType.Boolean) ? JsonValue.Create(true)
            : schema.Format switch
            {
                "date-time" => "2026-12-05T09:00:00+08:00",
                "date" => "2026-12-05",
                _ when type.HasFlag(JsonSchemaType.Null) => null,
                _ => "",
            };
    }

    /// <param name="Owner">The schema in which the field stands.</param>
    /// <param name="Field">Empty for the answer itself.</param>
    /// <param name="Type">The schema that it is, where it has a name.</param>
    private sealed record Place(string Owner, string Field, string Type = "");

    /// <summary>A word is used for fields of several types: its example counts where it is of this one.</summary>
    private static JsonNode? Node(object example, IOpenApiSchema schema) => (example, schema.Type) switch
    {
        (int number, { } type) when type.HasFlag(JsonSchemaType.Integer) || type.HasFlag(JsonSchemaType.Number) => JsonValue.Create(number),
        (bool truth, { } type) when type.HasFlag(JsonSchemaType.Boolean) => JsonValue.Create(truth),
        (string text, { } type) when type.HasFlag(JsonSchemaType.String) && schema.Enum is null or { Count: 0 } => JsonValue.Create(text),
        _ => null,
    };
}
