using Telegram.Bot.Requests;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace Telegram.Bot;

/// <summary>The methods of the Bot API. Call them with named arguments: the package has more of them in between.</summary>
public static class TelegramBotClientExtensions
{
    public static Task<User> GetMe(this ITelegramBotClient botClient, CancellationToken cancellationToken = default) =>
        botClient.SendRequest(new GetMeRequest(), cancellationToken);

    /// <summary>
    /// Waits up to <paramref name="timeout"/> seconds for updates from <paramref name="offset"/> on, and confirms all
    /// before it. An update that cannot be read comes with its id alone.
    /// </summary>
    public static Task<Update[]> GetUpdates(
        this ITelegramBotClient botClient,
        int? offset = null,
        int? limit = null,
        int? timeout = null,
        IEnumerable<UpdateType>? allowedUpdates = null,
        CancellationToken cancellationToken = default) => botClient.SendRequest(
            new GetUpdatesRequest { Offset = offset, Limit = limit, Timeout = timeout, AllowedUpdates = allowedUpdates },
            cancellationToken);

    public static Task SetWebhook(
        this ITelegramBotClient botClient,
        string url,
        int? maxConnections = null,
        IEnumerable<UpdateType>? allowedUpdates = null,
        bool dropPendingUpdates = false,
        string? secretToken = null,
        CancellationToken cancellationToken = default) => botClient.SendRequest(
            new SetWebhookRequest
            {
                Url = url, MaxConnections = maxConnections, AllowedUpdates = allowedUpdates, DropPendingUpdates = dropPendingUpdates, SecretToken = secretToken,
            },
            cancellationToken);

    public static Task DeleteWebhook(
        this ITelegramBotClient botClient,
        bool dropPendingUpdates = false,
        CancellationToken cancellationToken = default) =>
        botClient.SendRequest(new DeleteWebhookRequest { DropPendingUpdates = dropPendingUpdates }, cancellationToken);

    public static Task<Message> SendMessage(
        this ITelegramBotClient botClient,
        ChatId chatId,
        string text,
        ReplyMarkup? replyMarkup = null,
        int? messageThreadId = null,
        CancellationToken cancellationToken = default) => botClient.SendRequest(
            new SendMessageRequest { ChatId = chatId, Text = text, ReplyMarkup = replyMarkup, MessageThreadId = messageThreadId }, cancellationToken);

    public static Task<Message> SendDocument(
        this ITelegramBotClient botClient,
        ChatId chatId,
        InputFile document,
        string? caption = null,
        ReplyMarkup? replyMarkup = null,
        int? messageThreadId = null,
        CancellationToken cancellationToken = default) => botClient.SendRequest(
            new SendDocumentRequest { ChatId = chatId, File = document, Caption = caption, ReplyMarkup = replyMarkup, MessageThreadId = messageThreadId },
            cancellationToken);

    public static Task<Message> SendPhoto(
        this ITelegramBotClient botClient,
        ChatId chatId,
        InputFile photo,
        string? caption = null,
        ReplyMarkup? replyMarkup = null,
        int? messageThreadId = null,
        CancellationToken cancellationToken = default) => botClient.SendRequest(
            new SendPhotoRequest { ChatId = chatId, File = photo, Caption = caption, ReplyMarkup = replyMarkup, MessageThreadId = messageThreadId },
            cancellationToken);

    /// <summary>Where a file can be downloaded; at most 20 MB can.</summary>
    public static Task<TGFile> GetFile(this ITelegramBotClient botClient, string fileId, CancellationToken cancellationToken = default) =>
        botClient.SendRequest(new GetFileRequest { FileId = fileId }, cancellationToken);

    public static Task SendChatAction(this ITelegramBotClient botClient, ChatId chatId, ChatAction action, CancellationToken cancellationToken = default) =>
        botClient.SendRequest(new SendChatActionRequest { ChatId = chatId, Action = action }, cancellationToken);

    public static Task<Message> EditMessageText(
        this ITelegramBotClient botClient,
        ChatId chatId,
        int messageId,
        string text,
        InlineKeyboardMarkup? replyMarkup = null,
        CancellationToken cancellationToken = default) => botClient.SendRequest(
            new EditMessageTextRequest { ChatId = chatId, MessageId = messageId, Text = text, ReplyMarkup = replyMarkup },
            cancellationToken);

    public static Task AnswerCallbackQuery(
        this ITelegramBotClient botClient, string callbackQueryId, CancellationToken cancellationToken = default) =>
        botClient.SendRequest(new AnswerCallbackQueryRequest { CallbackQueryId = callbackQueryId }, cancellationToken);

    public static Task SetMyCommands(
        this ITelegramBotClient botClient,
        IEnumerable<BotCommand> commands,
        string? languageCode = null,
        CancellationToken cancellationToken = default) => botClient.SendRequest(
            new SetMyCommandsRequest { Commands = commands, LanguageCode = languageCode }, cancellationToken);
}
