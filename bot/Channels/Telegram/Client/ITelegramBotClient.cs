using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests.Abstractions;

namespace Telegram.Bot;

/// <summary>
/// The Bot API by the public names of the package Telegram.Bot, so that the package can take the place of this
/// client; no more of it than the channel uses.
/// </summary>
public interface ITelegramBotClient
{
    /// <summary>The bot's user id, the first part of its token.</summary>
    long BotId { get; }

    /// <summary>How long an answer may take; a long poll has its own waiting time besides.</summary>
    TimeSpan Timeout { get; set; }

    /// <summary>Makes one call, once.</summary>
    /// <exception cref="ApiRequestException">The Bot API refused, and said why.</exception>
    /// <exception cref="RequestException">
    /// No answer of the Bot API came. If the inner exception is an <see cref="HttpRequestException"/> of the kinds
    /// <see cref="HttpRequestError.ConnectionError"/>, <see cref="HttpRequestError.NameResolutionError"/>,
    /// <see cref="HttpRequestError.SecureConnectionError"/> or <see cref="HttpRequestError.ProxyTunnelError"/>, the
    /// request was certainly not sent; otherwise it may have been carried out.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    Task<TResponse> SendRequest<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default);

    /// <summary>Copies a file that <c>getFile</c> named. What the destination throws is passed on.</summary>
    /// <exception cref="RequestException">It did not come, or not whole.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    Task DownloadFile(string filePath, Stream destination, CancellationToken cancellationToken = default);
}
