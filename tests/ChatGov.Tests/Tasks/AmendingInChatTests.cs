using ChatGov.Tests.Support;
using static ChatGov.Tests.Support.Reply;

namespace ChatGov.Tests.Tasks;

public sealed class AmendingInChatTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task Any_answer_of_a_published_task_is_changed_in_one_sentence_and_whoever_comes_is_told(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await world.Publish(world.Draft(Saturday, places: 3));
        await world.Publish(world.Draft(Saturday.AddDays(7)) with { Title = "陪老人聊天" });
        await world.Member("甲");
        await bot.Ask("甲", $"认领{task.Id}");

        Has(await bot.Ask("secretary", "清扫公园的人数加到15个"), "改成这样", "清扫公园沙尘", "15", "11月28日周六 09:00");
        Has(await bot.Ask("secretary", "地点改成北门"), "北门", "15");
        Has(await bot.Ask("secretary", "1"), "改好了", "北门");
        Has(await bot.Answers("甲"), "北门");
        Assert.Equal((15L, "北门"), database.Db.Read(tx => (tx.First<long>("SELECT places FROM task WHERE id = @Id", new { task.Id }), tx.First<string>("SELECT place FROM task WHERE id = @Id", new { task.Id }))));
        Invariants.Hold(database.Db);
    }

    [Fact]
    public async Task What_names_the_answer_without_a_word_between_is_understood_and_a_yes_to_no_change_tells_nobody()
    {
        await using var database = TestDatabase.Create(Provider.Sqlite);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await world.Publish(world.Draft(Saturday, places: 3));
        await world.Member("甲");
        await bot.Ask("甲", $"认领{task.Id}");
        Has(await bot.Ask("secretary", "清扫公园地点改到公园西门"), "地点：公园西门");
        await bot.Ask("secretary", "取消");
        Has(await bot.Ask("secretary", "清扫公园的联系人换成王五 13900001112"), "联系：王五 139****1112");
        await bot.Ask("secretary", "取消");
        Has(await bot.Ask("secretary", "改任务 清扫"), "改成这样");
        Has(await bot.Ask("secretary", "是"), "没有改动");
        Assert.DoesNotContain("有变", await bot.Answers("甲"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Which_task_is_asked_where_several_may_be_meant_and_fewer_places_than_taken_are_asked_again(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await world.Publish(world.Draft(Saturday, places: 3));
        await world.Publish(world.Draft(Saturday.AddDays(7)) with { Title = "陪老人聊天" });
        foreach (var name in new[] { "甲", "乙" })
        {
            await world.Member(name);
            await bot.Ask(name, $"认领{task.Id}");
        }

        Has(await bot.Ask("secretary", "改任务"), "改哪个任务");
        Has(await bot.Ask("secretary", "1"), "改成这样", "3");
        await bot.Ask("secretary", "人数改成1");
        Has(await bot.Ask("secretary", "1"), "2", "几个人");
        Has(await bot.Ask("secretary", "2"), "改成这样");
        Has(await bot.Ask("secretary", "时间改成周日"), "11月29日周日 09:00");
        Has(await bot.Ask("secretary", "1"), "改好了");
        Has(await bot.Answers("甲"), "还来吗");
        Invariants.Hold(database.Db);
    }
}
