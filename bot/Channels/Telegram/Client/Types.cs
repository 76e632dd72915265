using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatGov.Channels;
using Telegram.Bot.Types.Enums;

namespace Telegram.Bot.Types;

/// <summary>One thing that happened. At most one of the payloads is there; of an unknown kind, none.</summary>
public class Update
{
    [JsonPropertyName("update_id")]
    public int Id { get; set; }

    public Message? Message { get; set; }

    public Message? EditedMessage { get; set; }

    public CallbackQuery? CallbackQuery { get; set; }

    public ChatMemberUpdated? MyChatMember { get; set; }

    [JsonIgnore]
    public UpdateType Type => this switch
    {
        { Message: not null } => UpdateType.Message,
        { EditedMessage: not null } => UpdateType.EditedMessage,
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

    public MessageEntity[]? CaptionEntities { get; set; }

    /// <summary>The topic of a forum that it belongs to, where <see cref="IsTopicMessage"/>; else the thread of a reply.</summary>
    public int? MessageThreadId { get; set; }

    public bool IsTopicMessage { get; set; }

    /// <summary>The same picture in several sizes, the largest last.</summary>
    public PhotoSize[]? Photo { get; set; }

    public Document? Document { get; set; }

    public Voice? Voice { get; set; }

    public Contact? Contact { get; set; }

    /// <summary>Somebody wrote it, and nothing else of it could be read.</summary>
    [JsonIgnore]
    public bool IsUnreadable { get; set; }

    // Of what people send besides, only that it is there matters: a message with none of all these is no speech.
    public JsonElement? Animation { get; set; }

    public JsonElement? Audio { get; set; }

    public JsonElement? Checklist { get; set; }

    public JsonElement? Dice { get; set; }

    public JsonElement? Game { get; set; }

    public JsonElement? Location { get; set; }

    public JsonElement? PaidMedia { get; set; }

    public JsonElement? Poll { get; set; }

    public JsonElement? Sticker { get; set; }

    public JsonElement? Story { get; set; }

    public JsonElement? Venue { get; set; }

    public JsonElement? Video { get; set; }

    public JsonElement? VideoNote { get; set; }
}

public abstract class FileBase
{
    public string FileId { get; set; } = "";

    public long? FileSize { get; set; }
}

public class PhotoSize : FileBase
{
    public int Width { get; set; }

    public int Height { get; set; }
}

public class Document : FileBase
{
    public string? MimeType { get; set; }
}

public class Voice : FileBase
{
    /// <summary>In seconds.</summary>
    public int Duration { get; set; }
}

/// <summary>A file that can be downloaded for an hour.</summary>
public class TGFile : FileBase
{
    public string? FilePath { get; set; }
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

    public override string ToString() => Identifier?.ToString(CultureInfo.InvariantCulture) ?? "";

    public static implicit operator ChatId(long identifier) => new(identifier);
}

/// <summary>A file to upload.</summary>
public abstract class InputFile
{
    public static InputFileStream FromStream(Stream stream, string? fileName = null) => new(stream, fileName);

    internal abstract HttpContent ToHttpContent(string name);
}

public class InputFileStream(Stream content, string? fileName = null) : InputFile
{
    public Stream Content { get; } = content;

    public string? FileName { get; } = fileName;

    /// <summary>
    /// The server takes a part for a file only if it has a file name, and reads the name as UTF-8: the platform would
    /// write other letters than ASCII in a form that the server does not know.
    /// </summary>
    internal override HttpContent ToHttpContent(string name)
    {
        var part = new StreamContent(Content);
        part.Headers.Add("Content-Disposition", $"form-data; name=\"{name}\"; filename=\"{FileNames.ForHeader(FileName ?? name)}\"");
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return part;
    }
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
