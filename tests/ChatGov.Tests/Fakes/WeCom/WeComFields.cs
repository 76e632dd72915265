using System.Text;
using System.Text.Json;

namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>Reads the parameters of a call: what is missing is empty, what is of another kind is refused.</summary>
internal static class WeComFields
{
    public static JsonElement Parse(byte[] body)
    {
        try
        {
            var parsed = JsonElement.Parse(body);
            return parsed.ValueKind == JsonValueKind.Object ? parsed : throw new WeComRefusal(47001, "data format error");
        }
        catch (JsonException)
        {
            throw new WeComRefusal(47001, "data format error");
        }
    }

    public static bool Has(this JsonElement of, string name) => Find(of, name) is not null;

    public static string Text(this JsonElement of, string name) => Find(of, name) is not { } value ? ""
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : throw new WeComRefusal(WeComRefusal.Parameter, name + " is no string");

    public static long? Whole(this JsonElement of, string name) => Find(of, name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number
        : throw new WeComRefusal(WeComRefusal.Parameter, name + " is no whole number");

    /// <summary>An object in it; without any fields where there is none.</summary>
    public static JsonElement Part(this JsonElement of, string name) => Find(of, name) is not { } value ? Nothing
        : value.ValueKind == JsonValueKind.Object ? value
        : throw new WeComRefusal(WeComRefusal.Parameter, name + " is no object");

    public static IReadOnlyList<JsonElement> List(this JsonElement of, string name) => Find(of, name) is not { } value ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()]
        : throw new WeComRefusal(WeComRefusal.Parameter, name + " is no list");

    public static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    private static JsonElement? Find(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
