using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;

namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>
/// Calls the bot's webhook as the server's own source does: a queue for each chat and one for each person's presses, the
/// next of a queue only after the one before was taken, up to so many connections; what was not taken is tried again at
/// once, then after 2, 4, 8 … seconds up to a minute or two, or when the answer says. Where it says 410 for 23 hours, the
/// webhook is removed.
/// </summary>
internal sealed class WebhookCalls : IAsyncDisposable
{
    private const int LongestHeader = 3_600;
    private const int Gone = 410;
    private static readonly TimeSpan GoneForGoodAfter = TimeSpan.FromHours(23);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    private readonly BotState _state;
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2) });
    private readonly ConcurrentDictionary<Task, bool> _under = new();
    private readonly Task _looking;
    private int _connections;

    public WebhookCalls(BotState state)
    {
        _state = state;
        _looking = Look();
    }

    /// <summary>The server's seconds between two tries, in real time; a test with no time for them makes them shorter.</summary>
    public TimeSpan Second { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Of so many deliveries one comes twice, as after an answer that was lost; 0 for none.</summary>
    public int DuplicateOneIn { get; set; }

    /// <summary>Where the next call goes when several bots stand behind the address; the webhook's own when null.</summary>
    public Func<Uri?>? Route { get; set; }

    /// <summary>All statuses that came back, by how often.</summary>
    public ConcurrentDictionary<int, int> Statuses { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _looking;
        await Task.WhenAll(_under.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task Look()
    {
        while (!_stop.IsCancellationRequested)
        {
            foreach (var (id, json) in Ready())
            {
                Interlocked.Increment(ref _connections);
                var call = Task.Run(() => Deliver(id, json));
                _under[call] = true;
                _ = call.ContinueWith(done => _under.TryRemove(done, out _), TaskScheduler.Default);
            }

            await Task.Delay(LookEvery, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private List<(int Id, byte[] Json)> Ready()
    {
        lock (_state.Gate)
        {
            return _state.WebhookUrl.Length == 0 ? [] : _state.Updates.TakeForCalls(Stopwatch.GetTimestamp(), _state.WebhookConnections - Volatile.Read(ref _connections));
        }
    }

    private async Task Deliver(int id, byte[] json)
    {
        try
        {
            var (status, wait) = await Call(json);
            if (status is >= 200 and < 300 && DuplicateOneIn > 0 && id % DuplicateOneIn == 0)
            {
                (status, wait) = await Call(json);
            }

            Statuses.AddOrUpdate(status, 1, (_, before) => before + 1);
            lock (_state.Gate)
            {
                RemoveIfGone(status);
                if (status is >= 200 and < 300)
                {
                    _state.Updates.Called(id);
                }
                else
                {
                    _state.WebhookError = (_state.Now, status == 0 ? "Connection failed" : $"Wrong response from the webhook: {status}");
                    _state.Updates.NotCalled(id, Stopwatch.GetTimestamp(), failures => (long)(Pause(failures, wait) * Stopwatch.Frequency));
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }

    private void RemoveIfGone(int status)
    {
        _state.WebhookGoneSince = status == Gone ? _state.WebhookGoneSince ?? _state.Now : null;
        if (_state.Now - _state.WebhookGoneSince >= GoneForGoodAfter)
        {
            _state.WebhookUrl = "";
        }
    }

    /// <summary>In real seconds.</summary>
    private double Pause(int failures, int? asked) => Second.TotalSeconds
        * (asked ?? (failures == 0 ? 0 : Math.Min(Math.Pow(2, failures), 60 + Random.Shared.Next(61))));

    /// <returns>0 when no answer came.</returns>
    private async Task<(int Status, int? RetryAfter)> Call(byte[] json)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limit.CancelAfter(AnswerWithin);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Route is null ? new Uri(_state.WebhookUrl) : Route() ?? throw new HttpRequestException("nobody listens"))
            {
                Content = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            };
            if (_state.WebhookSecret.Length > 0)
            {
                request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", _state.WebhookSecret);
            }

            using var response = await _http.SendAsync(request, limit.Token);
            return ((int)response.StatusCode, response.Headers.RetryAfter?.Delta is { TotalSeconds: <= LongestHeader } after ? (int)after.TotalSeconds : null);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            return (0, null);
        }
    }
}
