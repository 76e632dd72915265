using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatGov.Deadlines;
using ChatGov.Texts;

namespace ChatGov.Http;

/// <summary>
/// How values look in JSON: names in camelCase, codes by their names, numbers only as numbers, instants as RFC 3339 with
/// an offset. A member that is not known is refused: misspelt, it would silently do nothing.
/// </summary>
public static class Json
{
    public static void Configure(JsonSerializerOptions options)
    {
        Lifted.Use(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new TextConverter());
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    }

    private const int ShortestWithOffset = 17; // 2026-11-28T09:00Z

    /// <summary>Whether a text says which hour of the world it means.</summary>
    public static bool HasOffset(string instant) => instant.Length >= ShortestWithOffset && instant[10] is 'T' or 't'
        && (instant[^1] is 'Z' or 'z' || (instant[^6] is '+' or '-' && instant[^3] == ':'));

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        private const int Longest = 40;

        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString() ?? "" : "";
            return HasOffset(text)
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
                    ? instant
                    : throw new JsonException("an instant needs a date, a time and an offset");
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
        {
            Span<byte> text = stackalloc byte[Longest];
            Shanghai.Local(value).TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss.FFFzzz", CultureInfo.InvariantCulture);
            writer.WriteStringValue(text[..length]);
        }
    }

    /// <summary>Texts come in as those of the chat do: pasted from a sheet they hold marks that nobody sees or can mean.</summary>
    private sealed class TextConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType switch
            {
                JsonTokenType.Null => null,
                JsonTokenType.String => Legible.Of(Whole(ref reader)),
                _ => throw new JsonException("a text is written in quotation marks"),
            };

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Whole(ref reader);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

        private static string Whole(ref Utf8JsonReader reader)
        {
            try
            {
                return reader.GetString() ?? "";
            }
            catch (InvalidOperationException half)
            {
                throw new JsonException("half a letter is no text", half);
            }
        }
    }
}
