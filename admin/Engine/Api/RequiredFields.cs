using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using ChatGov.Http;
using Microsoft.OpenApi;

namespace ChatGov.Api;

/// <summary>
/// Fields that a body must hold are nullable here, so that the answer can name the one that is missing. The document says to
/// those who read it what is true for them: neither null nor an empty text is taken.
/// </summary>
internal static class RequiredFields
{
    private static readonly List<Type> Bodies = [.. typeof(IRequestBody).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IRequestBody)))];

    public static void Describe(OpenApiDocument document)
    {
        foreach (var body in Bodies)
        {
            if (document.Components?.Schemas?.TryGetValue(body.Name, out var schema) == true && schema.Properties is { } properties)
            {
                foreach (var field in body.GetProperties().Where(field => field.IsDefined(typeof(RequiredAttribute))))
                {
                    var name = JsonNamingPolicy.CamelCase.ConvertName(field.Name);
                    properties[name] = Filled(properties[name]);
                }
            }
        }
    }

    private static IOpenApiSchema Filled(IOpenApiSchema schema)
    {
        if (schema.OneOf is { Count: > 0 } choices)
        {
            return choices.First(choice => choice is OpenApiSchemaReference);
        }

        if (schema is OpenApiSchema own)
        {
            own.Type &= ~JsonSchemaType.Null;
            own.MinLength = own.Type == JsonSchemaType.String && own.Enum is null or { Count: 0 } && own.Format is null ? Math.Max(own.MinLength ?? 0, 1) : own.MinLength;
        }

        return schema;
    }
}
