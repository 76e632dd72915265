using ChatGov.Claims;
using ChatGov.Tasks;
using ChatGov.Tests.Support;
using static ChatGov.Tests.Support.Reply;

namespace ChatGov.Tests.Tasks;

/// <summary>A full task is found by whoever looks for it, and what the answers say one can do works. Now is Monday, 23 November 2026, 10:00.</summary>
public sealed class FullTaskTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task Who_comes_later_finds_a_full_task_by_its_name_and_waits_in_its_line(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await Full(stage, "清扫东门积雪");
        await stage.World.Publish(stage.World.Draft(Saturday.AddDays(1)) with { Title = "浇楼前的树" });
        await stage.World.Member("乙");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("乙");

        Has(await bot.Ask("乙", "任务 清扫东门积雪"), "[1] 清扫东门积雪，11月28日周六 09:00，贺兰社区，名额满了，可以排队", "!没有这样的任务", "!浇楼前的树");
        Has(await bot.Ask("乙", "1"), "[1] 排队");
        Has(await bot.Ask("乙", "1"), "排上了：清扫东门积雪，你排第 1 位");
    }

    [Theory, Databases]
    public async Task The_word_alone_with_a_name_or_with_a_number_leads_into_the_line(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await Full(stage, "清扫东门积雪");
        await Full(stage, "清扫西门积雪", Saturday.AddDays(1));
        foreach (var name in new[] { "乙", "丙", "丁" })
        {
            await stage.World.Member(name);
        }

        await using var bot = new TestBot(stage.Database.Db);
        foreach (var name in new[] { "乙", "丙", "丁" })
        {
            await bot.Answers(name);
        }

        Has(await bot.Ask("乙", "排队"), "排哪个任务的队", "[1] 清扫东门积雪", "[2] 清扫西门积雪");
        Has(await bot.Ask("乙", "排队 2"), "排上了：清扫西门积雪");
        Has(await bot.Ask("丙", "排队 清扫东门积雪"), "排上了：清扫东门积雪");
        Has(await bot.Ask("丁", "排队 积雪"), "[1] 清扫东门积雪", "[2] 清扫西门积雪");
        Has(await bot.Ask("丁", "排队 77"), "[1] 清扫东门积雪", "[2] 清扫西门积雪", "!排上了");
        Has(await bot.Ask("丁", "满了的"), "只看：名额满了的", "[1] 清扫东门积雪");
    }

    [Theory, Databases]
    public async Task How_many_are_full_is_said_under_every_list_and_none_is_named_where_none_is(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("乙");
        await using var bot = new TestBot(stage.Database.Db);
        Has(await bot.Ask("乙", "排队"), "现在没有名额满了的任务");
        await Full(stage, "清扫东门积雪");
        Has(await bot.Ask("乙", "任务"), "另有 1 个名额满了，回“满了的”看看，可以排队。");
        Has(await bot.Ask("乙", "任务 周六上午"), "另有 1 个名额满了");
        Has(await bot.Ask("生人", "任务"), "另有 1 个名额满了");
    }

    [Theory, Databases]
    public async Task Where_the_community_chooses_there_is_no_line_and_the_answer_says_so(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var task = await world.Publish(world.Draft(Saturday, places: 1) with { Title = "陪老人聊天", PendingClaims = true });
        var claim = await world.As(await world.Member("甲"), tx => Claiming.Claim(tx, task.Id).Value);
        await world.As(world.Secretary, tx => ClaimApplications.Approve(tx, claim.Id).Value);
        await world.Member("乙");
        await using var bot = new TestBot(stage.Database.Db);

        Has(await bot.Ask("乙", $"看 {task.Id}"), "[1] 认领");
        Has(await bot.Ask("乙", "1"), "名额满了。这个任务由社区挑人，不排队", "!可以排队");
    }

    private static async Task<VolunteerTask> Full(Stage stage, string title, DateTimeOffset? at = null)
    {
        var task = await stage.World.Publish(stage.World.Draft(at ?? Saturday, places: 1) with { Title = title });
        await stage.World.As(await stage.World.Member("领了" + title), tx => Claiming.Claim(tx, task.Id).Value);
        return task;
    }
}
