using ChatGov.Claims;
using ChatGov.Tests.Support;
using static ChatGov.Tests.Support.Reply;

namespace ChatGov.Tests.Conversations;

/// <summary>What a rule keeps out of a list is said, with the rule; asked for by name, it is shown with the rule instead of "no such task".</summary>
public sealed class HiddenByRuleTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task A_task_right_after_ones_own_is_named_with_the_rule_that_bars_it(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var own = await world.Publish(world.Draft(Saturday) with { Title = "整理书架" });
        await world.Publish(world.Draft(Saturday.AddHours(2), hours: 1) with { Title = "贴标签" });
        await world.As(await world.Member("甲"), tx => Claiming.Claim(tx, own.Id).Value);
        await world.Member("乙");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("甲");

        Has(await bot.Ask("甲", "任务"), "另有 1 个和你手上的任务前后不到一小时，没有列出，回“撞时间的”看看。", "!贴标签", "!整理书架");
        Has(await bot.Ask("甲", "任务 贴标签"), "[1] 贴标签", "和你手上的任务前后不到一小时，领不了", "!没有这样的任务");
        Has(await bot.Ask("甲", "撞时间的"), "[1] 贴标签", "!整理书架");
        Has(await bot.Ask("甲", "认领 1"), "这个时间你已经领了别的任务（前后要隔一小时）");
        Has(await bot.Ask("甲", "任务 整理书架"), "整理书架，11月28日周六 09:00，贺兰社区，你已经在名单上");
        Has(await bot.Ask("乙", "任务 贴标签"), "[1] 贴标签", "还差 5 人");
    }

    [Theory, Databases]
    public async Task A_missing_paper_and_three_open_claims_are_said_too(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        await world.Publish(world.Draft(Saturday) with { Title = "看护孩子", NeedsClearance = true });
        await world.Publish(world.Draft(Saturday.AddDays(9)) with { Title = "浇楼前的树" });
        var member = await world.Member("甲");
        foreach (var day in Enumerable.Range(1, 3))
        {
            var task = await world.Publish(world.Draft(Saturday.AddDays(day)));
            await world.As(member, tx => Claiming.Claim(tx, task.Id).Value);
        }

        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("甲");
        Has(await bot.Ask("甲", "任务"), "你手上已经有 3 个任务了，做完或退掉一个才能再领。", "另有 1 个要先核验资格", "浇楼前的树", "!看护孩子");
        Has(await bot.Ask("甲", "任务 看护孩子"), "[1] 看护孩子", "要先核验资格");
    }
}
