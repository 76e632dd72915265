using Telegram.Bot.Exceptions;

namespace ChatGov.Messengers.Telegram;

/// <summary>
/// What a failed send means. The Bot API has no key by which a repeated send would be known, so a failure is called
/// "not sent" only where that is certain: the server said so, or no connection came about.
/// </summary>
internal static class Results
{
    // Asked again after an hour, whatever was said: nobody is deaf for a week by one answer.
    private const int LongestWait = 3_600;
    private static readonly TimeSpan WaitIfNotSaid = TimeSpan.FromSeconds(5);

    // By a part of the text: the server prefixes its own words, and changes their case.
    private static readonly (string Part, string Code)[] Refusals =
    [
        ("message is too long", "text_too_long"),
        ("text is too long", "text_too_long"),
        ("caption is too long", "caption_too_long"),
        ("text is empty", "text_empty"),
        ("file must be non-empty", "file_empty"),
        ("BUTTON_DATA_INVALID", "button_data_invalid"),
        ("reply markup is too long", "markup_too_long"),
        ("text buttons are unallowed", "button_without_data"),
        ("can't parse", "cannot_parse"),
        ("private chats only", "private_chats_only"),
        ("must be encoded in UTF-8", "not_utf8"),
    ];

    private static readonly string[] GoneChats = ["chat not found", "user not found", "PEER_ID_INVALID"];

    private static readonly string[] UneditableMessages = ["message to edit not found", "message can't be edited", "no text in the message", "MESSAGE_ID_INVALID"];

    public static SendResult OfSend(RequestException exception) => exception switch
    {
        ApiRequestException refused => OfRefusal(refused),
        _ when IsNotConnected(exception) => new SendResult.NotSent(CodeOf(exception)),
        _ => new SendResult.Unknown(CodeOf(exception)),
    };

    /// <summary>An edit may be repeated freely: after it the message says the same however often it was done.</summary>
    public static SendResult OfEdit(RequestException exception) => OfSend(exception) switch
    {
        SendResult.Unknown unknown => new SendResult.NotSent(unknown.ErrorCode),
        var other => other,
    };

    public static bool IsUnchanged(RequestException exception) =>
        exception is ApiRequestException { ErrorCode: 400 } && Says(exception, "message is not modified");

    /// <summary>The topic was closed or deleted since: the answer goes into the chat itself.</summary>
    public static bool HasNoThread(RequestException exception) => exception is ApiRequestException { ErrorCode: 400 }
        && (Says(exception, "message thread not found") || Says(exception, "TOPIC_CLOSED") || Says(exception, "TOPIC_DELETED"));

    public static bool CannotBeEdited(RequestException exception) =>
        exception is ApiRequestException { ErrorCode: 400 } && UneditableMessages.Any(part => Says(exception, part));

    public static bool Says(RequestException exception, string part) =>
        exception.Message.Contains(part, StringComparison.OrdinalIgnoreCase);

    public static TimeSpan WaitOf(ApiRequestException flood) =>
        flood.Parameters?.RetryAfter is { } seconds and > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, LongestWait)) : WaitIfNotSaid;

    /// <summary>A short name of a failure, free of anything that was sent.</summary>
    public static string CodeOf(RequestException exception) => exception switch
    {
        ApiRequestException { ErrorCode: 400 } refused => RefusalCodeOf(refused),
        ApiRequestException refused => $"telegram_{refused.ErrorCode}",
        { HttpStatusCode: { } status } => $"http_{(int)status}",
        { InnerException: HttpRequestException http } when IsNotConnected(exception) => $"not_connected_{http.HttpRequestError}",
        _ => "no_answer",
    };

    private static SendResult OfRefusal(ApiRequestException refused) => refused switch
    {
        { ErrorCode: 429 } => new SendResult.Wait(WaitOf(refused)),
        { ErrorCode: 403 } => new SendResult.Unreachable(UnreachableCodeOf(refused)),
        { Parameters.MigrateToChatId: { } moved } => new SendResult.Moved(Ids.Text(moved)),
        { ErrorCode: 400 } when GoneChats.Any(part => Says(refused, part)) => new SendResult.Unreachable("chat_not_found"),
        // A refused token is the operator's to mend, and the server failing is its own: the message is right as it is.
        { ErrorCode: 401 or 404 or >= 500 } => new SendResult.NotSent(CodeOf(refused)),
        _ => new SendResult.Refused(CodeOf(refused)),
    };

    private static bool IsNotConnected(RequestException exception) => exception.InnerException is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError,
    };

    private static string UnreachableCodeOf(ApiRequestException refused) =>
        Says(refused, "blocked") ? "blocked"
        : Says(refused, "deactivated") ? "deactivated"
        : Says(refused, "kicked") || Says(refused, "not a member") ? "not_in_chat"
        : "forbidden";

    private static string RefusalCodeOf(ApiRequestException refused) =>
        Array.Find(Refusals, each => Says(refused, each.Part)).Code ?? "telegram_400";
}
