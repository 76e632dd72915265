using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChatGov.Media;
using ChatGov.Messengers.WeCom;
using ChatGov.Tests.Fakes.WeCom;
using ChatGov.Tests.Support;
using ChatGov.Webhooks;
using Microsoft.Extensions.Logging;

namespace ChatGov.Tests.Messengers.WeCom;

/// <summary>The whole bot with its webhook server before the strict WeCom server.</summary>
internal sealed class WeComStage : IMessengerStage
{
    private readonly WeComChannel _channel;
    private readonly WebhookServer _server;
    private int _seen;

    private WeComStage(FakeWeCom fake, TestDatabase database, World world, Transcriber? transcriber)
    {
        (Fake, Database, World) = (fake, database, world);
        _channel = new WeComChannel(
            new WeComSettings(FakeWeCom.CorpId, FakeWeCom.AgentId, FakeWeCom.Secret)
            {
                CallbackToken = FakeWeCom.CallbackToken, EncodingAesKey = FakeWeCom.EncodingAesKey, ApiUrl = new Uri(fake.BaseUrl),
            },
            TimeProvider.System,
            Log.CreateLogger<WeComChannel>());
        _server = WebhookServer.Of([_channel], new Uri("http://127.0.0.1:0"), Log);
        Bot = new TestBot(database.Db, Log, transcriber, _channel);
    }

    public FakeWeCom Fake { get; }

    public TestDatabase Database { get; }

    public World World { get; }

    public CapturedLog Log { get; } = new();

    public TestBot Bot { get; }

    public string Member => "wangxiaoming";

    public string Secretary => "secretary";

    public string Channel => "wecom";

    public static async Task<WeComStage> Start(Provider provider, Transcriber? transcriber = null)
    {
        var database = TestDatabase.Create(provider);
        var stage = new WeComStage(await FakeWeCom.Start(), database, await World.Create(database.Db), transcriber);
        await stage._server.StartAsync(CancellationToken.None);
        stage.Fake.CallbackUrl = new Uri(stage._server.Address!, "/wecom/callback");
        await stage.Until(() => stage.Fake.HasMenu);
        return stage;
    }

    public Task Bind(string user, long person) => Database.Db.Write(tx => World.Bind(tx, "wecom", user.ToLowerInvariant(), person));

    public async Task<WeComSend> Says(string user, string text, string expected)
    {
        _seen = Fake.Sends.Count;
        Assert.Equal(HttpStatusCode.OK, await Fake.Says(user, text));
        return await Hears(expected);
    }

    public async Task Chooses(string user, string on, int index, string expected)
    {
        var card = Fake.Sends.Last(send => send.Kind == "template_card");
        Assert.Contains(on, string.Join('\n', Fake.Sends.Select(Plain)), StringComparison.Ordinal);
        _seen = Fake.Sends.Count;
        Assert.Equal(HttpStatusCode.OK, await Fake.Chooses(user, card, index, isSpeltAsInTheSample: true));
        await Hears(expected);
    }

    public async Task Say(string user, string text) => Assert.Equal(HttpStatusCode.OK, await Fake.Says(user, text));

    public async Task Press(string user, int index)
    {
        var card = await LastCard(user);
        Assert.Equal(HttpStatusCode.OK, await Fake.Chooses(user, card, index));
    }

    public async Task SendPhoto(string user, byte[] content, string? caption = null)
    {
        Assert.Equal(HttpStatusCode.OK, await Fake.SendsImage(user, content));
        if (caption is not null)
        {
            await Say(user, caption);
        }
    }

    public async Task SendVoice(string user, byte[] content) => Assert.Equal(HttpStatusCode.OK, await Fake.SendsVoice(user, content));

    public IReadOnlyList<string> Got(string user) => [.. Fake.Sends.Where(send => send.User == user).Select(Plain)];

    public (string Name, byte[] Content) LastFile(string user) => Fake.Media(Fake.Sends.Last(send => send.User == user && send.Kind is "file" or "image").Words);

    public async Task<WeComSend> Hears(string expected)
    {
        var before = _seen;
        return await Fake.WaitForSend(send => Plain(send).Contains(expected, StringComparison.Ordinal) && Fake.Sends.ToList().IndexOf(send) >= before);
    }

    public async Task Until(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!isSo())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Delay(5, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
        await Bot.DisposeAsync();
        _channel.Dispose();
        await Fake.DisposeAsync();
        await Database.DisposeAsync();
        Assert.DoesNotContain("SECRET", Log.All, StringComparison.Ordinal);
    }

    /// <summary>Words that do not fit on a card come before it: then it is on its way.</summary>
    private async Task<WeComSend> LastCard(string user)
    {
        for (var i = 0; i < 200 && Fake.Sends.Last(send => send.User == user).Kind != "template_card"; i++)
        {
            await Task.Delay(5);
        }

        return Fake.Sends.Last(send => send.Kind == "template_card" && send.User == user);
    }

    private static string Plain(WeComSend send) => send.Kind == "template_card"
        ? JsonSerializer.Serialize(send.Content, Readable)
        : send.Words;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
