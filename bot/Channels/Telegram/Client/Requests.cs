using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Serialization;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace Telegram.Bot.Requests;

public abstract class RequestBase<TResponse>(string methodName) : IRequest<TResponse>
{
    [JsonIgnore]
    public string MethodName { get; } = methodName;

    public virtual HttpContent ToHttpContent()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this, JsonBotAPI.Default.Options.GetTypeInfo(GetType()));
        return new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
    }

    public virtual TResponse? ReadResult(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, (JsonTypeInfo<TResponse>)JsonBotAPI.Default.Options.GetTypeInfo(typeof(TResponse)));
}

public class GetMeRequest() : RequestBase<User>("getMe");

public class GetUpdatesRequest() : RequestBase<Update[]>("getUpdates")
{
    public int? Offset { get; set; }

    public int? Limit { get; set; }

    /// <summary>How many seconds the server waits for something to tell.</summary>
    public int? Timeout { get; set; }

    public IEnumerable<UpdateType>? AllowedUpdates { get; set; }

    public override Update[] ReadResult(ReadOnlySpan<byte> json) => UpdateBatch.Read(json, Offset);
}

public class SetWebhookRequest() : RequestBase<bool>("setWebhook")
{
    public required string Url { get; set; }

    public int? MaxConnections { get; set; }

    public IEnumerable<UpdateType>? AllowedUpdates { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool DropPendingUpdates { get; set; }

    /// <summary>1 to 256 of letters, digits, <c>_</c> and <c>-</c>; comes back in a header of every call.</summary>
    public string? SecretToken { get; set; }
}

public class DeleteWebhookRequest() : RequestBase<bool>("deleteWebhook")
{
    // Said even when it is false: what waits must never be dropped by a default.
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool DropPendingUpdates { get; set; }
}

public class SendMessageRequest() : RequestBase<Message>("sendMessage")
{
    public required ChatId ChatId { get; set; }

    public required string Text { get; set; }

    public int? MessageThreadId { get; set; }

    public ReplyMarkup? ReplyMarkup { get; set; }
}

public class SendPhotoRequest() : SendFileRequest("sendPhoto", "photo");

public class SendDocumentRequest() : SendFileRequest("sendDocument", "document");

public class GetFileRequest() : RequestBase<TGFile>("getFile")
{
    public required string FileId { get; set; }
}

public class SendChatActionRequest() : RequestBase<bool>("sendChatAction")
{
    public required ChatId ChatId { get; set; }

    public required ChatAction Action { get; set; }
}

public abstract class SendFileRequest(string methodName, string part) : RequestBase<Message>(methodName)
{
    public required ChatId ChatId { get; set; }

    public required InputFile File { get; set; }

    /// <summary>At most 1024 characters.</summary>
    public string? Caption { get; set; }

    public int? MessageThreadId { get; set; }

    public ReplyMarkup? ReplyMarkup { get; set; }

    /// <summary>A form with parts: an upload cannot go as JSON, and what is JSON goes inside it as text.</summary>
    public override HttpContent ToHttpContent()
    {
        var form = new MultipartFormDataContent { { new StringContent(ChatId.ToString()), "chat_id" } };
        if (Caption is not null)
        {
            form.Add(new StringContent(Caption), "caption");
        }

        if (MessageThreadId is { } thread)
        {
            form.Add(new StringContent(thread.ToString(CultureInfo.InvariantCulture)), "message_thread_id");
        }

        if (ReplyMarkup is not null)
        {
            form.Add(new StringContent(JsonSerializer.Serialize(ReplyMarkup, JsonBotAPI.Default.Options.GetTypeInfo(typeof(ReplyMarkup)))), "reply_markup");
        }

        form.Add(File.ToHttpContent(part));
        return form;
    }
}

public class EditMessageTextRequest() : RequestBase<Message>("editMessageText")
{
    public required ChatId ChatId { get; set; }

    public required int MessageId { get; set; }

    public required string Text { get; set; }

    /// <summary>Left out, the buttons go.</summary>
    public InlineKeyboardMarkup? ReplyMarkup { get; set; }
}

public class AnswerCallbackQueryRequest() : RequestBase<bool>("answerCallbackQuery")
{
    public required string CallbackQueryId { get; set; }
}

public class SetMyCommandsRequest() : RequestBase<bool>("setMyCommands")
{
    public required IEnumerable<BotCommand> Commands { get; set; }

    /// <summary>Two letters; left out, the commands for all who have none in their own language.</summary>
    public string? LanguageCode { get; set; }
}
