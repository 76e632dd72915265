using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatGov.Http;

namespace ChatGov.Api;

/// <summary>The example of a request's body: its static <c>Example</c>, beside the fields it shows.</summary>
public static class Examples
{
    private static readonly JsonSerializerOptions Options = Made();

    /// <returns>Null where the type has none.</returns>
    public static JsonNode? Of(Type type) =>
        type.GetProperty("Example", BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)?.GetValue(null) is { } example
            ? Node(example, type)
            : null;

    /// <summary>A body as it is sent, without what is left out.</summary>
    public static JsonNode Node(object body, Type type) => JsonSerializer.SerializeToNode(body, type, Options)!;

    private static JsonSerializerOptions Made()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };
        Json.Configure(options);
        return options;
    }
}
