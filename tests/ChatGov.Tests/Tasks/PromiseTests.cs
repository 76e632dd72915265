using ChatGov.Outbox;
using ChatGov.Tests.Support;
using static ChatGov.Tests.Support.Reply;

namespace ChatGov.Tests.Tasks;

/// <summary>The answer to a claim promises the reminders that come, and no other. Now is Monday, 23 November 2026, 10:00.</summary>
public sealed class PromiseTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task Only_the_reminders_that_are_still_ahead_are_promised(Provider provider)
    {
        Has(await Claimed(provider, Now.AddSeconds(45)), "领到了", "!提醒");
        Has(await Claimed(provider, Now.AddHours(1)), "领到了", "!提醒");
        Has(await Claimed(provider, Now.AddHours(5)), "。开始前两小时会提醒你。来不了", "!前一天");
        Has(await Claimed(provider, Now.AddDays(1)), "。前一天晚上和开始前两小时会提醒你。来不了");
        Has(await Claimed(provider, Now.AddDays(1).AddHours(-3)), "。前一天晚上和当天早上六点会提醒你。");
        Has(await Claimed(provider, Now.AddDays(1).AddHours(-8)), "。前一天晚上会提醒你。");
        Has(await Claimed(provider, Now.AddDays(1), News.EveningBefore), "。开始前两小时会提醒你。", "!前一天");
        Has(await Claimed(provider, Now.AddDays(1), News.EveningBefore, News.TwoHoursBefore), "!提醒");
    }

    private static async Task<string> Claimed(Provider provider, DateTimeOffset startsAt, params News[] off)
    {
        await using var stage = await Stage.Create(provider);
        var task = await stage.World.Publish(stage.World.Draft(startsAt));
        var member = await stage.World.Member("甲");
        foreach (var kind in off)
        {
            await stage.World.As(member, tx => NewsSwitches.Set(tx, kind, on: false).Value);
        }

        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("甲");
        return await bot.Ask("甲", $"认领{task.Id}");
    }
}
