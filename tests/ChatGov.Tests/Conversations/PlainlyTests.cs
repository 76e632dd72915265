using ChatGov.Tests.Support;
using static ChatGov.Tests.Support.Reply;

namespace ChatGov.Tests.Conversations;

/// <summary>What people get done by plain sentences, without a command.</summary>
public sealed class PlainlyTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task A_member_gets_by_on_sentences_alone(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await stage.World.Publish(stage.World.Draft(Saturday, places: 3));
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("甲");

        Has(await bot.Ask("甲", "这周末有没有什么活可以干"), "清扫公园沙尘");
        Has(await bot.Ask("甲", "第一个我去"), "清扫公园沙尘", "你是 1 号");
        Has(await bot.Ask("甲", "我都报了哪些"), "清扫公园沙尘");
        Has(await bot.Ask("甲", "周六有事去不了了"), "清扫公园沙尘", "撤销");
        Has(await bot.Ask("甲", "我都报了哪些"), "没有任务");
        Has(await bot.Ask("甲", "我一共服务了多少个小时"), "0 小时");
        Has(await bot.Ask("甲", "我会修水电，也能开车"), "水电暖家电维修、驾驶搬运");
        Has(await bot.Ask("甲", "我只有周六上午有空"), "周六上午");
        Has(await bot.Ask("甲", "家里灯坏了没人会修"), "需要：家里灯坏了没人会修");
        Has(await bot.Ask("甲", "取消"), "先不做了");
        Has(await bot.Ask("甲", "我不想干了，以后不参加了"), "确定吗");
    }

    [Theory, Databases]
    public async Task The_one_in_sight_is_meant_by_a_piece_of_its_name(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await stage.World.Publish(stage.World.Draft(Saturday, places: 3));
        await stage.World.Publish(stage.World.Draft(Saturday.AddDays(1), places: 3) with { Title = "给老人读报" });
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("甲");
        Has(await bot.Ask("甲", "有什么任务"), "清扫公园沙尘", "给老人读报");
        Has(await bot.Ask("甲", "读报那个算我一个"), "给老人读报", "你是 1 号");
        Assert.Equal("给老人读报", stage.Database.Db.Read(tx => tx.First<string>("SELECT t.title FROM claim c JOIN task t ON t.id = c.task_id")));
    }

    [Fact]
    public async Task Another_language_is_answered_and_is_a_press_away()
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("甲");
        Has(await bot.Ask("甲", "сайн байна уу"), "找会蒙古语的人");
        Has(await bot.Ask("甲", "赛白努"), "你好", "找会蒙古语的人");
        Has(await bot.Ask("甲", "找会蒙古语的人"), "会蒙古语的人帮忙");
        await bot.Ask("甲", "取消");
        Has(await bot.Ask("甲", "any tasks this weekend"), "English");
        Has(await bot.Ask("甲", "English"), "English from now on");
        Assert.DoesNotContain("language:", await bot.Ask("甲", "any tasks this weekend"), StringComparison.Ordinal);
        Has(await bot.Ask("甲", "这周末有没有什么活"), "中文");
        Has(await bot.Ask("甲", "说中文"), "以后用中文");
        Has(await bot.Ask("甲", "speak English"), "English from now on");
    }

    [Theory, Databases]
    public async Task Secretary_and_liaison_say_it_in_one_sentence(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Publish(stage.World.Draft(Saturday, places: 3));
        await using var bot = new TestBot(stage.Database.Db);

        Has(await bot.Ask("secretary", "周日上午9点到11点 贺兰公园南门 扫雪 要20个人"), "做什么：扫雪", "11月29日周日 09:00–11:00", "贺兰公园南门", "人数：20");
        await bot.Ask("secretary", "3");
        Has(await bot.Ask("secretary", "我手头还有啥没处理的"), "等你处理");
        Has(await bot.Ask("secretary", "下雨了任务不办了"), "为什么取消", "清扫公园沙尘");
        await bot.Ask("secretary", "取消");
        Has(await bot.Ask("liaison", "我们能出4个人查线路，每月一次"), "4人次", "是哪一类");
        await bot.Ask("liaison", "取消");
        Has(await bot.Ask("liaison", "我们单位谁还没报到"), "供电公司");
    }

    [Theory, Databases]
    public async Task What_changes_something_for_good_is_read_back_and_until_then_nothing_is_done(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "你好");

        Has(await bot.Ask("甲", "消息太多了，少发点"), "回 1 就办");
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM person WHERE muted")));
        await bot.Ask("甲", "1");
        Assert.Equal(1, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM person WHERE muted")));
    }

    [Theory]
    [InlineData("我不会修电脑")]
    [InlineData("我会修电脑，但别写上")]
    [InlineData("周六有空吗")]
    [InlineData("我周日不一定有空")]
    [InlineData("我周日有空才怪")]
    [InlineData("我老婆周六有空")]
    [InlineData("I'm not free on Saturday")]
    [InlineData("I won't be free on weekday evenings")]
    [InlineData("Are you free on Sunday?")]
    public async Task What_is_denied_asked_or_said_of_others_is_kept_of_nobody(string words)
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "你好");

        await bot.Ask("甲", words);

        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT (SELECT COUNT(*) FROM person_skill) + (SELECT COUNT(*) FROM person_free_time)")));
    }

    [Theory, Databases]
    public async Task Of_two_wishes_the_first_is_done_and_the_other_offered(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await stage.World.Publish(stage.World.Draft(Saturday, places: 3));
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "任务");

        Has(await bot.Ask("甲", "第一个我去，另外我一共干了几个小时"), "你是 1 号", "你还说了“时长”");
    }

    [Theory, Databases]
    public async Task Numbers_without_a_list_in_sight_bring_the_list(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await stage.World.Publish(stage.World.Draft(Saturday, places: 3));
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "你好");

        Has(await bot.Ask("甲", "第一个我去"), "[1] 清扫公园沙尘");
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM claim")));
    }

    [Theory, Databases]
    public async Task Questions_about_the_programme_are_answered_or_go_to_the_community(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);

        // Nobody has to have agreed to anything to ask.
        Has(await bot.Ask("stranger", "要钱吗"), "不收钱");
        Has(await bot.Ask("stranger", "不报到会影响评优吗"), "不强制");
        await bot.Ask("甲", "你好");
        Has(await bot.Ask("甲", "常见问题 社区周末几点关门"), "不知道", "[1] 问社区");
        Has(await bot.Ask("甲", "1"), "号");
        Has(await bot.Ask("secretary", "待办"), "求助");
    }

    [Theory, Databases]
    public async Task What_can_be_said_is_told_by_who_asks(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "你好");
        await bot.Ask("secretary", "你好");

        Has(await bot.Ask("甲", "能说什么"), "第一个我去", "!让张三带队");
        Has(await bot.Ask("secretary", "能说什么"), "让张三带队");
    }
}
