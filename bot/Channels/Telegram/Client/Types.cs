using System.Text.Json.Serialization;
using Telegram.Bot.Types.Enums;

namespace Telegram.Bot.Types;

/// <summary>One thing that happened. At most one of the payloads is there; of an unknown kind, none.</summary>
public class Update
{
    [JsonPropertyName("update_id")]
    public int Id { get; set; }

    public Message? Message { get; set; }

    public CallbackQuery? CallbackQuery { get; set; }

    public ChatMemberUpdated? MyChatMember { get; set; }

    [JsonIgnore]
    public UpdateType Type => this switch
    {
        { Message: not null } => UpdateType.Message,
        { CallbackQuery: not null } => UpdateType.CallbackQuery,
        { MyChatMember: not null } => UpdateType.MyChatMember,
        _ => UpdateType.Unknown,
    };
}

public class Message
{
    [JsonPropertyName("message_id")]
    public int Id { get; set; }

    /// <summary>Absent in channels.</summary>
    public User? From { get; set; }

    public Chat Chat { get; set; } = new();

    public string? Text { get; set; }

    /// <summary>The words under a picture or a file.</summary>
    public string? Caption { get; set; }

    public MessageEntity[]? Entities { get; set; }

    public Contact? Contact { get; set; }
}

public class User
{
    public long Id { get; set; }

    public bool IsBot { get; set; }

    public string? Username { get; set; }

    public string? LanguageCode { get; set; }
}

public class Chat
{
    public long Id { get; set; }

    public ChatType Type { get; set; }
}

/// <summary>A part of a text; offset and length count UTF-16 code units, as C# does.</summary>
public class MessageEntity
{
    public MessageEntityType Type { get; set; }

    public int Offset { get; set; }

    public int Length { get; set; }

    public User? User { get; set; }
}

/// <summary>A contact card: the sender's own only if its user id is the sender's, a forwarded one looks the same.</summary>
public class Contact
{
    public string PhoneNumber { get; set; } = "";

    public long? UserId { get; set; }
}

/// <summary>A pressed button. The data may belong to no button of that message: it is untrusted.</summary>
public class CallbackQuery
{
    public string Id { get; set; } = "";

    public User From { get; set; } = new();

    /// <summary>Of a message that is too old only the chat and the id are there.</summary>
    public Message? Message { get; set; }

    public string? Data { get; set; }
}

public class ChatMemberUpdated
{
    public Chat Chat { get; set; } = new();

    public User From { get; set; } = new();

    public ChatMember NewChatMember { get; set; } = new();
}

public class ChatMember
{
    public ChatMemberStatus Status { get; set; }
}

/// <param name="identifier">A user's or a group's id.</param>
public class ChatId(long identifier)
{
    public long? Identifier { get; } = identifier;

    public static implicit operator ChatId(long identifier) => new(identifier);
}

public class BotCommand(string command, string description)
{
    public string Command { get; set; } = command;

    public string Description { get; set; } = description;
}

/// <summary>What the Bot API says besides its refusal.</summary>
public class ResponseParameters
{
    public long? MigrateToChatId { get; set; }

    public int? RetryAfter { get; set; }
}
