using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using ChatGov.Media;

namespace ChatGov.Channels.WeCom;

/// <summary>
/// A thin client of WeCom's server API. HTTP says 200 to everything: what counts is <c>errcode</c>. A refused token is
/// fetched anew once for a call; nothing else is repeated here. Token and secret are parts of the addresses, so no
/// exception of the platform leaves it. Source: developer documentation, paths 91039, 90236, 94945.
/// </summary>
internal sealed class WeComClient : IDisposable
{
    private const long LargestAnswer = 32 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly int[] TokenEnded = [40014, 42001, 41001];

    private readonly WeComSettings _settings;
    private readonly HttpClient _http;
    private readonly AccessToken _token;

    public WeComClient(WeComSettings settings, TimeProvider time)
    {
        _settings = settings;
        _token = new AccessToken(FetchToken, time);
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(3),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
        })
        {
            BaseAddress = new Uri(settings.ApiUrl, "/cgi-bin/"), Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer,
        };
    }

    /// <exception cref="WeComFault">It was refused, or there was no answer.</exception>
    public Task<JsonElement> Post(string path, object body, CancellationToken cancel) =>
        WithToken(path, () => new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } }, cancel);

    /// <summary>Who signs in at a web page: the userid behind a code, which works once; null for somebody outside the company.</summary>
    public async Task<string?> GetUserInfo(string code, CancellationToken cancel) =>
        (await WithToken($"auth/getuserinfo?code={Uri.EscapeDataString(code)}", content: null, cancel)).TryGetProperty("userid", out var user) ? user.GetString() : null;

    /// <param name="kind"><c>image</c> or <c>file</c>.</param>
    /// <returns>The media id of a file, good for three days.</returns>
    public async Task<string> Upload(string kind, string name, byte[] content, CancellationToken cancel)
    {
        var answer = await WithToken("media/upload?type=" + kind, () => new MultipartFormDataContent { { new ByteArrayContent(content), "media", name } }, cancel);
        return answer.GetProperty("media_id").GetString()!;
    }

    /// <summary>What a member sent: the bytes, or an errcode in their place.</summary>
    /// <exception cref="TooLong">There are more bytes than that.</exception>
    public async Task<byte[]> Download(string mediaId, int most, CancellationToken cancel)
    {
        var path = $"media/get?media_id={Uri.EscapeDataString(mediaId)}";
        var token = await _token.Get(cancel);
        var bytes = await Get(Address(path, token), most, cancel);
        if (Read(bytes) is { } ended && TokenEnded.Contains(CodeOf(ended)))
        {
            _token.Refused(token);
            bytes = await Get(Address(path, await _token.Get(cancel)), most, cancel);
        }

        return Read(bytes) is { } refused ? throw new WeComFault(CodeOf(refused), TextOf(refused)) : bytes;
    }

    public void Dispose() => _http.Dispose();

    private Task<byte[]> Get(string address, int most, CancellationToken cancel) => Calling(
        async limit =>
        {
            using var response = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, limit);
            if (!response.IsSuccessStatusCode)
            {
                throw new WeComFault(WeComFault.NoAnswer, $"http_{(int)response.StatusCode}", mayHaveArrived: true);
            }

            using var content = new CappedStream(most);
            await response.Content.CopyToAsync(content, limit);
            return content.ToArray();
        },
        cancel);

    private async Task<JsonElement> WithToken(string path, Func<HttpContent>? content, CancellationToken cancel)
    {
        var token = await _token.Get(cancel);
        var answer = await Send(Address(path, token), content, cancel);
        if (TokenEnded.Contains(CodeOf(answer)))
        {
            _token.Refused(token);
            answer = await Send(Address(path, await _token.Get(cancel)), content, cancel);
        }

        return CodeOf(answer) is 0 ? answer : throw new WeComFault(CodeOf(answer), TextOf(answer));
    }

    private static string Address(string path, string token) =>
        $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}access_token={Uri.EscapeDataString(token)}";

    private async Task<(string Token, TimeSpan Life)> FetchToken(CancellationToken cancel)
    {
        var answer = await Send($"gettoken?corpid={Uri.EscapeDataString(_settings.CorpId)}&corpsecret={Uri.EscapeDataString(_settings.Secret)}", content: null, cancel);
        return CodeOf(answer) is 0 and var _ && answer.TryGetProperty("access_token", out var token) && token.GetString() is { Length: > 0 } text
            ? (text, TimeSpan.FromSeconds(answer.TryGetProperty("expires_in", out var life) && life.TryGetInt32(out var seconds) && seconds > 0 ? seconds : 7_200))
            : throw new WeComFault(CodeOf(answer), TextOf(answer));
    }

    private Task<JsonElement> Send(string address, Func<HttpContent>? content, CancellationToken cancel) => Calling(
        async limit =>
        {
            using var request = new HttpRequestMessage(content is null ? HttpMethod.Get : HttpMethod.Post, address) { Content = content?.Invoke() };
            using var response = await _http.SendAsync(request, limit);
            var bytes = await response.Content.ReadAsByteArrayAsync(limit);
            return Read(bytes) ?? throw new WeComFault(WeComFault.NoAnswer, $"http_{(int)response.StatusCode}", mayHaveArrived: true);
        },
        cancel);

    /// <summary>Every failure of the platform becomes one of ours: its own would name the address.</summary>
    private static async Task<T> Calling<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            return await call(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new WeComFault(WeComFault.NoAnswer, "time_out", mayHaveArrived: true);
        }
        catch (HttpRequestException exception)
        {
            throw new WeComFault(WeComFault.NoAnswer, exception.HttpRequestError.ToString(), mayHaveArrived: !NeverConnected(exception.HttpRequestError));
        }
        catch (IOException)
        {
            throw new WeComFault(WeComFault.NoAnswer, "broken_connection", mayHaveArrived: true);
        }
    }

    private static bool NeverConnected(HttpRequestError error) => error is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
        or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static JsonElement? Read(byte[] bytes)
    {
        try
        {
            var answer = JsonSerializer.Deserialize<JsonElement>(bytes);
            return answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("errcode", out var code) && code.TryGetInt32(out _) ? answer : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static int CodeOf(JsonElement answer) => answer.GetProperty("errcode").GetInt32();

    private static string TextOf(JsonElement answer) =>
        answer.TryGetProperty("errmsg", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : CodeOf(answer).ToString(CultureInfo.InvariantCulture);
}
