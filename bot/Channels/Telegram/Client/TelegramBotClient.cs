using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ChatGov.Channels;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Serialization;
using Telegram.Bot.Types;

namespace Telegram.Bot;

/// <summary>
/// A thin client of the Bot API. It never repeats a call. The token is a part of every address, so no exception of
/// the platform leaves it: each is replaced by one that names the kind of failure only.
/// </summary>
public sealed class TelegramBotClient : ITelegramBotClient, IDisposable
{
    private const long LargestAnswer = 64 * 1024 * 1024;

    private readonly TelegramBotClientOptions _options;
    private readonly HttpClient _http;

    public TelegramBotClient(TelegramBotClientOptions options, HttpClient? httpClient = null)
    {
        _options = options;
        _http = httpClient ?? new HttpClient(new SocketsHttpHandler
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
        _http.Timeout = System.Threading.Timeout.InfiniteTimeSpan;
        _http.MaxResponseContentBufferSize = LargestAnswer;
    }

    public long BotId => _options.BotId;

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    public async Task<TResponse> SendRequest<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(Patience(request));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var content = new WatchedContent(request.ToHttpContent());
        using var message = new HttpRequestMessage(HttpMethod.Post, $"{_options.BaseRequestUrl}/{request.MethodName}") { Content = content };
        try
        {
            using var response = await _http.SendAsync(message, either.Token);
            return Read(request, response.StatusCode, RetryAfter(response), await response.Content.ReadAsByteArrayAsync(either.Token));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw NoAnswer("no answer in time", HttpRequestError.Unknown, content.WasWritten);
        }
        catch (HttpRequestException exception)
        {
            throw NoAnswer(Name(exception), exception.HttpRequestError, content.WasWritten);
        }
        catch (IOException)
        {
            throw NoAnswer("the connection broke", HttpRequestError.ResponseEnded, content.WasWritten);
        }
    }

    public async Task DownloadFile(string filePath, Stream destination, CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(Timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var response = await _http.GetAsync($"{_options.BaseFileUrl}/{filePath}", HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new RequestException("The file did not come", response.StatusCode);
            }

            await using var content = await response.Content.ReadAsStreamAsync(either.Token);
            await content.CopyToAsync(destination, either.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw NoAnswer("the file did not come in time", HttpRequestError.Unknown, wasWritten: true);
        }
        catch (HttpRequestException exception)
        {
            throw NoAnswer(Name(exception), exception.HttpRequestError, wasWritten: true);
        }
        catch (IOException)
        {
            throw NoAnswer("the connection broke", HttpRequestError.ResponseEnded, wasWritten: true);
        }
    }

    public void Dispose() => _http.Dispose();

    private TimeSpan Patience<TResponse>(IRequest<TResponse> request) =>
        Timeout + TimeSpan.FromSeconds(request is GetUpdatesRequest { Timeout: { } seconds } ? seconds : 0);

    private TResponse Read<TResponse>(IRequest<TResponse> request, HttpStatusCode status, int? retryAfter, byte[] body)
    {
        try
        {
            var answer = Envelope.Read(body);
            if (answer.Ok == false && answer.ErrorCode != 0)
            {
                var parameters = answer.Parameters ?? (retryAfter is null ? null : new ResponseParameters { RetryAfter = retryAfter });
                throw new ApiRequestException(WithoutToken(answer.Description), answer.ErrorCode, parameters);
            }

            if (answer.Ok == true && status == HttpStatusCode.OK && !answer.Result.IsEmpty && request.ReadResult(answer.Result) is { } result)
            {
                return result;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            // A proxy's page, or a result of another form: told below by its status. The cause would quote the answer.
        }

        throw new RequestException("The answer is not one of the Bot API", status);
    }

    private string WithoutToken(string? description) => (description ?? "").Replace(_options.Token, "…", StringComparison.Ordinal);

    private static int? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter?.Delta is { } wait ? (int)Math.Ceiling(wait.TotalSeconds) : null;

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
