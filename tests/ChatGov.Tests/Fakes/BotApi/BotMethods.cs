using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>The methods other than getUpdates, each with the checks of the real server.</summary>
internal sealed partial class BotMethods(BotState state, LongPoll poll)
{
    private static readonly string[] Names =
    [
        "getMe", "getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo", "sendMessage", "editMessageText",
        "answerCallbackQuery", "setMyCommands", "sendDocument", "sendPhoto", "sendChatAction", "getFile",
    ];

    /// <summary>Method names are not case-sensitive.</summary>
    public static string? Find(string name) => Array.Find(Names, each => each.Equals(name, StringComparison.OrdinalIgnoreCase));

    public ApiAnswer Run(string method, CallParameters parameters)
    {
        lock (state.Gate)
        {
            return method switch
            {
                "getMe" => GetMe(),
                "setWebhook" => SetWebhook(parameters),
                "deleteWebhook" => DeleteWebhook(parameters),
                "getWebhookInfo" => GetWebhookInfo(),
                "sendMessage" => SendMessage(parameters),
                "sendDocument" => SendDocument(parameters),
                "sendPhoto" => SendPhoto(parameters),
                "sendChatAction" => SendChatAction(parameters),
                "getFile" => ApiAnswer.Ok(state.Files.Link(parameters.Text("file_id"))),
                FakeBotApi.Download => Download(parameters),
                "editMessageText" => EditMessageText(parameters),
                "answerCallbackQuery" => AnswerCallbackQuery(parameters),
                "setMyCommands" => SetMyCommands(parameters),
                _ => throw new ApiRefusal(404, "Not Found: method not found"),
            };
        }
    }

    private ApiAnswer GetMe()
    {
        var me = state.Bot();
        me["can_join_groups"] = true;
        me["can_read_all_group_messages"] = false;
        me["supports_inline_queries"] = false;
        return ApiAnswer.Ok(me);
    }

    private ApiAnswer SetWebhook(CallParameters parameters)
    {
        if (state.WebhookSetAt is { } before && state.Now - before < TimeSpan.FromSeconds(1))
        {
            throw new ApiRefusal(429, "Too Many Requests: retry after 1", retryAfter: 1);
        }

        var url = parameters.Text("url") ?? "";
        WebhookRules.Check(url, parameters.Text("secret_token"), state.IsLocal);
        state.WebhookUrl = url;
        state.WebhookSecret = parameters.Text("secret_token") ?? "";
        state.WebhookConnections = parameters.Clamped("max_connections", 40, 1, 100);
        state.WebhookSetAt = state.Now;
        if (parameters.Json("allowed_updates", "can't parse allowed_updates JSON array") is { } kinds)
        {
            state.AllowedUpdates = [.. kinds.EnumerateArray().Select(kind => kind.GetString()!)];
        }

        DropIfAsked(parameters);
        if (state.WebhookUrl.Length > 0)
        {
            poll.EndForWebhook();
            state.Added();
        }

        return ApiAnswer.True;
    }

    private ApiAnswer DeleteWebhook(CallParameters parameters)
    {
        state.WebhookUrl = "";
        DropIfAsked(parameters);
        return ApiAnswer.True;
    }

    private void DropIfAsked(CallParameters parameters)
    {
        if (parameters.Flag("drop_pending_updates"))
        {
            state.Updates.Clear();
        }
    }

    private ApiAnswer GetWebhookInfo()
    {
        var info = new JsonObject { ["url"] = state.WebhookUrl, ["has_custom_certificate"] = false, ["pending_update_count"] = state.Updates.Count };
        if (state.WebhookUrl.Length > 0)
        {
            info["max_connections"] = state.WebhookConnections;
        }

        if (state.WebhookError is { } error)
        {
            info["last_error_date"] = error.At.ToUnixTimeSeconds();
            info["last_error_message"] = error.Says;
        }

        if (state.AllowedUpdates is { Count: > 0 } kinds)
        {
            info["allowed_updates"] = new JsonArray([.. kinds.Select(kind => JsonValue.Create(kind))]);
        }

        return ApiAnswer.Ok(info);
    }

    private ApiAnswer SendMessage(CallParameters parameters)
    {
        var raw = parameters.Text("text");
        var text = TextRules.Check(raw, parameters.Text("parse_mode"));
        var chat = Chat(parameters);
        var markup = Markup(parameters);
        MarkupRules.Check(markup, chat.IsPrivate);
        CheckReachable(chat);
        var topic = Topic(chat, parameters);
        state.Limits.Take(chat);
        var message = state.AddMessage(chat, isFromBot: true, text, markup);
        message.Topic = topic;
        state.RecordSend(message, raw!, isEdit: false);
        return ApiAnswer.Ok(message.ToJson(state.Bot()));
    }

    private static int? Topic(FakeChat chat, CallParameters parameters) => (int?)parameters.Number("message_thread_id") switch
    {
        null => null,
        { } topic when chat.Topics.Contains(topic) => topic,
        _ => throw ApiRefusal.BadRequest("message thread not found"),
    };

    private ApiAnswer EditMessageText(CallParameters parameters)
    {
        var raw = parameters.Text("text");
        var text = TextRules.Check(raw, parameters.Text("parse_mode"));
        var chat = Chat(parameters);
        var markup = Markup(parameters);
        MarkupRules.Check(markup, chat.IsPrivate);
        if (markup is not null && !MarkupRules.IsInline(markup))
        {
            throw ApiRefusal.BadRequest("inline keyboard expected");
        }

        CheckReachable(chat);
        var message = Editable(chat, parameters);
        if (message.Text == text && IsSame(message.Markup, markup))
        {
            throw ApiRefusal.BadRequest(
                "message is not modified: specified new message content and reply markup are exactly the same as a "
                + "current content and reply markup of the message");
        }

        state.Limits.Take(chat);
        message.Text = text;
        message.Markup = markup;
        state.RecordSend(message, raw!, isEdit: true);
        return ApiAnswer.Ok(message.ToJson(state.Bot()));
    }

    private StoredMessage Editable(FakeChat chat, CallParameters parameters)
    {
        var message = parameters.Number("message_id") is { } id ? state.FindMessage(chat.Id, id) : null;
        if (message is null || message.IsDeleted)
        {
            throw ApiRefusal.BadRequest("message to edit not found");
        }

        if (message.Media is not null)
        {
            throw ApiRefusal.BadRequest("there is no text in the message to edit");
        }

        // Neither somebody else's message nor one that brought a keyboard can be edited.
        if (!message.IsFromBot || (message.Markup is not null && !message.HasInlineKeyboard))
        {
            throw ApiRefusal.BadRequest("message can't be edited");
        }

        return message;
    }

    private static bool IsSame(JsonElement? one, JsonElement? other) =>
        (one, other) is (null, null) || (one is { } first && other is { } second && JsonElement.DeepEquals(first, second));

    private ApiAnswer AnswerCallbackQuery(CallParameters parameters)
    {
        if (parameters.Text("text") is { Length: > 200 })
        {
            throw ApiRefusal.BadRequest("MESSAGE_TOO_LONG");
        }

        var press = parameters.Text("callback_query_id") is { } id ? state.Presses.GetValueOrDefault(id) : null;
        if (press is null || press.IsAnswered || state.Now >= press.At + BotState.PressLife)
        {
            throw ApiRefusal.BadRequest("query is too old and response timeout expired or query ID is invalid");
        }

        press.IsAnswered = true;
        return ApiAnswer.True;
    }

    private ApiAnswer SetMyCommands(CallParameters parameters)
    {
        var language = parameters.Text("language_code") ?? "";
        if (language.Length != 0 && (language.Length != 2 || !language.All(char.IsAsciiLetterLower)))
        {
            throw ApiRefusal.BadRequest("LANG_CODE_INVALID");
        }

        if (parameters.Json("commands", "can't parse commands JSON object") is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() > 100)
        {
            throw ApiRefusal.BadRequest("BOT_COMMANDS_TOO_MUCH");
        }

        state.Commands[language] = list.EnumerateArray().ToDictionary(Command, Description, StringComparer.Ordinal);
        return ApiAnswer.True;
    }

    private static string Command(JsonElement each)
    {
        var command = each.GetProperty("command").GetString()!;
        return command.Length is >= 1 and <= 32 && command.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_')
            ? command
            : throw ApiRefusal.BadRequest("BOT_COMMAND_INVALID");
    }

    private static string Description(JsonElement each)
    {
        var description = each.GetProperty("description").GetString()!;
        return description.Length is >= 1 and <= 256 ? description : throw ApiRefusal.BadRequest("BOT_COMMAND_DESCRIPTION_INVALID");
    }

    private FakeChat Chat(CallParameters parameters)
    {
        if (parameters.Text("chat_id") is null or "")
        {
            throw ApiRefusal.BadRequest("chat_id is empty");
        }

        return parameters.Number("chat_id") is { } id && state.FindChat(id) is { } chat ? chat : throw ApiRefusal.BadRequest("chat not found");
    }

    private static JsonElement? Markup(CallParameters parameters) =>
        parameters.Json("reply_markup", "can't parse reply keyboard markup JSON object");

    private static void CheckReachable(FakeChat chat)
    {
        if (chat.MigratedTo is { } moved)
        {
            throw new ApiRefusal(400, "Bad Request: group chat was upgraded to a supergroup chat", moved);
        }

        if (chat.Person is { IsDeactivated: true })
        {
            throw new ApiRefusal(403, "Forbidden: user is deactivated");
        }

        if (chat.Person is { HasBlockedTheBot: true })
        {
            throw new ApiRefusal(403, "Forbidden: bot was blocked by the user");
        }

        if (!chat.BotIsMember)
        {
            throw new ApiRefusal(403, $"Forbidden: bot is not a member of the {chat.Type} chat");
        }
    }
}
