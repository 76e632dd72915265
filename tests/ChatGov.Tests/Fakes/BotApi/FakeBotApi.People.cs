using System.Text;
using System.Text.Json.Nodes;

namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>What people do. Each method gives the number of the update, or null where the bot did not ask for its kind.</summary>
public sealed partial class FakeBotApi
{
    /// <summary>A person of this account, to set their name or language.</summary>
    public FakePerson Person(long userId) => Locked(() => _state.Person(userId));

    /// <summary>Changes what they said before.</summary>
    public int? UserEdits(long userId, int messageId, string text) => Locked(() =>
    {
        var message = _state.FindMessage(userId, messageId)!;
        message.Text = text;
        var edited = WithEntities(message, userId);
        edited["edit_date"] = _state.Now.ToUnixTimeSeconds();
        return _state.AddUpdate("edited_message", edited, BotState.MessageLife);
    });

    /// <summary>The number of the message that the person sent last.</summary>
    public int LastFrom(long userId) => Locked(() => _state.LastFrom(userId));

    public int? UserSays(long userId, string text) => Locked(() => Say(_state.PrivateChat(userId), userId, text));

    /// <summary>Sends something that is no text, such as a sticker, perhaps with words under it.</summary>
    public int? UserSendsOther(long userId, string field = "sticker", string? caption = null) => Locked(() =>
    {
        var message = NewMessage(Open(_state.PrivateChat(userId)), userId, "");
        message.Remove("text");
        message[field] = new JsonObject { ["file_id"] = "AgADBAAD", ["file_unique_id"] = "AQADBAAD" };
        if (caption is not null)
        {
            message["caption"] = caption;
        }

        return _state.AddUpdate("message", message, BotState.MessageLife);
    });

    /// <summary>Shares a contact card: the person's own, or somebody else's, or one of nobody with an account (0).</summary>
    public int? UserSharesContact(long userId, string phone, long? contactUserId = null) => Locked(() =>
    {
        var message = NewMessage(Open(_state.PrivateChat(userId)), userId, "");
        message.Remove("text");
        var contact = new JsonObject { ["phone_number"] = phone, ["first_name"] = _state.Person(userId).FirstName };
        if (contactUserId != 0)
        {
            contact["user_id"] = contactUserId ?? userId;
        }

        message["contact"] = contact;
        return _state.AddUpdate("message", message, BotState.MessageLife);
    });

    /// <summary>Presses a button on a message of the bot.</summary>
    /// <param name="buttonIndex">Counted from 0 over all rows.</param>
    /// <param name="isInaccessible">The message is too old for the server to show.</param>
    public int? UserPresses(long userId, int messageId, int buttonIndex, bool isInaccessible = false) => Locked(() =>
    {
        var message = _state.FindMessage(userId, messageId);
        if (message is null || !message.HasInlineKeyboard)
        {
            throw new InvalidOperationException($"message {messageId} of chat {userId} has no buttons");
        }

        var button = message.Markup!.Value.GetProperty("inline_keyboard").EnumerateArray()
            .SelectMany(row => row.EnumerateArray()).ElementAt(buttonIndex);
        return Press(userId, message, button.GetProperty("callback_data").GetString()!, isInaccessible);
    });

    /// <summary>A press with data that is on no button, as a modified client can send.</summary>
    public int? UserForgesPress(long userId, int messageId, string data) => Locked(() =>
        Press(userId, _state.FindMessage(userId, messageId) ?? throw new InvalidOperationException("no such message"), data, isInaccessible: false));

    public int? UserBlocks(long userId) => Locked(() => ChangeMembership(userId, hasBlocked: true));

    public int? UserUnblocks(long userId) => Locked(() => ChangeMembership(userId, hasBlocked: false));

    /// <summary>Opens a group with the bot in it; an id below −1000000000000 makes it a supergroup.</summary>
    public void AddGroup(long chatId, string title) => Locked(() => _state.AddGroup(chatId, title));

    public void RemoveBotFromGroup(long chatId) => Locked(() => _state.FindChat(chatId)!.BotIsMember = false);

    /// <summary>The group becomes a supergroup with another id; the old one is refused from now on.</summary>
    public void MigrateGroup(long from, long to) => Locked(() =>
    {
        var old = _state.FindChat(from)!;
        old.MigratedTo = to;
        return _state.AddGroup(to, old.Title!);
    });

    public int? GroupSays(long chatId, long userId, string text) => Locked(() => Say(_state.FindChat(chatId)!, userId, text));

    /// <summary>The group is a forum with this topic besides.</summary>
    public void AddTopic(long chatId, int topic) => Locked(() => _state.FindChat(chatId)!.Topics.Add(topic));

    /// <summary>The topic is deleted, with what anybody said in it.</summary>
    public void RemoveTopic(long chatId, int topic) => Locked(() => _state.FindChat(chatId)!.Topics.Remove(topic));

    public int? TopicSays(long chatId, int topic, long userId, string text) => Locked(() =>
    {
        var message = _state.AddMessage(_state.FindChat(chatId)!, isFromBot: false, text);
        message.Topic = topic;
        return _state.AddUpdate("message", WithEntities(message, userId), BotState.MessageLife);
    });

    /// <summary>Sends a picture, film or file into a group, with words under it.</summary>
    public int? GroupSends(long chatId, long userId, string field, string caption) => Locked(() =>
    {
        var message = _state.AddMessage(_state.FindChat(chatId)!, isFromBot: false, caption);
        var file = new JsonObject { ["file_id"] = "AgADBAAD", ["file_unique_id"] = "AQADBAAD", ["width"] = 90, ["height"] = 90, ["duration"] = 2 };
        message.Media = new JsonObject { [field] = field == "photo" ? new JsonArray(file) : file };
        return _state.AddUpdate("message", WithEntities(message, userId), BotState.MessageLife);
    });

    /// <summary>The person deletes a message of the bot from the chat.</summary>
    public void UserDeletes(long userId, int messageId) => Locked(() => _state.FindMessage(userId, messageId)!.IsDeleted = true);

    /// <summary>Any bytes in place of an update, made from its number.</summary>
    public int Inject(Func<int, string> write) => Locked(() => _state.AddRaw(id => Encoding.UTF8.GetBytes(write(id)), BotState.MessageLife));

    /// <summary>An update of the given kind with the given payload.</summary>
    public int Inject(string kind, string payload) => Inject(id => $$"""{"update_id":{{id}},"{{kind}}":{{payload}}}""");

    private int? Say(FakeChat chat, long userId, string text) => _state.AddUpdate("message", NewMessage(Open(chat), userId, text), BotState.MessageLife);

    /// <summary>The chat, where the person can write into it.</summary>
    private static FakeChat Open(FakeChat chat) => chat.Person is { HasBlockedTheBot: true }
        ? throw new InvalidOperationException("who has blocked the bot has to unblock it before they can write to it")
        : chat;

    private JsonObject NewMessage(FakeChat chat, long userId, string text) => WithEntities(_state.AddMessage(chat, isFromBot: false, text), userId);

    private JsonObject WithEntities(StoredMessage stored, long userId)
    {
        var message = stored.ToJson(_state.Person(userId).ToJson());
        var entities = Entities(stored.Text);
        if (entities.Count > 0)
        {
            message[stored.Media is null ? "entities" : "caption_entities"] = entities;
        }

        return message;
    }

    /// <summary>Commands and mentions, as the server marks them: offsets in UTF-16 code units.</summary>
    private static JsonArray Entities(string text)
    {
        var entities = new JsonArray();
        var start = 0;
        foreach (var word in text.Split(' ', '\n'))
        {
            var type = word switch
            {
                ['/', _, ..] => "bot_command",
                ['@', _, _, _, ..] => "mention",
                _ => null,
            };
            if (type is not null)
            {
                entities.Add(new JsonObject { ["type"] = type, ["offset"] = start, ["length"] = word.Length });
            }

            start += word.Length + 1;
        }

        return entities;
    }

    private int? Press(long userId, StoredMessage message, string data, bool isInaccessible)
    {
        var id = _state.AddPress();
        return _state.AddUpdate(
            "callback_query",
            new JsonObject
            {
                ["id"] = id,
                ["from"] = _state.Person(userId).ToJson(),
                ["message"] = isInaccessible
                    ? new JsonObject { ["chat"] = message.Chat.ToJson(), ["message_id"] = message.Id, ["date"] = 0 }
                    : message.ToJson(_state.Bot()),
                ["chat_instance"] = "-4611686018427387904",
                ["data"] = data,
            },
            BotState.PressLife);
    }

    private int? ChangeMembership(long userId, bool hasBlocked)
    {
        var chat = _state.PrivateChat(userId);
        chat.Person!.HasBlockedTheBot = hasBlocked;
        return _state.AddUpdate(
            "my_chat_member",
            new JsonObject
            {
                ["chat"] = chat.ToJson(),
                ["from"] = chat.Person.ToJson(),
                ["date"] = _state.Now.ToUnixTimeSeconds(),
                ["old_chat_member"] = Member(hasBlocked ? "member" : "kicked"),
                ["new_chat_member"] = Member(hasBlocked ? "kicked" : "member"),
            },
            BotState.MessageLife);
    }

    private JsonObject Member(string status)
    {
        var member = new JsonObject { ["status"] = status, ["user"] = _state.Bot() };
        if (status == "kicked")
        {
            member["until_date"] = 0;
        }

        return member;
    }
}
