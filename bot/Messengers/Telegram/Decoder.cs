using System.Globalization;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace ChatGov.Messengers.Telegram;

/// <summary>
/// Reads an update as what a person did. Null is what nobody needs to answer: words of bots and channels, talk of a
/// group that is not meant for us, changes of a group.
/// </summary>
internal sealed class Decoder(long botId, string? username)
{
    private readonly string? _mention = username is null ? null : "@" + username;

    public Incoming? Decode(Update update) => update switch
    {
        { Message: { From: { IsBot: false, Id: not 0 } from, Chat: not null } message } => OfMessage(update, message, from),
        { EditedMessage: { From: { IsBot: false, Id: not 0 } from, Chat: not null } message } => OfEdit(update, message, from),
        { CallbackQuery: { From.Id: not 0 } press } => OfPress(update, press),
        { MyChatMember: { Chat.Type: ChatType.Private, From: not null } change } => OfMembership(update, change),
        _ => null,
    };

    private Incoming? OfMessage(Update update, Message message, User from) => message.Chat.Type switch
    {
        ChatType.Private => IsSpeech(message) ? OfPrivate(New(update, from, message), message, from) : null,
        ChatType.Group or ChatType.Supergroup when Addressed(message) is { } text =>
            New(update, from, message) with { IsPrivate = false, Text = text },
        _ => null,
    };

    /// <summary>Words that were changed afterwards: what came of them stands, so it is said once what to do.</summary>
    private Incoming? OfEdit(Update update, Message message, User from) => message switch
    {
        { Chat.Type: ChatType.Private, Text: null, Caption: null } => null,
        { Chat.Type: ChatType.Private } => New(update, from, message) with { Kind = IncomingKind.Edited, Text = message.Text ?? message.Caption! },
        { Chat.Type: ChatType.Group or ChatType.Supergroup } when Addressed(message) is { } text =>
            New(update, from, message) with { Kind = IncomingKind.Edited, IsPrivate = false, Text = text },
        _ => null,
    };

    /// <summary>Whoever pins a message or sets when messages vanish says nothing to us.</summary>
    private static bool IsSpeech(Message message) => message is
        UnreadableMessage or { Text: not null } or { Caption: not null } or { Photo: not null } or { Document: not null } or { Voice: not null } or { Contact: not null }
        or { Animation: not null } or { Audio: not null } or { Checklist: not null } or { Dice: not null } or { Game: not null } or { Location: not null }
        or { PaidMedia: not null } or { Poll: not null } or { Sticker: not null } or { Story: not null } or { Venue: not null } or { Video: not null } or { VideoNote: not null };

    private Incoming OfPrivate(Incoming incoming, Message message, User from) => message switch
    {
        { Contact: { } contact } => incoming with
        {
            Kind = IncomingKind.Contact,
            Phone = contact.PhoneNumber,
            PhoneIsOwn = contact.UserId == from.Id,
        },
        { Text: { } text } => incoming with { Text = ReadCommand(text) },
        { Photo: [.., { } picture] } => OfFile(incoming, IncomingKind.Picture, picture, message.Caption),
        { Document: { MimeType: { } mime } file } when mime.StartsWith("image/", StringComparison.OrdinalIgnoreCase) => OfFile(incoming, IncomingKind.Picture, file, message.Caption),
        { Voice: { } voice } => OfFile(incoming, IncomingKind.Voice, voice, message.Caption),

        // The words under a picture are read too: they may be a call for help.
        _ => incoming with { Kind = IncomingKind.Other, Text = message.Caption ?? "" },
    };

    private static Incoming OfFile(Incoming incoming, IncomingKind kind, FileBase file, string? caption) => incoming with
    {
        Kind = kind, Text = caption ?? "", MediaRef = file.FileId is { Length: > 0 } id ? id : null, MediaSize = file.FileSize,
    };

    private Incoming OfPress(Update update, CallbackQuery press)
    {
        var chat = press.Message?.Chat ?? new Chat { Id = press.From.Id, Type = ChatType.Private };
        var (token, index) = ReadData(press.Data);
        return New(update, press.From, press.Message ?? new Message { Chat = chat }) with
        {
            Kind = IncomingKind.Button,
            IsPrivate = chat.Type == ChatType.Private,
            Token = token,
            ChoiceIndex = index,
            MessageRef = Ids.Reference(press.Message?.Id ?? 0),
        };
    }

    private Incoming? OfMembership(Update update, ChatMemberUpdated change) => change.NewChatMember?.Status switch
    {
        ChatMemberStatus.Kicked => New(update, change.From, new Message { Chat = change.Chat }) with { Kind = IncomingKind.Blocked },
        ChatMemberStatus.Member => New(update, change.From, new Message { Chat = change.Chat }) with { Kind = IncomingKind.Unblocked },
        _ => null,
    };

    private Incoming New(Update update, User from, Message message) => new()
    {
        DedupeKey = string.Create(CultureInfo.InvariantCulture, $"{botId}/{update.Id}"),
        UserId = Ids.Text(from.Id),
        ChatId = Ids.Text(message.Chat.Id),
        Thread = message is { IsTopicMessage: true, MessageThreadId: { } thread } ? Ids.Text(thread) : null,
        LanguageCode = from.LanguageCode,
    };

    /// <summary>A button's data is <c>token.index</c>. Anything else is a button that is not ours: no token.</summary>
    private static (string? Token, int Index) ReadData(string? data)
    {
        var dot = data?.LastIndexOf('.') ?? -1;
        return dot > 0 && int.TryParse(data.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (data![..dot], index)
            : (null, 0);
    }

    /// <summary><c>/start@our_bot x</c> is <c>/start x</c>; a command named for another bot stays as it is.</summary>
    private string ReadCommand(string text)
    {
        if (!text.StartsWith('/') || text.Length == 1)
        {
            return text;
        }

        var end = text.AsSpan().IndexOfAny(" \n\t");
        var command = end < 0 ? text[1..] : text[1..end];
        var rest = end < 0 ? "" : text[end..];
        return Commands.Read(IsOurs(command) ? command[..^_mention!.Length] : command, rest);
    }

    private bool IsOurs(string command) =>
        _mention is not null && command.EndsWith(_mention, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// What was said to us in a group, under a picture or a film too: a command with our name, or words that name us, without the
    /// name.
    /// </summary>
    private string? Addressed(Message message)
    {
        if ((message.Text ?? message.Caption) is not { } text)
        {
            return null;
        }

        foreach (var entity in (message.Text is null ? message.CaptionEntities : message.Entities)?.Where(each => each is not null) ?? [])
        {
            if (Part(text, entity) is not { } part)
            {
                continue;
            }

            if (entity is { Type: MessageEntityType.BotCommand, Offset: 0 } && IsOurs(part))
            {
                return ReadCommand(text);
            }

            if (IsOurName(entity, part))
            {
                return text.Remove(entity.Offset, entity.Length).Trim();
            }
        }

        return null;
    }

    private bool IsOurName(MessageEntity entity, string part) => entity.Type switch
    {
        MessageEntityType.Mention => part.Equals(_mention, StringComparison.OrdinalIgnoreCase),
        MessageEntityType.TextMention => entity.User?.Id == botId,
        _ => false,
    };

    private static string? Part(string text, MessageEntity entity) =>
        entity is { Offset: >= 0, Length: > 0 } && entity.Offset <= text.Length - entity.Length
            ? text.Substring(entity.Offset, entity.Length)
            : null;
}
