using ChatGov.Tests.Support;

namespace ChatGov.Tests.Conversations;

/// <summary>The spine as people live it: report in, confirm, publish, take, serve, confirm the roster, read the hours.</summary>
public sealed class WalkTests
{
    [Theory, Databases]
    public async Task From_the_first_word_to_the_hours(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);

        Has(await bot.Ask("m", "报到"), "同意吗");
        Has(await bot.Ask("m", "同意"), "邀请码");
        Has(await bot.Ask("m", "1"), "哪个社区");
        Has(await bot.Ask("m", "我住贺兰"), "贺兰社区");
        Has(await bot.Ask("m", "1"), "怎么称呼");
        Has(await bot.Ask("m", "王小明"), "BD-2026-000001");
        Has(await bot.Ask("m", "我报上了没"), "等社区确认");

        Has(await bot.Answers("secretary"), "通过");
        Has(await bot.Ask("secretary", "待办"), "王小明");
        Has(await bot.Ask("secretary", "1"), "通过");
        Has(await bot.Ask("secretary", "1"), "通过了");
        Has(await bot.Answers("m"), "已经确认");

        Has(await bot.Ask("secretary", "发任务 周六上午9点到11点 清扫公园沙尘 要2个人"), "集合");
        Has(await bot.Ask("secretary", "贺兰公园南门"), "电话");
        Has(await bot.Ask("secretary", "书记甲 19900001234"), "发吗");
        Has(await bot.Ask("secretary", "带上改成手套"), "手套");
        Has(await bot.Ask("secretary", "1"), "发出去了");

        Has(await bot.Ask("m", "任务"), "清扫公园沙尘");
        Has(await bot.Ask("m", "1"), "手套");
        Has(await bot.Ask("m", "认领"), "清扫公园沙尘");
        Has(await bot.Ask("m", "认领1"), "领到了");
        Has(await bot.Ask("m", "认领1"), "领到了");
        Has(await bot.Ask("m", "我的"), "清扫公园沙尘");

        database.Clock.MoveTo(new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.FromHours(8)));
        await bot.Timers.RunDue(CancellationToken.None);
        Has(await bot.Answers("secretary"), "结束了");
        Has(await bot.Ask("secretary", "都到了"), "到 1 人");
        Has(await bot.Answers("m"), "辛苦了");
        Has(await bot.Ask("m", "时长"), "2 小时");
    }

    [Theory, Databases]
    public async Task The_same_in_English_with_buttons(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        await world.Publish(world.Draft(new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8))));

        await bot.Channel.Deliver(bot.Channel.Text("m", "register") with { LanguageCode = "en" });
        Has(await bot.Answers("m"), "Do you agree");
        Has(await bot.Press("m", bot.Last("m"), 0), "invite code");
        Has(await bot.Press("m", bot.Last("m"), 0), "Which community");
        Has(await bot.Ask("m", "贺兰"), "贺兰社区");
        Has(await bot.Press("m", bot.Last("m"), 0), "your name");
        Has(await bot.Ask("m", "Bat"), "Received");
        Has(await bot.Ask("secretary", "通过"), "通过了");
        Has(await bot.Answers("m"), "has confirmed");
        Has(await bot.Ask("m", "tasks"), "贺兰");
        Has(await bot.Press("m", bot.Last("m"), 0), "Bring");
        Has(await bot.Press("m", bot.Last("m"), 0), "It is yours");
        Has(await bot.Ask("m", "withdraw"), "given back");
    }

    [Theory, Databases]
    public async Task A_wrong_code_costs_none_of_the_other_answers(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);

        await bot.Ask("m", "报到 码是 ABCD-EFGH-JKLM");
        Has(await bot.Ask("m", "同意"), "哪个社区");
        await bot.Ask("m", "贺兰");
        Has(await bot.Ask("m", "1"), "邀请码不对");
        Has(await bot.Ask("m", "1"), "怎么称呼");
        Has(await bot.Ask("m", "王小明"), "BD-2026-");
    }

    [Theory, Databases]
    public async Task A_vague_task_is_refused_with_what_is_missing(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);

        Has(await bot.Ask("secretary", "发任务"), "具体做什么");
        Has(await bot.Ask("secretary", "来社区参加活动"), "太笼统");
        Has(await bot.Ask("secretary", "教老人用手机"), "什么时候");
        Has(await bot.Ask("secretary", "周末"), "11月28日周六，还是11月29日周日");
        Has(await bot.Ask("secretary", "明天后晌3点半"), "几点结束");
        Has(await bot.Ask("secretary", "俩小时"), "集合");
        Has(await bot.Ask("secretary", "取消"), "先不做了");
    }

    [Theory, Databases]
    public async Task Everything_else_a_member_can_say(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await world.Member("甲");
        await using var bot = new TestBot(database.Db);

        Has(await bot.Ask("甲", "特长 水电 开车"), "水电暖家电维修");
        Has(await bot.Ask("甲", "空闲"), "什么时候有空");
        Has(await bot.Ask("甲", "礼拜六前晌"), "周六上午");
        Has(await bot.Ask("甲", "我的数据"), "贺兰社区");
        Has(await bot.Ask("甲", "少发"), "只回答你");
        Has(await bot.Ask("甲", "暂停 2026-12-20"), "12月20日");
        Has(await bot.Ask("甲", "恢复"), "欢迎回来");
        Has(await bot.Ask("甲", "转社区"), "哪个社区");
        Has(await bot.Ask("甲", "园林"), "留着还是退掉");
        Has(await bot.Ask("甲", "1"), "园林社区");
        Has(await bot.Ask("other-secretary", "通过"), "通过了");
        Has(await bot.Ask("甲", "语言"), "language");
        Has(await bot.Ask("甲", "English"), "English");
        Has(await bot.Ask("甲", "mine"), "no task");
        Has(await bot.Ask("甲", "leave"), "Are you sure");
        Has(await bot.Ask("甲", "1"), "Thank you");
        Has(await bot.Ask("甲", "mine"), "Do you agree");
    }

    [Theory, Databases]
    public async Task The_liaison_sees_who_has_reported_and_nothing_more(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await database.Db.Write(tx => People.Roster.Add(tx, world.Unit, "李小红", phone: null));
        await using var bot = new TestBot(database.Db);

        Has(await bot.Ask("liaison", "本单位报到情况"), "1 人里 0 人已报到。还没报到：李小红");
        Assert.DoesNotContain("供电公司", await bot.Ask("secretary", "本单位报到情况"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_human_answers_through_the_bot(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await world.Member("甲");
        await using var bot = new TestBot(database.Db);

        await bot.Ask("甲", "转人工");
        await bot.Ask("甲", "楼道灯坏了找谁");
        Has(await bot.Answers("secretary"), "有人找你");
        Has(await bot.Ask("secretary", "待办"), "求助 1 号");
        Has(await bot.Ask("secretary", "1"), "楼道灯坏了找谁");
        Has(await bot.Ask("secretary", "已经请供电公司去看了"), "收不回来");
        Has(await bot.Ask("secretary", "1"), "转给本人");
        Has(await bot.Answers("甲"), "已经请供电公司去看了");
    }

    private static void Has(string text, string part) => Assert.Contains(part, text, StringComparison.Ordinal);
}
