using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatGov.Deadlines;

namespace ChatGov.Http;

/// <summary>
/// How values look in JSON: names in camelCase, codes by their names, numbers only as numbers, instants as RFC 3339 with
/// an offset. A member that is not known is refused: misspelt, it would silently do nothing.
/// </summary>
public static class Json
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    }

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        private const int ShortestWithOffset = 17; // 2026-11-28T09:00Z

        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString() ?? "" : "";
            return text.Length >= ShortestWithOffset && HasOffset(text)
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
                    ? instant
                    : throw new JsonException("an instant needs a date, a time and an offset");
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Shanghai.Local(value).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFzzz", CultureInfo.InvariantCulture));

        private static bool HasOffset(string text) =>
            text[10] is 'T' or 't' && (text[^1] is 'Z' or 'z' || (text[^6] is '+' or '-' && text[^3] == ':'));
    }
}
