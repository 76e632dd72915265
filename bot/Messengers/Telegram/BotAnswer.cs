using System.Net;
using System.Text.Json;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;

namespace ChatGov.Messengers.Telegram;

/// <summary>Reads what the Bot API gave, as far as it can be read.</summary>
internal static class BotAnswer
{
    /// <exception cref="RequestException">It is not of the form it should have. The cause would quote it.</exception>
    public static TResponse Read<TResponse>(IRequest<TResponse> request, JsonElement result)
    {
        try
        {
            var read = request is GetUpdatesRequest asked ? (TResponse)(object)UpdateBatch.Read(result, asked.Offset) : ReadOne<TResponse>(result);
            return read ?? throw new JsonException("nothing came");
        }
        catch (Exception)
        {
            throw new RequestException("The answer is not one of the Bot API", HttpStatusCode.OK);
        }
    }

    private static TResponse? ReadOne<TResponse>(JsonElement result)
    {
        try
        {
            return result.Deserialize<TResponse>(BotJson.OneByOne);
        }
        catch (Exception) when (typeof(TResponse) == typeof(Message) && FindId(result) is { } id)
        {
            // It was sent: that what came back of it cannot be read must not make it be sent once more.
            return (TResponse)(object)new Message { Id = id };
        }
    }

    private static int? FindId(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("message_id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out var number)
            ? number
            : null;
}
