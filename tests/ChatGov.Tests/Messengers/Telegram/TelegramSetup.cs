using System.Collections.Concurrent;
using ChatGov.Messengers;
using ChatGov.Messengers.Telegram;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Support;
using Microsoft.Extensions.Logging;
using Telegram.Bot;

namespace ChatGov.Tests.Messengers.Telegram;

/// <summary>The channel against the fake server, with an inbox in memory that fails when it is told to.</summary>
internal sealed class TelegramSetup : IAsyncDisposable
{
    public const string Token = "7000001:AAtest-SECRET_token_of_the_tests";

    public static readonly TelegramTiming Quick = new()
    {
        PollWait = TimeSpan.FromSeconds(5),
        FirstPause = TimeSpan.FromMilliseconds(2),
        LongestPause = TimeSpan.FromMilliseconds(20),
        RefusedTokenPause = TimeSpan.FromMilliseconds(20),
        FinishWithin = TimeSpan.FromMilliseconds(150),
        Limits = new SendLimits(PerSecond: 1_000, ChatSpacing: TimeSpan.Zero, Burst: 3),
    };

    private readonly CancellationTokenSource _stop = new();
    private readonly BotClient _client;
    private Task _receiving = Task.CompletedTask;

    private TelegramSetup(FakeBotApi api, TelegramTiming timing)
    {
        Api = api;
        _client = new BotClient(new TelegramBotClientOptions(Token, api.BaseUrl)) { Timeout = TimeSpan.FromSeconds(5) };
        Channel = new TelegramChannel(_client, timing, Log.CreateLogger<TelegramChannel>());
    }

    public FakeBotApi Api { get; }

    public TelegramChannel Channel { get; }

    public ITelegramBotClient Client => _client;

    public CapturedLog Log { get; } = new();

    /// <summary>What the inbox took, in order; twice what came twice.</summary>
    public ConcurrentQueue<Incoming> Stored { get; } = new();

    /// <summary>Runs before a batch is stored; a failure of it is a failure of the inbox.</summary>
    public Func<IReadOnlyList<Incoming>, Task> BeforeStoring { get; set; } = _ => Task.CompletedTask;

    public static async Task<TelegramSetup> Start(TelegramTiming? timing = null, TimeProvider? time = null)
    {
        var api = await FakeBotApi.StartAsync(Token, time);
        return new TelegramSetup(api, timing ?? Quick);
    }

    public void Receive() => _receiving = Channel.Receive(Store, _stop.Token);

    public async Task Stop()
    {
        await _stop.CancelAsync();
        await _receiving.WaitAsync(TimeSpan.FromSeconds(20));
    }

    /// <summary>What the inbox holds once there are so many.</summary>
    public async Task<IReadOnlyList<Incoming>> WaitForStored(int count)
    {
        await Api.WaitUntil(_ => Stored.Count >= count);
        return [.. Stored];
    }

    public async Task<Incoming> ReceiveOne()
    {
        Receive();
        return Assert.Single(await WaitForStored(1));
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Channel.Dispose();
        await Api.DisposeAsync();
        _stop.Dispose();
        Assert.DoesNotContain("SECRET", Log.All, StringComparison.Ordinal);
    }

    private async Task Store(IReadOnlyList<Incoming> batch, CancellationToken cancel)
    {
        await BeforeStoring(batch);
        foreach (var incoming in batch)
        {
            Stored.Enqueue(incoming);
        }
    }
}
