using ChatGov.Data;
using ChatGov.Registrations;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Conversations;

/// <summary>What a secretary sees of who reports, asks them, and answers to all at once.</summary>
public sealed class RegistrationReviewTests
{
    [Theory, Databases]
    public async Task One_that_waits_is_shown_with_what_speaks_for_it(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("王小明", "报到");
        await bot.Ask("王小明", "1");
        await bot.ShareContact("王小明", "13812345678");
        await bot.Ask("王小明", "贺兰");
        await bot.Ask("王小明", "1");
        await bot.Ask("王小明", "退休党员");
        Assert.Contains("BD-2026-", await bot.Ask("王小明", "王小明"), StringComparison.Ordinal);

        Assert.Contains("王小明", await bot.Ask("secretary", "待办"), StringComparison.Ordinal);
        var shown = await bot.Ask("secretary", "1");
        foreach (var line in new[] { "王小明", "身份：退休党员", "不在任何单位的名册上", "138****5678", "名册上没对上", "交上来：11月23日周一 10:00" })
        {
            Assert.Contains(line, shown, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("13812345678", shown, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Who_reports_is_asked_and_answers_and_still_waits(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await Submit(stage, "王小明");
        await bot.Answers("secretary");
        Assert.Contains("没有社区等着你答", await bot.Ask("王小明", "回答社区"), StringComparison.Ordinal);

        await bot.Ask("secretary", "待办");
        await bot.Ask("secretary", "1");
        Assert.Contains("想问王小明什么", await bot.Ask("secretary", "3"), StringComparison.Ordinal);
        Assert.Contains("这样问王小明", await bot.Ask("secretary", "你住几栋？"), StringComparison.Ordinal);
        Assert.Contains("问过去了", await bot.Ask("secretary", "1"), StringComparison.Ordinal);
        Assert.Contains("已经收到", await bot.Ask("secretary", "撤销"), StringComparison.Ordinal);

        Assert.Contains("贺兰社区看了你的报到，想问一句：你住几栋？", await bot.Answers("王小明"), StringComparison.Ordinal);
        Assert.Contains("你怎么答", await bot.Press("王小明", bot.Last("王小明"), 0), StringComparison.Ordinal);
        Assert.Contains("这样回答社区", await bot.Ask("王小明", "三栋二单元"), StringComparison.Ordinal);
        Assert.Contains("发给社区了", await bot.Ask("王小明", "1"), StringComparison.Ordinal);

        Assert.Contains("没有社区等着你答", await bot.Ask("王小明", "回答社区"), StringComparison.Ordinal);
        Assert.Contains("王小明 回答你：三栋二单元", await bot.Answers("secretary"), StringComparison.Ordinal);
        Assert.Contains("通过了", await bot.Press("secretary", bot.Last("secretary"), 0), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Nobody_is_asked_more_than_five_times_a_day(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var id = await Submit(stage, "王小明");
        for (var i = 0; i < 5; i++)
        {
            Assert.True((await stage.World.As(stage.World.Secretary, tx => RegistrationTalk.Ask(tx, id, "住几栋"))).Ok);
        }

        Assert.Equal(RegistrationRefusal.AskedOften, (await stage.World.As(stage.World.Secretary, tx => RegistrationTalk.Ask(tx, id, "住几栋"))).Refusal!.Code);
        Assert.Equal(RefusalCode.NotFound, (await stage.World.As(stage.World.OtherSecretary, tx => RegistrationTalk.Ask(tx, id, "住几栋"))).Refusal!.Code);
    }

    [Theory, Databases]
    public async Task All_who_wait_are_read_back_and_approved_with_one_yes(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        var first = await Submit(stage, "王小明");
        await Submit(stage, "李小红");
        var read = await bot.Ask("secretary", "都通过");
        Assert.Contains("这 2 个报到都通过吗", read, StringComparison.Ordinal);
        Assert.Contains("王小明", read, StringComparison.Ordinal);
        Assert.Contains("李小红", read, StringComparison.Ordinal);

        // Who comes after they were read is nobody's yes, and who was answered meanwhile is told of.
        await Submit(stage, "赵晚到");
        await stage.World.As(stage.World.Secretary, tx => RegistrationDecisions.Return(tx, first, "请写全名").Value);
        var done = await bot.Ask("secretary", "1");
        Assert.Contains("通过了 1 个", done, StringComparison.Ordinal);
        Assert.Contains("1 号", done, StringComparison.Ordinal);
        Assert.Contains("没办成", done, StringComparison.Ordinal);
        Assert.Contains("已经确认你的报到", await bot.Answers("李小红"), StringComparison.Ordinal);
        Assert.Contains("不能一起撤销", await bot.Ask("secretary", "撤销"), StringComparison.Ordinal);
        Assert.Contains("这 1 个报到都通过吗", await bot.Ask("secretary", "没问题，这几个报到全批了"), StringComparison.Ordinal);
        Assert.Contains("先不做了", await bot.Ask("secretary", "2"), StringComparison.Ordinal);
        Assert.Equal(["Returned", "Active", "Submitted"], stage.Database.Db.Read(tx => tx.All<string>("SELECT state FROM registration ORDER BY id")));
    }

    [Theory, Databases]
    public async Task Who_is_left_out_by_number_or_name_still_waits_and_a_no_approves_nobody(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await Submit(stage, "王小明");
        await Submit(stage, "李一红");
        await Submit(stage, "赵大山");
        foreach (var words in new[] { "先别都通过", "不能都通过", "除了9号都通过", "除了孙某其余都通过" })
        {
            Assert.Contains("等你处理的", await bot.Ask("secretary", words), StringComparison.Ordinal);
        }

        foreach (var (words, left) in new[] { ("除了2号都通过", "李一红"), ("除了第三个其余都通过", "赵大山"), ("除了李一红，其他的都通过", "李一红") })
        {
            var read = await bot.Ask("secretary", words);
            Assert.Contains("这 2 个报到都通过吗", read, StringComparison.Ordinal);
            Assert.DoesNotContain(left, read, StringComparison.Ordinal);
            await bot.Ask("secretary", "取消");
        }

        Assert.Equal(["Submitted", "Submitted", "Submitted"], stage.Database.Db.Read(tx => tx.All<string>("SELECT state FROM registration ORDER BY id")));
    }

    [Theory, Databases]
    public async Task More_than_a_message_holds_are_approved_page_by_page(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        for (var i = 0; i < ApproveAllForm.AtOnce + 2; i++)
        {
            await Submit(stage, $"居民{i:00}");
        }

        Assert.Contains("后面还有 2 个", await bot.Ask("secretary", "全部通过"), StringComparison.Ordinal);
        Assert.Contains($"通过了 {ApproveAllForm.AtOnce} 个", await bot.Ask("secretary", "1"), StringComparison.Ordinal);
        Assert.Contains("这 2 个", await bot.Ask("secretary", "approve all"), StringComparison.Ordinal);
        Assert.Contains("通过了 2 个", await bot.Ask("secretary", "1"), StringComparison.Ordinal);
        Assert.Contains("没有", await bot.Ask("secretary", "都通过"), StringComparison.Ordinal);
    }

    private static async Task<long> Submit(Stage stage, string name)
    {
        var person = await stage.World.Person(name);
        return await stage.World.As(person, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = stage.World.Helan, Name = name }).Value.Id);
    }
}
