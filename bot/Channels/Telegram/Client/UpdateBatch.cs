using System.Text.Json;
using Telegram.Bot.Types;

namespace Telegram.Bot.Serialization;

/// <summary>Reads updates one by one, so that one that cannot be read does not hold up the others.</summary>
internal static class UpdateBatch
{
    /// <summary>
    /// What cannot be read comes with its id alone. If even that is missing it takes the id after the one before it:
    /// ids ascend and begin at <paramref name="offset"/>, so confirming a guess can never confirm an update that did
    /// not come. An id of 0 says that there was nothing to guess from.
    /// </summary>
    public static Update[] Read(ReadOnlySpan<byte> json, int? offset)
    {
        var updates = new List<Update>();
        var previous = offset > 0 ? offset - 1 : null;
        var reader = new Utf8JsonReader(json, Envelope.DeepJson);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("updates come in an array");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var update = ReadOne(Envelope.Slice(json, ref reader));
            update.Id = update.Id != 0 ? update.Id : previous + 1 ?? 0;
            previous = update.Id > 0 ? update.Id : previous;
            updates.Add(update);
        }

        return [.. updates];
    }

    /// <summary>One that comes alone, by a webhook. An id of 0 says that it cannot be read at all.</summary>
    public static Update ReadSingle(ReadOnlySpan<byte> json)
    {
        try
        {
            return ReadOne(json);
        }
        catch (JsonException)
        {
            return new Update();
        }
    }

    private static Update ReadOne(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, JsonBotAPI.Default.Update) ?? new Update();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return new Update { Id = FindId(json), Message = FindWriter(json) };
        }
    }

    /// <summary>Who wrote the message that cannot be read, and where: they wait for a word. Null when even that is not to be read.</summary>
    private static Message? FindWriter(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, JsonBotAPI.Default.UpdateHead)?.Message is { From: { } from, Chat: { } chat }
                ? new Message { From = new User { Id = from.Id, IsBot = from.IsBot }, Chat = chat, IsUnreadable = true }
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    internal sealed record UpdateHead(MessageHead? Message);

    internal sealed record MessageHead(WriterHead? From, Chat? Chat);

    internal sealed record WriterHead(long Id, bool IsBot);

    private static int FindId(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Envelope.DeepJson);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return 0;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("update_id"u8);
            reader.Read();
            if (isId)
            {
                return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var id) ? id : 0;
            }

            reader.Skip();
        }

        return 0;
    }
}
