using System.Text.Json;
using Telegram.Bot.Types;

namespace Telegram.Bot.Serialization;

/// <summary>What every answer of the Bot API comes in. The result is left as it is, to be read by who asked.</summary>
internal readonly ref struct Envelope
{
    /// <summary>Deeper than any result we read, so that a deep one spoils only itself.</summary>
    public static readonly JsonReaderOptions DeepJson = new() { MaxDepth = 1_000 };

    public bool? Ok { get; private init; }

    public ReadOnlySpan<byte> Result { get; private init; }

    public int ErrorCode { get; private init; }

    public string Description { get; private init; }

    public ResponseParameters? Parameters { get; private init; }

    /// <exception cref="JsonException">This is no answer of the Bot API.</exception>
    public static Envelope Read(ReadOnlySpan<byte> json)
    {
        var envelope = default(Envelope);
        var reader = new Utf8JsonReader(json, DeepJson);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("an answer is an object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            envelope = ReadProperty(envelope, json, ref reader);
        }

        return envelope;
    }

    /// <summary>The value the reader stands at, which it then has passed.</summary>
    public static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> json, scoped ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }

    private static Envelope ReadProperty(Envelope envelope, ReadOnlySpan<byte> json, scoped ref Utf8JsonReader reader)
    {
        var name = reader.GetString();
        reader.Read();
        var value = Slice(json, ref reader);
        return name switch
        {
            "ok" => envelope with { Ok = JsonSerializer.Deserialize(value, JsonBotAPI.Default.Boolean) },
            "result" => envelope with { Result = value },
            "error_code" => envelope with { ErrorCode = JsonSerializer.Deserialize(value, JsonBotAPI.Default.Int32) },
            "description" => envelope with { Description = JsonSerializer.Deserialize(value, JsonBotAPI.Default.String) ?? "" },
            "parameters" => envelope with { Parameters = JsonSerializer.Deserialize(value, JsonBotAPI.Default.ResponseParameters) },
            _ => envelope,
        };
    }
}
