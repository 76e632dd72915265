using System.Net;
using System.Net.Sockets;
using System.Net.Http.Headers;
using System.Text;

namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>What became of a callback.</summary>
/// <param name="Status">The last answer; 0 where there was none.</param>
/// <param name="Deliveries">How often it went over the wire.</param>
internal sealed record CallbackOutcome(HttpStatusCode Status, int Deliveries)
{
    public bool IsTaken => Status == HttpStatusCode.OK;
}

/// <summary>
/// Calls the bot. What is not answered with 200 in five seconds is sent again, three times at most, each time sealed and
/// signed anew around the same inner message; then it is given up. Source: developer documentation, path 90238.
/// </summary>
internal sealed partial class FakeWeCom
{
    private const int MostConnects = 40;
    private const HttpStatusCode NoAnswer = 0;

    /// <summary>In seconds, before each further delivery. The documentation names none.</summary>
    private static readonly int[] Pauses = [0, 1, 2];

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly List<string> _givenUp = [];
    private int _taken;

    /// <summary>Where the callbacks go.</summary>
    public Uri? CallbackUrl { get; set; }

    /// <summary>How long an answer is waited for; a test with no time for that makes it shorter.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The server's seconds between two deliveries, in real time; a test with no time for them makes them shorter.</summary>
    public TimeSpan Second { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Of so many callbacks that were taken one comes once more, as when the answer was too late; 0 for none.</summary>
    public int DuplicateOneIn { get; set; }

    /// <summary>The inner messages of the callbacks that were never answered with 200, and will not come again.</summary>
    public IReadOnlyList<string> GivenUp => Locked(() => _givenUp.ToList());

    /// <summary>One callback, delivered as often as WeCom does.</summary>
    public Task<CallbackOutcome> Call(string inner) => Carry(inner, async () => await Attempt(CallbackUrl, inner, CancellationToken.None) ?? NoAnswer, CancellationToken.None);

    /// <summary>
    /// The same, to whichever bot stands behind the address now. Where nobody listens the next is asked for at once, as a proxy
    /// in front would: that is no delivery.
    /// </summary>
    /// <param name="route">Where a bot may listen: asked for each connection.</param>
    public Task<CallbackOutcome> DeliverThrough(string inner, Func<Uri?> route, CancellationToken cancel) => Carry(inner, () => AttemptThrough(inner, route, cancel), cancel);

    /// <summary>One delivery and no more.</summary>
    public Task<HttpStatusCode> Deliver(string inner)
    {
        var (query, body) = Wrap(Encoding.UTF8.GetBytes(inner));
        return Post(query, body);
    }

    /// <summary>Tries out the address, as the settings page does.</summary>
    public async Task<(HttpStatusCode Status, string Body)> Verify(string echo)
    {
        var (query, cipher) = CallbackSeal.Seal(Encoding.UTF8.GetBytes(echo));
        using var response = await _http.GetAsync(new Uri($"{CallbackUrl}?{query}&echostr={Uri.EscapeDataString(cipher)}"));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A message, whatever it is, signed and sealed as a call carries it.</summary>
    public static (string Query, string Body) Wrap(byte[] inner)
    {
        var (query, cipher) = CallbackSeal.Seal(inner);
        return (query, $"<xml>{Field("ToUserName", CorpId)}<AgentID>{AgentId}</AgentID>{Field("Encrypt", cipher)}</xml>");
    }

    public Task<HttpStatusCode> Post(string query, string body) => Post(query, Encoding.UTF8.GetBytes(body));

    public Task<HttpStatusCode> Post(string query, byte[] body) => Post(CallbackUrl!, query, body, CancellationToken.None);

    private async Task<CallbackOutcome> Carry(string inner, Func<Task<HttpStatusCode>> deliver, CancellationToken cancel)
    {
        for (var i = 0; ; i++)
        {
            var status = await deliver();
            if (status == HttpStatusCode.OK)
            {
                return new CallbackOutcome(status, i + 1 + await Repeat(deliver));
            }

            if (i == Pauses.Length)
            {
                Locked(() => _givenUp.Add(inner));
                return new CallbackOutcome(status, i + 1);
            }

            await Task.Delay(Second * Pauses[i], cancel);
        }
    }

    /// <returns>How often it came though it was taken.</returns>
    private async Task<int> Repeat(Func<Task<HttpStatusCode>> deliver)
    {
        if (DuplicateOneIn == 0 || Interlocked.Increment(ref _taken) % DuplicateOneIn != 0)
        {
            return 0;
        }

        await deliver();
        return 1;
    }

    private async Task<HttpStatusCode> AttemptThrough(string inner, Func<Uri?> route, CancellationToken cancel)
    {
        for (var i = 0; i < MostConnects; i++)
        {
            var address = route() is { } bot ? new Uri(bot, "/wecom/callback") : null;
            if (await Attempt(address, inner, cancel) is { } status)
            {
                return status;
            }
        }

        return NoAnswer;
    }

    /// <returns>Null when nobody listens there.</returns>
    private async Task<HttpStatusCode?> Attempt(Uri? address, string inner, CancellationToken cancel)
    {
        try
        {
            var (query, body) = Wrap(Encoding.UTF8.GetBytes(inner));
            return address is null ? null : await Post(address, query, Encoding.UTF8.GetBytes(body), cancel);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConnectionError)
        {
            return null;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException || (exception is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return NoAnswer;
        }
    }

    private async Task<HttpStatusCode> Post(Uri address, string query, byte[] body, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(AnswerWithin);
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("text/xml") } };
        using var response = await _http.PostAsync(new Uri($"{address}?{query}"), content, limit.Token);
        return response.StatusCode;
    }
}
