using System.Net;
using Telegram.Bot.Types;

namespace Telegram.Bot.Exceptions;

/// <summary>No answer of the Bot API: no connection, a broken one, a time-out, or an answer of something in between.</summary>
public class RequestException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    public RequestException(string message, HttpStatusCode httpStatusCode, Exception? innerException = null)
        : this(message, innerException) => HttpStatusCode = httpStatusCode;

    /// <summary>The status, where there was an answer at all.</summary>
    public HttpStatusCode? HttpStatusCode { get; }
}

/// <summary>The Bot API's own "no". The message is its description, which may quote what was sent: not for logs.</summary>
public class ApiRequestException(string message, int errorCode, ResponseParameters? parameters = null) : RequestException(message)
{
    public int ErrorCode { get; } = errorCode;

    public ResponseParameters? Parameters { get; } = parameters;
}
