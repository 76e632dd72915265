using System.Text.Json.Serialization;
using Telegram.Bot.Serialization;

namespace Telegram.Bot.Types.Enums;

[JsonConverter(typeof(TolerantEnumConverter<UpdateType>))]
public enum UpdateType
{
    Unknown = 0,
    Message,
    EditedMessage,
    CallbackQuery,
    MyChatMember,
}

[JsonConverter(typeof(TolerantEnumConverter<ChatType>))]
public enum ChatType
{
    Private = 1,
    Group,
    Channel,
    Supergroup,
}

[JsonConverter(typeof(TolerantEnumConverter<ChatMemberStatus>))]
public enum ChatMemberStatus
{
    Creator = 1,
    Administrator,
    Member,
    Left,
    Kicked,
    Restricted,
}

[JsonConverter(typeof(TolerantEnumConverter<ChatAction>))]
public enum ChatAction
{
    Typing = 1,
}

[JsonConverter(typeof(TolerantEnumConverter<MessageEntityType>))]
public enum MessageEntityType
{
    Mention = 1,
    BotCommand,
    TextMention,
}
