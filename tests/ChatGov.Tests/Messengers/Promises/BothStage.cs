using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChatGov.Messengers.Telegram;
using ChatGov.Messengers.WeCom;
using ChatGov.Outbox;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Fakes.WeCom;
using ChatGov.Tests.Messengers.Telegram;
using ChatGov.Tests.Support;
using ChatGov.Webhooks;
using Microsoft.Extensions.Logging;
using Telegram.Bot;

namespace ChatGov.Tests.Messengers.Promises;

/// <summary>One bot on both messengers at once, and a member who is known on Telegram so far.</summary>
internal sealed class BothStage : IAsyncDisposable
{
    private readonly TelegramChannel _telegram;
    private readonly WeComChannel _wecom;
    private readonly WebhookServer _server;
    private readonly TestBot _bot;

    private BothStage(FakeBotApi api, FakeWeCom fake, TestDatabase database, World world)
    {
        (Api, Fake, Database, World) = (api, fake, database, world);
        var client = new BotClient(new TelegramBotClientOptions(TelegramSetup.Token, api.BaseUrl));
        _telegram = new TelegramChannel(client, TelegramSetup.Quick, Log.CreateLogger<TelegramChannel>(), new TelegramWebhook("http://127.0.0.1:1/telegram/webhook", MessengerPromiseTests.WebhookSecret));
        _wecom = new WeComChannel(
            new WeComSettings(FakeWeCom.CorpId, FakeWeCom.AgentId, FakeWeCom.Secret)
            {
                CallbackToken = FakeWeCom.CallbackToken, EncodingAesKey = FakeWeCom.EncodingAesKey, ApiUrl = new Uri(fake.BaseUrl),
            },
            TimeProvider.System,
            Log.CreateLogger<WeComChannel>());
        _server = WebhookServer.Of([_telegram, _wecom], new Uri("http://127.0.0.1:0"), Log);
        _bot = new TestBot(database.Db, Log, _telegram, _wecom);
    }

    public FakeBotApi Api { get; }

    /// <summary>Its limits follow the test's clock.</summary>
    public FakeWeCom Fake { get; }

    public TestDatabase Database { get; }

    public World World { get; }

    public CapturedLog Log { get; } = new();

    public long Member { get; private set; }

    public int TelegramCount => Api.AllSends.Count(send => send.ChatId == 501);

    public static async Task<BothStage> Start()
    {
        var database = TestDatabase.Create(Provider.Sqlite);
        var world = await World.Create(database.Db);
        var member = await world.Member("王小明");
        await database.Db.Write(tx =>
        {
            tx.Run("DELETE FROM outbox");
            tx.Run("DELETE FROM chat_identity WHERE person_id = @member", new { member });
            World.Bind(tx, "telegram", "501", member);
        });
        var stage = new BothStage(await FakeBotApi.StartAsync(TelegramSetup.Token), await FakeWeCom.Start(database.Clock), database, world) { Member = member };
        await stage._server.StartAsync(CancellationToken.None);
        stage.Api.Webhook.Route = () => new Uri(stage._server.Address!, "/telegram/webhook");
        stage.Fake.CallbackUrl = new Uri(stage._server.Address!, "/wecom/callback");
        await stage.Api.WaitUntil(api => api.WebhookUrl.Length > 0 && api.Commands.Count > 1 && stage.Fake.HasMenu);
        await stage.OnTelegram("帮助", "可以回数字");
        return stage;
    }

    public async Task OnTelegram(string text, string expected)
    {
        var before = TelegramCount;
        Assert.NotNull(Api.UserSays(501, text));
        await Settle();
        Assert.Contains(expected, string.Join('\n', Api.AllSends.Where(send => send.ChatId == 501).Skip(before).Select(send => send.Text)), StringComparison.Ordinal);
    }

    public async Task OnWeCom(string text, string expected, string user = "wangxiaoming")
    {
        var before = Fake.SendCount;
        Assert.Equal(HttpStatusCode.OK, await Fake.Says(user, text));
        await Settle();
        Assert.Contains(expected, string.Join('\n', Fake.SendsFrom(before).Select(Plain)), StringComparison.Ordinal);
    }

    public async Task<string> CodeOnTelegram()
    {
        await OnTelegram("关联", "关联");
        return MessengerPromiseTests.LinkCode().Match(Api.AllSends.Last(send => send.ChatId == 501).Text).Value;
    }

    public async Task<string> CodeOnWeCom(string user)
    {
        await OnWeCom("关联", "关联", user);
        return MessengerPromiseTests.LinkCode().Match(Plain(Fake.Sends.Last(send => send.User == user))).Value;
    }

    public async Task Link() => await OnWeCom("关联 " + await CodeOnTelegram(), "关联好了");

    public Task Tell(string words, OutboxKind kind = OutboxKind.Receipt) =>
        Database.Db.Write(tx => tx.Send(Member, kind, "help_request.answered", [("number", 1), ("text", words)]));

    public int OnTelegramGot(string words) => Api.AllSends.Count(send => send.ChatId == 501 && send.Text.Contains(words, StringComparison.Ordinal));

    public int OnWeComGot(string words) => Fake.Sends.Count(send => Plain(send).Contains(words, StringComparison.Ordinal));

    public long Count(string sql, object? args = null) => Database.Db.Read(tx => tx.Count(sql, args));

    public async Task Settle()
    {
        await Api.WaitUntil(api => api.PendingUpdates == 0);
        await _bot.Quiet().WaitAsync(MessengerPromiseTests.Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
        await _bot.DisposeAsync();
        _telegram.Dispose();
        _wecom.Dispose();
        await Api.DisposeAsync();
        await Fake.DisposeAsync();
        await Database.DisposeAsync();
        Assert.DoesNotContain("SECRET", Log.All, StringComparison.Ordinal);
    }

    /// <summary>A card's words with its letters as they are, whatever its JSON made of them.</summary>
    public static string Plain(WeComSend send) => send.Kind == "template_card" ? JsonSerializer.Serialize(send.Content, Readable) : send.Words;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
