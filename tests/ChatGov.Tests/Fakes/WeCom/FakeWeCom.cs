using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>What reached a member: a text, a card, or a file.</summary>
internal sealed record WeComSend(DateTimeOffset At, string User, string Kind, JsonElement Content)
{
    /// <summary>All words of it that a person reads; of a file its media id.</summary>
    public string Words { get; init; } = "";
}

/// <summary>
/// A strict WeCom server on loopback, for one app: tokens that end, cards that keep the rules, codes that work once, members
/// whose excess vanishes, and callbacks that are signed, sealed and repeated. It shares no code with our channel. What ages
/// follows the given clock; callbacks carry the real time. Of the kinds of messages it takes those that the app may need,
/// and of the receivers only members by name.
/// </summary>
internal sealed partial class FakeWeCom : IAsyncDisposable
{
    public const string CorpId = "ww0123456789abcdef";
    public const string Secret = "app-SECRET-of-the-tests";
    public const string CallbackToken = "CallbackSECRETtoken";
    public const long AgentId = 1000002;
    public const string EncodingAesKey = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
    private static readonly TimeSpan WaitAtMost = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly AccessTokens _tokens;
    private readonly SendLimits _limits;
    private readonly RepeatCheck _repeats;
    private readonly ResponseCodes _codes;
    private readonly SignInCodes _signIns;
    private readonly MediaStore _media;
    private readonly List<WeComSend> _sends = [];

    private FakeWeCom(TimeProvider time)
    {
        (_time, _tokens, _limits, _repeats) = (time, new AccessTokens(time), new SendLimits(time), new RepeatCheck(time));
        (_codes, _signIns, _media) = (new ResponseCodes(time), new SignInCodes(time), new MediaStore(time));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(Handle);
    }

    public string BaseUrl { get; private set; } = "";

    /// <summary>A message to these alone is refused with 81013; among others they are named, and the others reached.</summary>
    public MemberSet Unreachable { get; } = new();

    /// <summary>A message to these succeeds, and its answer names them as not reached.</summary>
    public MemberSet NamedInvalid { get; } = new();

    /// <summary>How many members the account may have: two hundred times as many person-times pass in a day.</summary>
    public int AccountCap
    {
        get => Locked(() => _limits.AccountCap);
        set => Locked(() => _limits.AccountCap = value);
    }

    /// <summary>The most messages to one member within a minute and within an hour, by this server's own clock.</summary>
    public (int AMinute, int AnHour) Most => Locked(() => _limits.Most);

    public int TokensGiven => Locked(() => _tokens.Given);

    public int Vanished => Locked(() => _limits.Vanished);

    /// <summary>How many messages were the same again, asked to be checked for that, and were not delivered twice.</summary>
    public int RepeatsHeldBack => Locked(() => _repeats.HeldBack);

    public bool HasMenu => Locked(() => _menu is not null);

    /// <summary>The menu as the app made it.</summary>
    public JsonElement? Menu => Locked(() => _menu);

    public IReadOnlyList<WeComSend> Sends => SendsFrom(0);

    public int SendCount => Locked(() => _sends.Count);

    /// <summary>What was sent from a place on.</summary>
    public IReadOnlyList<WeComSend> SendsFrom(int first) => Locked(() => _sends.Skip(first).ToList());

    /// <param name="time">By which tokens, codes, files and limits grow old; the real time if null.</param>
    public static async Task<FakeWeCom> Start(TimeProvider? time = null)
    {
        var fake = new FakeWeCom(time ?? TimeProvider.System);
        await fake._app.StartAsync();
        fake.BaseUrl = fake._app.Urls.First();
        return fake;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _http.Dispose();
    }

    /// <summary>The token is ended early, as WeCom may.</summary>
    public void EndToken() => Locked(_tokens.End);

    public async Task<WeComSend> WaitForSend(Func<WeComSend, bool> matches)
    {
        using var limit = new CancellationTokenSource(WaitAtMost);
        while (!limit.IsCancellationRequested)
        {
            if (Sends.LastOrDefault(matches) is { } found)
            {
                return found;
            }

            await Task.Delay(5, CancellationToken.None);
        }

        throw new TimeoutException("No such message was sent. The last ones: " + string.Join(" | ", Sends.TakeLast(5).Select(send => send.Words)));
    }

    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }

    private void Locked(Action change)
    {
        lock (_gate)
        {
            change();
        }
    }
}
