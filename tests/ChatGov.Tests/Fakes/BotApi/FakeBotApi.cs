using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>
/// A strict Bot API server on loopback, for one bot: what the real one refuses it refuses, with the same words, and
/// what was not acknowledged it delivers again. It shares no code with our client. What people do and say is told to
/// it by methods; what the bot sent is read from it. Ages and dates follow the given clock, waiting is in real time.
/// </summary>
public sealed partial class FakeBotApi : IAsyncDisposable
{
    public const string BotUsername = "chatgov_test_bot";

    /// <summary>The fetching of a file by its link, which is no method, as the name of one in calls and faults.</summary>
    public const string Download = "/file";

    private static readonly TimeSpan WaitAtMost = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;
    private readonly BotState _state;
    private readonly LongPoll _poll;
    private readonly BotMethods _methods;
    private readonly CancellationTokenSource _stopped = new();
    private bool _isDisposed;

    private FakeBotApi(string token, TimeProvider time, int port)
    {
        Token = token;
        BotId = long.Parse(token.AsSpan(0, token.IndexOf(':', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
        _state = new BotState(BotId, BotUsername, time);
        _poll = new LongPoll(_state);
        _methods = new BotMethods(_state, _poll);
        Webhook = new WebhookCalls(_state);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, port);
            options.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));
        _app = builder.Build();
        _app.Run(Handle);
    }

    public string Token { get; }

    public long BotId { get; }

    /// <summary>Such as <c>http://127.0.0.1:40123</c>.</summary>
    public string BaseUrl { get; private set; } = "";

    public FaultPlan Faults { get; } = new();

    internal WebhookCalls Webhook { get; }

    /// <summary>Off for the public server's rules about webhook addresses.</summary>
    public bool IsLocal
    {
        get => Locked(() => _state.IsLocal);
        set => Locked(() => _state.IsLocal = value);
    }

    /// <summary>On, it answers 429 by itself to what is too much within a second or a minute, by the given clock.</summary>
    public bool EnforcesLimits
    {
        get => Locked(() => _state.Limits.IsOn);
        set => Locked(() => _state.Limits.IsOn = value);
    }

    /// <summary>Off where many thousands of requests would only fill the memory.</summary>
    public bool KeepsCalls { get; set; } = true;

    /// <summary>How far apart conflicts are told; the real server's three seconds unless a test has no time for that.</summary>
    public TimeSpan ConflictSpacing
    {
        get => _poll.ConflictSpacing;
        set => _poll.ConflictSpacing = value;
    }

    /// <summary>The token is taken back: from now on every request is unauthorised.</summary>
    public bool IsTokenRevoked { get; set; }

    /// <summary>All messages and edits the server accepted, in order.</summary>
    public IReadOnlyList<BotSend> AllSends => Locked(() => _state.Sends.ToList());

    /// <summary>The signs that something is on its way; they are no messages.</summary>
    public IReadOnlyList<BotChatAction> ChatActions => Locked(() => _state.ChatActions.ToList());

    public int SendCount => Locked(() => _state.Sends.Count);

    public IReadOnlyList<BotCall> Calls => Locked(() => _state.Calls.ToList());

    public int PendingUpdates => Locked(() => _state.Updates.Count);

    /// <summary>The number of the next update. After a week of quiet the real server begins somewhere else, even lower.</summary>
    public int NextUpdateId
    {
        get => Locked(() => _state.Updates.NextId);
        set => Locked(() => _state.Updates.NextId = value);
    }

    public string WebhookUrl
    {
        get => Locked(() => _state.WebhookUrl);
        set => Locked(() => _state.WebhookUrl = value);
    }

    public IReadOnlyCollection<string>? AllowedUpdates => Locked(() => _state.AllowedUpdates?.ToList());

    /// <summary>Per language, "" for all others: command and description.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Commands =>
        Locked(() => new Dictionary<string, IReadOnlyDictionary<string, string>>(_state.Commands, StringComparer.Ordinal));

    /// <param name="token">The one token that is known, such as <c>123456:test</c>.</param>
    /// <param name="time">By which updates and pressed buttons grow old; the real time if null.</param>
    /// <param name="port">0 for any free one.</param>
    public static async Task<FakeBotApi> StartAsync(string token, TimeProvider? time = null, int port = 0)
    {
        var api = new FakeBotApi(token, time ?? TimeProvider.System, port);
        await api._app.StartAsync();
        api.BaseUrl = api._app.Urls.First();
        return api;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await _stopped.CancelAsync();
        await Webhook.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _stopped.Dispose();
    }

    /// <summary>Takes all that waits as confirmed, as a bot would have done before.</summary>
    public void Acknowledge() => Locked(() => _state.Updates.Acknowledge(_state.Updates.NextId));

    /// <summary>The first message or edit, past or to come, that this is true of.</summary>
    /// <exception cref="TimeoutException">There was none; the message tells what was sent instead.</exception>
    public async Task<BotSend> WaitForSend(Func<BotSend, bool> matches, TimeSpan? within = null)
    {
        try
        {
            return await _state.WhenSent(matches).WaitAsync(within ?? WaitAtMost);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException("No such message was sent. The last ones: "
                + string.Join(" | ", AllSends.TakeLast(5).Select(send => $"to {send.ChatId}: {send.Text}")));
        }
    }

    /// <summary>Waits until something is so; for what has no event of its own.</summary>
    public async Task WaitUntil(Func<FakeBotApi, bool> isSo, TimeSpan? within = null)
    {
        using var limit = new CancellationTokenSource(within ?? WaitAtMost);
        while (!isSo(this))
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException("It did not come about. The last calls: "
                    + string.Join(" | ", Calls.TakeLast(8).Select(call => $"{call.Method} {call.Code} {call.Description}")));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), CancellationToken.None);
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_state.Gate)
        {
            return read();
        }
    }

    private async Task Handle(HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopped.Token);
        try
        {
            var answer = await Answer(context.Request, ended.Token);
            if (answer is null)
            {
                context.Abort();
                return;
            }

            await Write(context.Response, answer, ended.Token);
            if (answer.CutAt is not null)
            {
                context.Abort();
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or BadHttpRequestException)
        {
            // The client went away, perhaps killed: nobody is there to tell.
            context.Abort();
        }
    }

    /// <returns>Null when the connection is to be dropped.</returns>
    private async Task<ApiAnswer?> Answer(HttpRequest request, CancellationToken gone)
    {
        try
        {
            var address = Authorise(request);
            var parameters = await CallParameters.Read(request, gone);
            if (address.FilePath is { } path)
            {
                parameters.Add("file_path", path);
            }

            var call = Record(BotMethods.Find(address.Method) ?? address.Method, parameters);
            var answer = await Run(call, parameters, gone);
            call.Code = answer?.Status ?? 0;
            call.Description = answer?.Description ?? "";
            return answer is null ? null : answer with { CutAt = call.CutAt };
        }
        catch (ApiRefusal refusal)
        {
            return refusal.Answer;
        }
    }

    private async Task<ApiAnswer?> Run(BotCall call, CallParameters parameters, CancellationToken gone)
    {
        try
        {
            if (await Strike(Moment.Received, call) is { } early)
            {
                return early;
            }

            var answer = await Carry(call, parameters, gone);
            return await Strike(Moment.BeforeAnswer, call) ?? answer;
        }
        catch (DroppedConnection)
        {
            return null;
        }
    }

    private async Task<ApiAnswer> Carry(BotCall call, CallParameters parameters, CancellationToken gone)
    {
        try
        {
            return call.Method == "getUpdates"
                ? await _poll.Run(parameters, call, () => Strike(Moment.Acknowledged, call), gone)
                : _methods.Run(call.Method, parameters);
        }
        catch (ApiRefusal refusal)
        {
            return refusal.Answer;
        }
    }

    /// <summary>The answer that a fault gives in place of the real one, if any.</summary>
    private async Task<ApiAnswer?> Strike(Moment moment, BotCall call)
    {
        ApiAnswer? answer = null;
        foreach (var fault in Faults.Take(moment, call))
        {
            switch (fault)
            {
                case Fault.Run run:
                    await run.Action(call);
                    break;
                case Fault.Delay delay:
                    await Task.Delay(delay.For, _stopped.Token);
                    break;
                case Fault.Drop:
                    throw new DroppedConnection();
                case Fault.Cut cut:
                    call.CutAt = cut.After;
                    break;
                case Fault.Html html:
                    answer = ApiAnswer.Html(html.Status);
                    break;
                case Fault.Raw raw:
                    answer = new ApiAnswer(raw.Status, Encoding.UTF8.GetBytes(raw.Body), RetryAfter: raw.RetryAfter);
                    break;
                case Fault.Api api:
                    answer = ApiAnswer.No(api.Code, api.Description, api.RetryAfter);
                    break;
                default:
                    throw new InvalidOperationException("a fault of no known kind");
            }
        }

        return answer;
    }

    private BotAddress Authorise(HttpRequest request)
    {
        if (request.Method is not ("GET" or "POST"))
        {
            throw new ApiRefusal(405, "Method Not Allowed");
        }

        var address = BotAddress.Of(request.Path.Value!);
        return address.Token == Token && !IsTokenRevoked ? address : throw new ApiRefusal(401, "Unauthorized");
    }

    private BotCall Record(string method, CallParameters parameters)
    {
        var call = new BotCall
        {
            Sequence = _state.NextSequence(),
            At = _state.Now,
            Method = method,
            ChatId = parameters.Number("chat_id"),
            Text = parameters.Text("text") ?? "",
            Parameters = KeepsCalls ? parameters.All : new Dictionary<string, string>(),
        };
        if (KeepsCalls)
        {
            lock (_state.Gate)
            {
                _state.Calls.Add(call);
            }
        }

        return call;
    }

    private static async Task Write(HttpResponse response, ApiAnswer answer, CancellationToken gone)
    {
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        if (answer.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        await response.Body.WriteAsync(answer.Body.AsMemory(0, Math.Min(answer.CutAt ?? int.MaxValue, answer.Body.Length)), gone);
        await response.Body.FlushAsync(gone);
    }

    private sealed class DroppedConnection : Exception;
}
