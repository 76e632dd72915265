using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Programs;

/// <summary>The walk over Telegram: the program itself against the strict server.</summary>
public sealed class TelegramWalkTests : IDisposable
{
    private const string Token = "7000001:AAwalk-SECRET_token";
    private const long Member = 501;
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgov-telegram-").FullName;

    [Fact]
    public async Task A_member_reports_in_takes_a_task_and_gives_it_back()
    {
        await using var api = await FakeBotApi.StartAsync(Token);
        await using var bot = BotProcess.Start(_folder, ("Telegram__Token", Token), ("Telegram__ApiUrl", api.BaseUrl), ("Demo", "true"));

        await Press(api, await Say(api, "/start", "同意吗"), 0, "想做什么");
        await Say(api, "报到", "邀请码就发给我");
        await Say(api, "DEMO-WALK-2026", "哪个社区");
        await Press(api, await Say(api, "贺兰山", "是下面哪一个"), 0, "报到好了");
        var list = await Say(api, "任务", "现在可以领");
        var details = await Press(api, list, 0, "带上");
        await Press(api, details, 0, "领到了");
        await Say(api, "我的", "你领的任务");
        await Say(api, "退领", "退掉了");

        Assert.DoesNotContain("SECRET", bot.Output + bot.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("贺兰山", bot.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ones_own_contact_on_the_roster_confirms()
    {
        await using var api = await FakeBotApi.StartAsync(Token);
        await using var bot = BotProcess.Start(_folder, ("Telegram__Token", Token), ("Telegram__ApiUrl", api.BaseUrl), ("Demo", "true"));

        await Press(api, await Say(api, "报到", "同意吗"), 0, "邀请码就发给我");
        api.UserSharesContact(Member, "+86 199000 00007", contactUserId: 999);
        await Next(api, "不是你本人的");
        api.UserSharesContact(Member, "+86 199000 00007");
        await Next(api, "哪个社区");
        await Press(api, await Say(api, "园林", "是下面哪一个"), 0, "报到好了");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

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
