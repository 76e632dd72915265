using System.Text.Json;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace ChatGov.Messengers.Telegram;

/// <summary>Reads updates one by one, so that one that cannot be read does not hold up the others.</summary>
internal static class UpdateBatch
{
    /// <summary>
    /// What cannot be read comes with its id alone, and with who wrote it where that is plain. If even the id is missing
    /// it takes the id after the one before it: ids ascend and begin at <paramref name="offset"/>, so confirming a guess
    /// can never confirm an update that did not come. An id of 0 says that there was nothing to guess from.
    /// </summary>
    /// <exception cref="JsonException">These are no updates.</exception>
    public static Update[] Read(JsonElement result, int? offset)
    {
        if (result.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("updates come in an array");
        }

        var updates = new List<Update>(result.GetArrayLength());
        var previous = offset > 0 ? offset - 1 : null;
        foreach (var element in result.EnumerateArray())
        {
            var update = ReadOne(element);
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
            return ReadOne(JsonElement.Parse(json, BotJson.Whole));
        }
        catch (JsonException)
        {
            return new Update();
        }
    }

    private static Update ReadOne(JsonElement json)
    {
        try
        {
            return json.Deserialize<Update>(BotJson.OneByOne) ?? new Update();
        }
        catch (Exception)
        {
            // Whatever the package throws at a form it does not know: a new kind of member, half a letter, a date beyond time.
            return new Update { Id = FindId(json), Message = FindWriter(json) };
        }
    }

    /// <summary>Who wrote the message that cannot be read, and where: they wait for a word. Null when even that is not to be read.</summary>
    private static UnreadableMessage? FindWriter(JsonElement json)
    {
        try
        {
            return json.Deserialize<UpdateHead>(BotJson.OneByOne)?.Message is { From: { } from, Chat: { } chat }
                ? new UnreadableMessage { From = new User { Id = from.Id, IsBot = from.IsBot }, Chat = new Chat { Id = chat.Id, Type = chat.Type } }
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static int FindId(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("update_id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out var number)
            ? number
            : 0;

    private sealed record UpdateHead(MessageHead? Message);

    private sealed record MessageHead(WriterHead? From, ChatHead? Chat);

    private sealed record WriterHead(long Id, bool IsBot);

    private sealed record ChatHead(long Id, ChatType Type);
}

/// <summary>Somebody wrote it, and nothing else of it could be read.</summary>
internal sealed class UnreadableMessage : Message;
