using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using ChatGov.Media;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;

namespace ChatGov.Messengers.Telegram;

/// <summary>
/// The package's client with what the channel promises besides: each call is made once, a failure says whether the
/// request was written, an update that cannot be read holds up no other, and no exception of the platform comes out,
/// because the token is a part of every address.
/// </summary>
public sealed class BotClient : TelegramBotClient, ITelegramBotClient, IDisposable
{
    private const long LargestAnswer = 64 * 1024 * 1024;

    private readonly HttpClient _http;

    public BotClient(TelegramBotClientOptions options, HttpClient? http = null)
        : this(http ?? NewHttp(), options)
    {
    }

    private BotClient(HttpClient http, TelegramBotClientOptions options)
        : base(options, http)
    {
        // The package would repeat a call three times within one. Here the outbox repeats.
        options.RetryThreshold = 0;
        _ = BotJson.OneByOne;
        _http = http;
        _http.Timeout = System.Threading.Timeout.InfiniteTimeSpan;
        _http.MaxResponseContentBufferSize = LargestAnswer;
        OnApiResponseReceived += static (_, args, _) =>
        {
            if (args.ApiRequestEventArgs.Request is WatchedCall call && args.ResponseMessage.Headers.RetryAfter?.Delta is { } wait)
            {
                call.RetryAfter = (int)Math.Ceiling(wait.TotalSeconds);
            }

            return ValueTask.CompletedTask;
        };
    }

    /// <summary>How long an answer may take; a long poll has its own waiting time besides.</summary>
    public new TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <exception cref="ApiRequestException">The Bot API refused, and said why.</exception>
    /// <exception cref="RequestException">
    /// No answer of the Bot API came. If the inner exception is an <see cref="HttpRequestException"/> of the kinds
    /// <see cref="HttpRequestError.ConnectionError"/>, <see cref="HttpRequestError.NameResolutionError"/>,
    /// <see cref="HttpRequestError.SecureConnectionError"/> or <see cref="HttpRequestError.ProxyTunnelError"/>, the
    /// request was certainly not sent; otherwise it may have been carried out.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public override async Task<TResponse> SendRequest<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(Patience(request));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var call = await WatchedCall.Of(request, cancellationToken);
        try
        {
            return BotAnswer.Read(request, await base.SendRequest(call, either.Token));
        }
        catch (ApiRequestException refused)
        {
            var parameters = refused.Parameters ?? (call.RetryAfter is { } wait ? new ResponseParameters { RetryAfter = wait } : null);
            throw new ApiRequestException(refused.Message.Replace(Token, "…", StringComparison.Ordinal), refused.ErrorCode, parameters);
        }
        catch (Exception exception) when (exception is RequestException or OperationCanceledException)
        {
            throw Cleaned(exception, call.WasWritten, cancellationToken);
        }
    }

    /// <summary>Copies a file that <c>getFile</c> named.</summary>
    /// <exception cref="TooLong">The destination takes no more.</exception>
    /// <exception cref="RequestException">It did not come, or not whole.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public new async Task DownloadFile(string filePath, Stream destination, CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(Timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await base.DownloadFile(filePath, destination, either.Token);
        }
        catch (RequestException exception) when (exception.InnerException is TooLong full)
        {
            ExceptionDispatchInfo.Throw(full);
        }
        catch (ApiRequestException refused)
        {
            throw new RequestException("The file did not come", (System.Net.HttpStatusCode)refused.ErrorCode);
        }
        catch (Exception exception) when (exception is RequestException or OperationCanceledException)
        {
            throw Cleaned(exception, wasWritten: true, cancellationToken);
        }
    }

    public new Task DownloadFile(TGFile file, Stream destination, CancellationToken cancellationToken = default) =>
        DownloadFile(file.FilePath!, destination, cancellationToken);

    public void Dispose() => _http.Dispose();

    private static HttpClient NewHttp() => new(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(3),
        // Given up before a server does it: a send on a connection that just closed has an unknown fate.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
        AllowAutoRedirect = false,
        UseCookies = false,
        // No traces of these calls: they would hold the address.
        ActivityHeadersPropagator = null,
    });

    private TimeSpan Patience(IRequest request) =>
        Timeout + TimeSpan.FromSeconds(request is GetUpdatesRequest { Timeout: { } seconds } ? seconds : 0);

    private static Exception Cleaned(Exception exception, bool wasWritten, CancellationToken caller) => exception switch
    {
        OperationCanceledException when caller.IsCancellationRequested => new OperationCanceledException(caller),
        RequestException { HttpStatusCode: { } status } => new RequestException("The answer is not one of the Bot API", status),
        { InnerException: HttpRequestException http } => NoAnswer(Name(http), http.HttpRequestError, wasWritten),
        { InnerException: IOException } => NoAnswer("the connection broke", HttpRequestError.ResponseEnded, wasWritten),
        _ => NoAnswer("no answer in time", HttpRequestError.Unknown, wasWritten),
    };

    /// <summary>A request whose body was not begun is certainly not carried out, whatever went wrong.</summary>
    private static RequestException NoAnswer(string what, HttpRequestError error, bool wasWritten)
    {
        var kind = wasWritten ? NotOfConnecting(error) : OfConnecting(error);
        return new RequestException($"The Bot API was not reached: {what}", new HttpRequestException(kind, what));
    }

    private static HttpRequestError OfConnecting(HttpRequestError error) =>
        error is HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
            ? error
            : HttpRequestError.ConnectionError;

    private static HttpRequestError NotOfConnecting(HttpRequestError error) =>
        error is HttpRequestError.ConnectionError ? HttpRequestError.ResponseEnded : error;

    private static string Name(HttpRequestException exception) => exception.InnerException is SocketException socket
        ? $"{exception.HttpRequestError}, {socket.SocketErrorCode}"
        : exception.HttpRequestError.ToString();
}
