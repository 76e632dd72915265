using System.Text.Json.Nodes;

namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>Files in both directions, and the sign that one is on its way.</summary>
internal sealed partial class BotMethods
{
    private static readonly string[] ChatActions =
    [
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
        "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    ];

    private ApiAnswer SendPhoto(CallParameters parameters)
    {
        var file = UploadRules.CheckPhoto(UploadRules.Check("photo", parameters.File("photo"), parameters.Text("photo")));
        return SendFile(parameters, file, () => new JsonObject { ["photo"] = state.Files.Photo(file.Content) });
    }

    private ApiAnswer SendDocument(CallParameters parameters)
    {
        var file = UploadRules.Check("document", parameters.File("document"), parameters.Text("document"));
        return SendFile(parameters, file, () => new JsonObject { ["document"] = state.Files.Document(file.Name, null, file.Content) });
    }

    private ApiAnswer SendFile(CallParameters parameters, UploadedFile file, Func<JsonObject> keep)
    {
        var caption = TextRules.CheckCaption(parameters.Text("caption"), parameters.Text("parse_mode"));
        var chat = Chat(parameters);
        var markup = Markup(parameters);
        MarkupRules.Check(markup, chat.IsPrivate);
        CheckReachable(chat);
        var topic = Topic(chat, parameters);
        state.Limits.Take(chat);
        var message = state.AddMessage(chat, isFromBot: true, caption, markup);
        message.Topic = topic;
        (message.File, message.Media) = (file, keep());
        state.RecordSend(message, parameters.Text("caption") ?? "", isEdit: false);
        return ApiAnswer.Ok(message.ToJson(state.Bot()));
    }

    private ApiAnswer SendChatAction(CallParameters parameters)
    {
        var chat = Chat(parameters);
        if (parameters.Text("action")?.ToLowerInvariant() is not { } action || !ChatActions.Contains(action))
        {
            throw ApiRefusal.BadRequest("wrong parameter action in request");
        }

        CheckReachable(chat);
        state.ChatActions.Add(new BotChatAction(state.Now, chat.Id, action));
        return ApiAnswer.True;
    }

    private ApiAnswer Download(CallParameters parameters) =>
        new(200, state.Files.Download(parameters.Text("file_path") ?? ""), "application/octet-stream");
}
