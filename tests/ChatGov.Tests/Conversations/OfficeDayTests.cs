using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.HelpRequests;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Outbox;
using ChatGov.Registrations;
using ChatGov.Rosters;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Conversations;

/// <summary>What a secretary and a liaison look up on a working day.</summary>
public sealed class OfficeDayTests
{
    [Theory, Databases]
    public async Task A_secretary_reads_who_reports_page_by_page(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Members(12);
        await stage.World.Member("园林的人", stage.World.Garden);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("secretary");

        var first = await bot.Ask("secretary", "谁报到了");
        Assert.Contains("贺兰社区现在有 12 人报到", first, StringComparison.Ordinal);
        Assert.Contains("成员011，11月23日周一起", first, StringComparison.Ordinal);
        Assert.DoesNotContain("成员001", first, StringComparison.Ordinal);
        Assert.DoesNotContain("园林的人", first, StringComparison.Ordinal);
        var second = await bot.Press("secretary", bot.Last("secretary"), 0);
        Assert.Contains("成员001", second, StringComparison.Ordinal);
        Assert.Contains("成员000", second, StringComparison.Ordinal);
        Assert.DoesNotContain("成员011", second, StringComparison.Ordinal);
        Assert.DoesNotContain("园林的人", await bot.Ask("成员001", "名册"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_secretary_reads_the_month(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        var member = await stage.World.Member("甲");
        await stage.World.Member("乙", stage.World.Garden);
        await stage.World.As(member, tx => NeedRequests.Ask(tx, stage.World.Helan, ResourceKind.People, "想找人修灯", NeedForm.Need, forAnother: false).Value);
        var task = await stage.World.Publish(stage.World.Draft(stage.Database.Clock.GetUtcNow().AddHours(25)));
        await stage.World.As(member, tx => Claiming.Claim(tx, task.Id).Value);
        await stage.World.Publish(stage.World.Draft(stage.Database.Clock.GetUtcNow().AddDays(9)));
        await stage.MoveTo(task.EndsAt.AddMinutes(1));
        await bot.Quiet();
        await bot.Ask("secretary", "名单");
        await bot.Ask("secretary", "都到了");
        await bot.Ask("secretary", "1");

        var month = await bot.Ask("secretary", "本月情况");
        foreach (var line in new[] { "贺兰社区，11 月到现在", "在册 1 人", "本月新来 1 人", "办完 1 个，还没到时间的 1 个", "2 小时，1 人", "等答复 1 个" })
        {
            Assert.Contains(line, month, StringComparison.Ordinal);
        }

        Assert.Contains("本月新来 1 人", await bot.Ask("secretary", "统计一下这个月多少人报到了"), StringComparison.Ordinal);
        Assert.Contains("单位只看报没报到", await bot.Ask("liaison", "本月情况"), StringComparison.Ordinal);
        Assert.Contains("在网页版下载", await bot.Ask("secretary", "把名单导出来"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_liaison_makes_codes_that_are_shown_once(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await Roster(stage, InvitingForms.AtOnce + 1);
        await using var bot = new TestBot(stage.Database.Db);
        Assert.Contains("20 个人做邀请码吗", await bot.Ask("liaison", "邀请码"), StringComparison.Ordinal);
        var made = await bot.Ask("liaison", "1");
        Assert.Contains("做好了 20 个", made, StringComparison.Ordinal);
        Assert.Contains("还有 1 人没有码", made, StringComparison.Ordinal);
        Assert.Matches("职工00 [A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", made);
        Assert.Contains("收不回来", await bot.Ask("liaison", "撤销"), StringComparison.Ordinal);
        var code = made.Split('\n').First(line => line.StartsWith("职工00 ", StringComparison.Ordinal))[5..];

        Assert.Contains("给职工00做一个新码吗", await bot.Ask("liaison", "邀请码 职工00"), StringComparison.Ordinal);
        Assert.Contains("做好了 1 个", await bot.Ask("liaison", "1"), StringComparison.Ordinal);
        Assert.Contains("另有 20 人手里", await bot.Ask("liaison", "再给几个邀请码"), StringComparison.Ordinal);
        Assert.Contains("做好了 1 个", await bot.Ask("liaison", "1"), StringComparison.Ordinal);
        Assert.Contains("没有人等着要码", await bot.Ask("liaison", "邀请码"), StringComparison.Ordinal);
        var newcomer = await stage.World.Person("来报到的");
        Assert.Equal(
            RegistrationRefusal.InviteCodeEnded,
            (await stage.World.As(newcomer, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = stage.World.Helan, InviteCode = code, IdentityKey = "a" }))).Refusal!.Code);
    }

    [Theory, Databases]
    public async Task A_liaison_reads_who_is_missing_page_by_page(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await Roster(stage, 25);
        await using var bot = new TestBot(stage.Database.Db);
        var first = await bot.Ask("liaison", "报到情况");
        Assert.Contains("25 人里 0 人已报到", first, StringComparison.Ordinal);
        Assert.Contains("职工19等，还有 5 人", first, StringComparison.Ordinal);
        Assert.Contains("提醒不到", await bot.Ask("liaison", "催一下没报到的"), StringComparison.Ordinal);
        var second = await bot.Press("liaison", bot.Last("liaison"), 0);
        Assert.Contains("职工20、职工21、职工22、职工23、职工24", second, StringComparison.Ordinal);
        Assert.DoesNotContain("职工19", second, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_liaison_reads_what_communities_lack_and_changes_nothing(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        Assert.Contains("没有社区缺什么", await bot.Ask("liaison", "需求"), StringComparison.Ordinal);
        await stage.World.As(stage.World.Secretary, tx => NeedDecisions.Publish(
            tx, stage.World.Helan, new NeedDetails { Kind = ResourceKind.People, Title = "老旧小区查线路", Quantity = 3, Measure = "人次" }).Value);
        Assert.Contains("贺兰社区：老旧小区查线路（人手，还差 3人次）", await bot.Ask("liaison", "居民有什么需求"), StringComparison.Ordinal);
        Assert.Contains("资源", await bot.Ask("liaison", "1"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task What_waits_says_what_it_is_of(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        var member = await stage.World.Member("甲");
        await stage.World.As(member, tx => NeedRequests.Ask(tx, stage.World.Helan, ResourceKind.Goods, "想要一个轮椅", NeedForm.Wish, forAnother: false).Value);
        await stage.World.As(member, tx => HelpRequestActs.Open(tx, HelpRequestKind.HandOff, new AskedFrom("fake", "甲"), "楼道的灯坏了三天了，晚上看不见，请派人来看看").Value);
        var waits = await bot.Ask("secretary", "待办");
        Assert.Contains("居民微心愿 1 号：要东西", waits, StringComparison.Ordinal);
        Assert.DoesNotContain("轮椅", waits, StringComparison.Ordinal);
        Assert.Contains("求助 1 号：楼道的灯坏了三天了，晚上看不见，…", waits, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_receipt_names_the_day_and_no_odd_minute(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await stage.World.Person("王小明");
        stage.Database.Clock.Advance(TimeSpan.FromMinutes(71));
        await bot.Ask("王小明", "报到");
        await bot.Ask("王小明", "退休党员");
        var receipt = await bot.Ask("王小明", "贺兰");
        receipt += await bot.Ask("王小明", "1");
        Assert.Contains("最晚11月25日周三答复你", receipt, StringComparison.Ordinal);
        Assert.DoesNotContain(":11", receipt, StringComparison.Ordinal);
        Assert.Contains("最晚11月25日周三答复", await bot.Ask("王小明", "我报上了没"), StringComparison.Ordinal);
    }

    private static Task Roster(Stage stage, int count) => stage.Database.Db.Write(tx =>
    {
        for (var i = 0; i < count; i++)
        {
            People.Roster.Add(tx, stage.World.Unit, $"职工{i:00}", null);
        }

        return 0;
    });
}
