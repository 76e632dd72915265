using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using ChatGov.Media;

namespace ChatGov.Messengers.WeCom;

/// <summary>
/// A thin client of WeCom's server API. HTTP says 200 to everything: what counts is <c>errcode</c>. A refused token is
/// fetched anew once for a call; nothing else is repeated here. Token and secret are parts of the addresses, so no
/// exception of the platform leaves it. Source: developer documentation, paths 91039, 90236, 94945.
/// </summary>
internal sealed class WeComClient : IDisposable
{
    private const int UsualLife = 7_200;
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

    /// <exception cref="WeComFault">It was refused, or there was no answer; it may have arrived only if this very call was written.</exception>
    public Task<JsonElement> Post(string path, object body, CancellationToken cancel) =>
        Call(path, () => new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } }, isMessage: true, cancel);

    /// <summary>Who signs in at a web page: the userid behind a code, which works once; null for somebody outside the company.</summary>
    public async Task<string?> GetUserInfo(string code, CancellationToken cancel) =>
        TextAt(await Call($"auth/getuserinfo?code={Uri.EscapeDataString(code)}", content: null, isMessage: false, cancel), "userid");

    /// <param name="kind"><c>image</c> or <c>file</c>.</param>
    /// <returns>The media id of a file, good for three days.</returns>
    public async Task<string> Upload(string kind, string name, byte[] content, CancellationToken cancel)
    {
        var answer = await Call("media/upload?type=" + kind, () => UploadForm.Of(name, content), isMessage: false, cancel);
        return TextAt(answer, "media_id") ?? throw new WeComFault(WeComFault.NoAnswer, "no_media_id");
    }

    /// <summary>What a member sent: the bytes, or an errcode in their place.</summary>
    /// <exception cref="TooLong">There are more bytes than that.</exception>
    public async Task<byte[]> Download(string mediaId, int most, CancellationToken cancel)
    {
        var path = $"media/get?media_id={Uri.EscapeDataString(mediaId)}";
        var bytes = await WithToken(path, address => Get(address, most, cancel), got => Read(got) is { } refused ? CodeOf(refused) : 0, cancel);
        return Read(bytes) is { } refused ? throw new WeComFault(CodeOf(refused), TextOf(refused)) : bytes;
    }

    public void Dispose() => _http.Dispose();

    private Task<byte[]> Get(string address, int most, CancellationToken cancel) => Calling(
        async limit =>
        {
            using var response = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, limit);
            if (!response.IsSuccessStatusCode)
            {
                throw new WeComFault(WeComFault.NoAnswer, $"http_{(int)response.StatusCode}");
            }

            using var content = new CappedStream(most);
            await response.Content.CopyToAsync(content, limit);
            return content.ToArray();
        },
        mayHaveArrived: () => false,
        cancel);

    private async Task<JsonElement> Call(string path, Func<HttpContent>? content, bool isMessage, CancellationToken cancel)
    {
        var answer = await WithToken(path, address => Send(address, content, isMessage, cancel), CodeOf, cancel);
        return CodeOf(answer) is 0 ? answer : throw new WeComFault(CodeOf(answer), TextOf(answer));
    }

    /// <summary>A token that was refused is fetched anew, once.</summary>
    private async Task<T> WithToken<T>(string path, Func<string, Task<T>> call, Func<T, int> codeOf, CancellationToken cancel)
    {
        var token = await _token.Get(cancel);
        var answer = await call(Address(path, token));
        if (!TokenEnded.Contains(codeOf(answer)))
        {
            return answer;
        }

        _token.Refused(token);
        return await call(Address(path, await _token.Get(cancel)));
    }

    private static string Address(string path, string token) =>
        $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}access_token={Uri.EscapeDataString(token)}";

    private async Task<(string Token, TimeSpan Life)> FetchToken(CancellationToken cancel)
    {
        var answer = await Send($"gettoken?corpid={Uri.EscapeDataString(_settings.CorpId)}&corpsecret={Uri.EscapeDataString(_settings.Secret)}", content: null, isMessage: false, cancel);
        return CodeOf(answer) is 0 && TextAt(answer, "access_token") is { Length: > 0 } text
            ? (text, TimeSpan.FromSeconds(answer.TryGetProperty("expires_in", out var life) && life.ValueKind == JsonValueKind.Number && life.TryGetInt32(out var seconds) && seconds > 0 ? seconds : UsualLife))
            : throw new WeComFault(CodeOf(answer), TextOf(answer));
    }

    private async Task<JsonElement> Send(string address, Func<HttpContent>? content, bool isMessage, CancellationToken cancel)
    {
        using var watched = content is null ? null : new WatchedContent(content());
        return await Calling(
            async limit =>
            {
                using var request = new HttpRequestMessage(watched is null ? HttpMethod.Get : HttpMethod.Post, address) { Content = watched };
                using var response = await _http.SendAsync(request, limit);
                var bytes = await response.Content.ReadAsByteArrayAsync(limit);
                return Read(bytes) ?? throw new WeComFault(WeComFault.NoAnswer, $"http_{(int)response.StatusCode}", isMessage);
            },
            mayHaveArrived: () => isMessage && watched is { WasWritten: true },
            cancel);
    }

    /// <summary>Every failure of the platform becomes one of ours: its own would name the address.</summary>
    private static async Task<T> Calling<T>(Func<CancellationToken, Task<T>> call, Func<bool> mayHaveArrived, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            return await call(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new WeComFault(WeComFault.NoAnswer, "time_out", mayHaveArrived());
        }
        catch (HttpRequestException exception)
        {
            throw new WeComFault(WeComFault.NoAnswer, exception.HttpRequestError.ToString(), mayHaveArrived() && !NeverConnected(exception.HttpRequestError));
        }
        catch (IOException)
        {
            throw new WeComFault(WeComFault.NoAnswer, "broken_connection", mayHaveArrived());
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

    private static string? TextAt(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int CodeOf(JsonElement answer) => answer.GetProperty("errcode").GetInt32();

    private static string TextOf(JsonElement answer) =>
        answer.TryGetProperty("errmsg", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : CodeOf(answer).ToString(CultureInfo.InvariantCulture);
}
