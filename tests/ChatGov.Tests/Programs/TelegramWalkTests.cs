using ChatGov.Data;
using ChatGov.Demo;
using ChatGov.Messengers.Telegram;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatGov.Tests.Programs;

/// <summary>The walk over Telegram: the program itself against the strict server.</summary>
public sealed class TelegramWalkTests : IDisposable
{
    private const string Token = "7000001:AAwalk-SECRET_token";
    private const long Member = 501;
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgov-telegram-").FullName;

    [Theory]
    [InlineData("polling")]
    [InlineData("webhook")]
    public async Task A_member_reports_in_takes_a_task_and_gives_it_back(string mode)
    {
        await using var api = await FakeBotApi.StartAsync(Token);
        var listen = $"http://127.0.0.1:{FreePort.Find()}";
        var webhook = mode == "polling" ? [] : new[] { ("Telegram__WebhookUrl", listen + "/telegram/webhook"), ("Telegram__WebhookSecret", "webhook-SECRET-0123456789"), ("Webhooks__Listen", listen) };
        await Fill();
        await using var bot = BotProcess.Start(_folder, [("Telegram__Token", Token), ("Telegram__ApiUrl", api.BaseUrl), ("Telegram__Mode", mode), .. webhook]);

        await Press(api, await Say(api, "/start", "同意吗"), 0, "想做什么");
        await Say(api, "报到", "邀请码就发给我");
        await Say(api, "DEMO-WALK-2026", "哪个社区");
        await Press(api, await Say(api, "贺兰山", "是下面哪一个"), 0, "报到好了");
        var list = await Say(api, "任务", "现在可以领");
        var details = await Press(api, list, 0, "带上");
        await Press(api, details, 0, "领到了");
        await Say(api, "我的", "你领的任务");
        await Say(api, "退领", "退掉了");
        Assert.Equal(mode == "webhook", api.Webhook.Statuses.ContainsKey(200));

        Assert.DoesNotContain("SECRET", bot.Output + bot.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("贺兰山", bot.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ones_own_contact_on_the_roster_confirms()
    {
        await using var api = await FakeBotApi.StartAsync(Token);
        await Fill();
        await using var bot = BotProcess.Start(_folder, ("Telegram__Token", Token), ("Telegram__ApiUrl", api.BaseUrl));

        await Press(api, await Say(api, "报到", "同意吗"), 0, "邀请码就发给我");
        api.UserSharesContact(Member, "+86 199000 00007", contactUserId: 999);
        await Next(api, "不是你本人的");
        api.UserSharesContact(Member, "+86 199000 00007");
        await Next(api, "哪个社区");
        await Press(api, await Say(api, "园林", "是下面哪一个"), 0, "报到好了");
    }

    [Fact]
    public async Task A_secretary_confirms_and_the_member_is_handed_the_certificate_as_a_document()
    {
        await using var api = await FakeBotApi.StartAsync(Token);
        await using var database = TestDatabase.Create(Provider.Sqlite);
        var world = await World.Create(database.Db);
        var member = await world.Member("王小明");
        await Papers.Service.Served(world, database.Clock, member, Papers.Service.Saturday);
        await database.Db.Write(tx => World.Bind(tx, "telegram", "501", member));
        using var telegram = TelegramChannel.Create(Token, api.BaseUrl, NullLogger<TelegramChannel>.Instance);
        await using var bot = new TestBot(database.Db, logs: null, telegram);

        var preview = await Say(api, "证明", "都对吗");
        await Press(api, preview, 0, "开好了");
        var document = Assert.Single(api.AllSends, send => send.File is not null);
        Assert.Matches("^志愿服务记录证明-ZM(-[0-9A-Z]{4}){3}\\.pdf$", document.File!.Name);
        Assert.Equal("%PDF-1.7"u8.ToArray(), document.File.Content[..8]);
        Assert.Contains(document.File.Name[9..^4], document.Text, StringComparison.Ordinal);

        await Press(api, document, 0, "网页版");
        Assert.EndsWith(".html", api.AllSends[^1].File!.Name, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The demo's people as a database for real ones would hold them: the demo itself serves no messenger.</summary>
    private async Task Fill()
    {
        var chatgov = Directory.CreateDirectory(Path.Combine(_folder, "chatgov")).FullName;
        var settings = Given.Settings(("Database:ConnectionString", $"Data Source={chatgov}/chatgov.db"), ("Database:KeyFile", $"{chatgov}/keys.json"));
        await using var db = Databases.Open(DatabaseSettings.Read(settings), TimeProvider.System);
        Assert.True(await db.Write(DemoBanner.Load));
        await db.Write(tx => tx.Run("DELETE FROM setting WHERE name = 'purpose'"));
    }

    private static async Task<BotSend> Say(FakeBotApi api, string text, string expected)
    {
        api.UserSays(Member, text);
        return await Next(api, expected);
    }

    private static async Task<BotSend> Press(FakeBotApi api, BotSend message, int button, string expected)
    {
        api.UserPresses(Member, message.MessageId, button);
        return await Next(api, expected);
    }

    /// <summary>The newest message to the member that holds the words.</summary>
    private static async Task<BotSend> Next(FakeBotApi api, string expected)
    {
        await api.WaitForSend(send => send.ChatId == Member && send.Text.Contains(expected, StringComparison.Ordinal), TimeSpan.FromSeconds(40));
        return api.AllSends.Last(send => send.ChatId == Member && send.Text.Contains(expected, StringComparison.Ordinal));
    }
}
