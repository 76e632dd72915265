using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Tasks;
using ChatGov.Tests.Support;
using static ChatGov.Tests.Support.Reply;

namespace ChatGov.Tests.Conversations;

/// <summary>Where several could be meant, the person is asked; what cannot be had back is named before it goes.</summary>
public sealed class NothingOnAGuessTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task Giving_back_with_one_going_on_and_one_next_week_asks_which(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var member = await world.Member("甲");
        var today = await world.Publish(world.Draft(Monday.AddHours(2)) with { Title = "清扫西门积雪" });
        var later = await world.Publish(world.Draft(Monday.AddDays(7)) with { Title = "清扫东门积雪" });
        await world.As(member, tx => Claiming.Claim(tx, today.Id).Value);
        await world.As(member, tx => Claiming.Claim(tx, later.Id).Value);
        await stage.MoveTo(today.StartsAt.AddMinutes(10));
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("甲");

        Has(await bot.Ask("甲", "退领"), "退哪一个", "[1] 清扫西门积雪（11月23日周一 11:00）", "[2] 清扫东门积雪（11月30日周一 09:00）", "!退掉了");
        Assert.Equal(["Confirmed", "Confirmed"], stage.ClaimStates());
        Has(await bot.Ask("甲", "1"), "已经开始了");
        Has(await bot.Ask("甲", "退领 没有这样的"), "退哪一个");
        Has(await bot.Ask("甲", "退领 东门"), "“清扫东门积雪”（11月30日周一 09:00", "退掉了");
        Has(await bot.Ask("甲", "退领"), "已经开始了");
    }

    [Theory, Databases]
    public async Task Checking_in_between_two_tasks_asks_which(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var member = await world.Member("甲");
        var first = await world.Publish(world.Draft(Monday.AddHours(2), hours: 1) with { Title = "整理书架" });
        var second = await world.Publish(world.Draft(Monday.AddHours(4), hours: 1) with { Title = "贴标签" });
        await world.As(member, tx => Claiming.Claim(tx, first.Id).Value);
        await world.As(member, tx => Claiming.Claim(tx, second.Id).Value);
        await stage.MoveTo(second.StartsAt.AddMinutes(-10));
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("甲");

        Has(await bot.Ask("甲", "签到"), "是哪一个", "[1] 整理书架", "[2] 贴标签", "!签到了");
        Has(await bot.Ask("甲", "2"), "签到了：贴标签");
        Has(await bot.Ask("甲", "签到 书架"), "签到了：整理书架");
        Has(await bot.Ask("甲", "签退"), "是哪一个");
        Has(await bot.Ask("甲", "签退 书架"), "签退了：整理书架");
        Has(await bot.Ask("甲", "签退"), "签退了：贴标签");
        Assert.Equal(2, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM claim WHERE state = 'CheckedOut'")));
        Assert.Empty(stage.Database.Db.Read(tx => CheckIns.Leaving(tx.As(Actor.Person(member)))));
    }

    [Theory, Databases]
    public async Task What_a_secretary_ends_is_named_before_they_say_why(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        await world.Publish(world.Draft(Monday.AddDays(5)) with { Title = "浇楼前的树" });
        await using var bot = new TestBot(stage.Database.Db);

        Has(await bot.Ask("secretary", "取消任务"), "要取消的是“浇楼前的树”（11月28日周六 09:00）", "为什么取消");
        Has(await bot.Ask("secretary", "不取消了"), "这一步先不做了");
        await world.Publish(world.Draft(Monday.AddDays(6)));
        Has(await bot.Ask("secretary", "取消任务"), "取消哪个", "[1] 浇楼前的树", "[2] 清扫公园沙尘");
        Has(await bot.Ask("secretary", "取消任务 沙尘"), "要取消的是“清扫公园沙尘”（11月29日周日 09:00）");
        Has(await bot.Ask("secretary", "算了"), "先不做了");
        Has(await bot.Ask("secretary", "收回带队"), "不用收回", "!还是由你来");
        Assert.Equal(2, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM task WHERE state = 'Published'")));
    }

    [Theory, Databases]
    public async Task A_yes_to_leading_that_could_be_about_two_tasks_asks_which(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var member = await world.Member("甲");
        foreach (var day in new[] { 5, 6 })
        {
            var task = await world.Publish(world.Draft(Monday.AddDays(day)));
            var claim = await world.As(member, tx => Claiming.Claim(tx, task.Id).Value);
            await world.As(world.Secretary, tx => TaskLeads.Ask(tx, task.Id, claim.Number).Value);
        }

        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("甲");
        Has(await bot.Ask("甲", "我来带队"), "[1] 清扫公园沙尘（11月28日周六 09:00）", "[2] 清扫公园沙尘（11月29日周日 09:00）", "!由你带队");
        Has(await bot.Ask("甲", "不带队 周日"), "照常来就行");
        Has(await bot.Ask("甲", "我来带队"), "由你带队");
    }
}
