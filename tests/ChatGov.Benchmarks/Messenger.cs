using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace ChatGov.Benchmarks;

/// <summary>
/// A Bot API server without a network: it hands out updates so that at most so many chats wait for their answer, and
/// takes the answers. The time of an update runs from the moment it is handed out to the moment its answer is sent.
/// </summary>
/// <param name="warmUp">So many updates come first and are not counted: the programs compared are all warm.</param>
/// <param name="firstUpdate">The number before the first: a messenger never gives one twice.</param>
/// <param name="pause">So long it waits before it hands out more; zero: as soon as there is somebody to say something.</param>
internal sealed class Messenger(
    int updates, int warmUp, int inFlight, Func<int, (long User, string Text)> say, int firstUpdate = 0, TimeSpan pause = default) : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, long> _handedOut = [];
    private readonly List<double> _milliseconds = new(updates);
    private readonly SemaphoreSlim _freed = new(0);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _most = updates;
    private int _next;
    private int _answered;
    private long _countedSince;

    /// <summary>Completes when every update is answered.</summary>
    public Task Done => _done.Task;

    /// <summary>From the end of the warm-up to the last answer.</summary>
    public double Seconds { get; private set; }

    public IReadOnlyList<double> Milliseconds => _milliseconds;

    /// <summary>No more than what was said already; at least one update has to be under way.</summary>
    public void Enough()
    {
        lock (_gate)
        {
            _most = Math.Min(_most, _next + 1);
            _freed.Release();
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var method = request.RequestUri!.AbsolutePath.Split('/')[^1];
        var body = request.Content is null ? "{}" : await request.Content.ReadAsStringAsync(cancellationToken);
        return method switch
        {
            "getUpdates" => Ok(await HandOut(cancellationToken)),
            "sendMessage" => Ok(Take(body)),
            "getMe" => Ok("""{"id":7000001,"is_bot":true,"first_name":"bench","username":"bench_bot"}"""),
            _ => Ok("true"),
        };
    }

    private async Task<string> HandOut(CancellationToken cancel)
    {
        await Task.Delay(pause, cancel);
        while (true)
        {
            lock (_gate)
            {
                var count = Math.Min(inFlight - _handedOut.Count, _most - _next);
                if (count > 0)
                {
                    return "[" + string.Join(',', Enumerable.Range(0, count).Select(_ => Update())) + "]";
                }
            }

            await _freed.WaitAsync(TimeSpan.FromSeconds(30), cancel);
        }
    }

    private string Update()
    {
        var (user, text) = say(_next++);
        _handedOut[user] = Stopwatch.GetTimestamp();
        return string.Create(CultureInfo.InvariantCulture,
            $$$"""{"update_id":{{{firstUpdate + _next}}},"message":{"message_id":{{{firstUpdate + _next}}},"date":1795400000,"from":{"id":{{{user}}},"is_bot":false,"first_name":"b","language_code":"zh"},"chat":{"id":{{{user}}},"type":"private","first_name":"b"},"text":"{{{text}}}"}}""");
    }

    private string Take(string body)
    {
        using var document = JsonDocument.Parse(body);
        var chat = document.RootElement.GetProperty("chat_id").GetInt64();
        lock (_gate)
        {
            if (_handedOut.Remove(chat, out var since))
            {
                Count(since);
                _freed.Release();
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $$$"""{"message_id":1,"date":1795400000,"chat":{"id":{{{chat}}},"type":"private"}}""");
    }

    private void Count(long since)
    {
        if (_answered++ >= warmUp)
        {
            _milliseconds.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }

        if (_answered == warmUp)
        {
            _countedSince = Stopwatch.GetTimestamp();
        }
        else if (_answered == _most)
        {
            Seconds = Stopwatch.GetElapsedTime(_countedSince).TotalSeconds;
            _done.SetResult();
        }
    }

    private static HttpResponseMessage Ok(string result) => new(HttpStatusCode.OK)
    {
        Content = new StringContent($$"""{"ok":true,"result":{{result}}}""", Encoding.UTF8, "application/json"),
    };
}
