using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>A person with an account, as the fake knows them.</summary>
public sealed class FakePerson(long id)
{
    public long Id { get; } = id;

    public string FirstName { get; set; } = "Person";

    public string? LanguageCode { get; set; } = "zh-hans";

    /// <summary>The account is gone.</summary>
    public bool IsDeactivated { get; set; }

    public bool HasBlockedTheBot { get; internal set; }

    internal JsonObject ToJson()
    {
        var user = new JsonObject { ["id"] = Id, ["is_bot"] = false, ["first_name"] = FirstName };
        if (LanguageCode is not null)
        {
            user["language_code"] = LanguageCode;
        }

        return user;
    }
}

internal sealed class FakeChat(long id, string type)
{
    public long Id { get; } = id;

    public string Type { get; } = type;

    public bool IsPrivate => Type == "private";

    public string? Title { get; init; }

    public FakePerson? Person { get; init; }

    public bool BotIsMember { get; set; } = true;

    public long? MigratedTo { get; set; }

    /// <summary>The topics of a forum that are open, by message_thread_id.</summary>
    public HashSet<int> Topics { get; } = [];

    public JsonObject ToJson()
    {
        var chat = new JsonObject { ["id"] = Id, ["type"] = Type };
        if (IsPrivate)
        {
            chat["first_name"] = Person!.FirstName;
        }
        else
        {
            chat["title"] = Title;
        }

        return chat;
    }
}

internal sealed class StoredMessage
{
    public required int Id { get; init; }

    public required FakeChat Chat { get; init; }

    public required bool IsFromBot { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>message_thread_id: the topic it stands in.</summary>
    public int? Topic { get; set; }

    public string Text { get; set; } = "";

    public JsonElement? Markup { get; set; }

    /// <summary>What the bot uploaded with it.</summary>
    public UploadedFile? File { get; set; }

    /// <summary>The fields that a file brings; the text then stands under it.</summary>
    public JsonObject? Media { get; set; }

    public bool IsDeleted { get; set; }

    public bool HasInlineKeyboard => MarkupRules.IsInline(Markup);

    public JsonObject ToJson(JsonObject from)
    {
        var message = new JsonObject
        {
            ["message_id"] = Id,
            ["from"] = from,
            ["chat"] = Chat.ToJson(),
            ["date"] = SentAt.ToUnixTimeSeconds(),
        };
        if (Topic is not null)
        {
            (message["message_thread_id"], message["is_topic_message"]) = (Topic, true);
        }

        if (Media is null || Text.Length > 0)
        {
            message[Media is null ? "text" : "caption"] = Text;
        }

        foreach (var (name, value) in Media ?? [])
        {
            message[name] = value!.DeepClone();
        }

        if (HasInlineKeyboard)
        {
            message["reply_markup"] = JsonObject.Create(Markup!.Value);
        }

        return message;
    }
}

internal sealed class StoredPress
{
    public required DateTimeOffset At { get; init; }

    public bool IsAnswered { get; set; }
}
