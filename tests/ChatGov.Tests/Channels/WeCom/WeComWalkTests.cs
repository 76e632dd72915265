using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChatGov.Channels.WeCom;
using ChatGov.Tests.Fakes.WeCom;
using ChatGov.Tests.Support;
using ChatGov.Webhooks;
using Microsoft.Extensions.Logging;

namespace ChatGov.Tests.Channels.WeCom;

/// <summary>A member's walk over WeCom: the whole bot with its webhook server against the strict server.</summary>
public sealed class WeComWalkTests
{
    [Theory, Databases]
    public async Task A_member_takes_a_task_by_card_and_gives_it_back(Provider provider)
    {
        await using var stage = await WeComStage.Start(provider);
        await stage.World.Publish(stage.World.Draft(stage.Database.Clock.GetUtcNow().AddDays(4)));
        await stage.Bind("ZhangSan", await stage.World.Member("张三"));
        await stage.Says("ZhangSan", "任务", "清扫公园沙尘");
        await stage.Chooses("zhangsan", "清扫公园沙尘", 0, "带上");
        await stage.Says("zhangsan", "认领", "领到了");
        await stage.Fake.Event("ZHANGSAN", "click", "my_claims");
        await stage.Hears("你领的任务");
        await stage.Says("zhangsan", "退领", "退掉了");
        Assert.True(stage.Fake.HasMenu);
        Assert.True(stage.Fake.CardsUpdated > 0);
        Assert.Equal(1, stage.Fake.TokensGiven);
    }

    [Fact]
    public async Task The_address_is_verified_and_nobody_else_is_heard()
    {
        await using var stage = await WeComStage.Start(Provider.Sqlite);
        Assert.Equal((HttpStatusCode.OK, "1616140317555161061"), await stage.Fake.Verify("1616140317555161061"));
        Assert.Equal(HttpStatusCode.Forbidden, await stage.Fake.Post("msg_signature=x&timestamp=1&nonce=2", "<xml><Encrypt>AAAA</Encrypt></xml>"));
        foreach (var odd in new[] { "", "<xml>", "<!DOCTYPE x [<!ENTITY a \"b\">]><xml><Encrypt>&a;</Encrypt></xml>", "{}" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, await stage.Fake.Post("", odd));
        }

        Assert.Equal(HttpStatusCode.OK, await stage.Fake.Deliver("no xml at all"));
        Assert.Equal(HttpStatusCode.OK, await stage.Fake.Deliver(FakeWeCom.Inner("sys", "event", "<Event>close_inactive_agent</Event>")));
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM inbox")));
    }

    [Fact]
    public async Task A_callback_that_comes_again_is_one_and_two_of_one_second_are_two()
    {
        await using var stage = await WeComStage.Start(Provider.Sqlite);
        var inner = FakeWeCom.Inner("lisi", "event", "<Event>subscribe</Event>");
        foreach (var _ in Enumerable.Range(0, 4))
        {
            Assert.Equal(HttpStatusCode.OK, await stage.Fake.Deliver(inner));
        }

        await stage.Fake.Deliver(inner.Replace("subscribe", "unsubscribe", StringComparison.Ordinal));
        Assert.Equal(2, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM inbox")));
    }

    [Fact]
    public async Task A_token_that_ends_is_fetched_once_and_other_faults_are_what_they_mean()
    {
        await using var stage = await WeComStage.Start(Provider.Sqlite);
        await stage.Says("wangwu", "你好", "同意");
        stage.Fake.EndToken();
        await stage.Says("wangwu", "你好", "同意");
        Assert.Equal(2, stage.Fake.TokensGiven);
        stage.Fake.Fail(60020);
        var sends = stage.Fake.Sends.Count;
        await stage.Fake.Says("wangwu", "你好");
        await stage.Until(() => stage.Log.All.Contains("203.0.113.7", StringComparison.Ordinal));
        Assert.Equal(sends, stage.Fake.Sends.Count);
        stage.Database.Clock.MoveTo(stage.Database.Clock.GetUtcNow().AddSeconds(5));
        await stage.Until(() => stage.Fake.Sends.Count > sends);

        stage.Fake.Unreachable.Add("wangwu");
        await stage.Fake.Says("wangwu", "你好");
        await stage.Until(() => stage.Database.Db.Read(tx => tx.Exists("SELECT COUNT(*) FROM outbox WHERE state = 'Unreachable' AND error_code = 'wecom_81013'")));
    }

    internal sealed class WeComStage : IAsyncDisposable
    {
        private readonly WeComChannel _channel;
        private readonly WebhookServer _server;
        private readonly TestBot _bot;
        private int _seen;

        private WeComStage(FakeWeCom fake, TestDatabase database, World world)
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
            _bot = new TestBot(database.Db, Log, _channel);
        }

        public FakeWeCom Fake { get; }

        public TestDatabase Database { get; }

        public World World { get; }

        public CapturedLog Log { get; } = new();

        public static async Task<WeComStage> Start(Provider provider)
        {
            var database = TestDatabase.Create(provider);
            var stage = new WeComStage(await FakeWeCom.Start(), database, await World.Create(database.Db));
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
            await _bot.DisposeAsync();
            _channel.Dispose();
            await Fake.DisposeAsync();
            await Database.DisposeAsync();
            Assert.DoesNotContain("SECRET", Log.All, StringComparison.Ordinal);
        }

        private static string Plain(WeComSend send) => send.Kind == "template_card"
            ? JsonSerializer.Serialize(send.Content, Readable)
            : send.Words;

        private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    }
}
