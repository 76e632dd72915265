using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Rights;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Privacy;

/// <summary>What is said before anything is kept, and what a no means, early and late.</summary>
public sealed class NoticeTests
{
    [Theory, Databases]
    public async Task The_notice_names_who_runs_this_who_sees_what_for_how_long_and_from_what_age(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await World.Create(database.Db);
        await OperatorName.Keep(database.Db, Given.Settings((OperatorName.Setting, "某旗社会工作部")));
        await using var bot = new TestBot(database.Db);

        Has(await bot.Ask("m", "报到"), "某旗社会工作部", "报到、领任务", "街道和旗里", "联络员", "照片 90 天", "语音", "5 年", "18 岁", "我的数据", "退出", "删除我", "投诉平台", "同意吗");
        Has(await bot.Ask("r", "提需求 楼道灯坏了"), "把你的事转给社区");
    }

    [Theory, Databases]
    public async Task A_yes_in_other_words_is_a_yes_and_what_is_neither_leaves_the_question_open(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        foreach (var yes in new[] { "好的", "可以", "行", "没问题", "1", "是的。", "OK", "满18了，同意", "我已经满十八岁了 同意" })
        {
            await bot.Ask(yes, "报到");
            Has(await bot.Ask(yes, "我再想想"), "回 1 同意");
            Has(await bot.Ask(yes, yes), "邀请码");
        }

        await bot.Ask("n", "报到");
        Has(await bot.Ask("n", "不了"), "都不记");
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM chat_identity WHERE user_id = 'n'")));
    }

    /// <summary>Finding 7: a member who says no long after the question was told that nothing is kept.</summary>
    [Theory, Databases]
    public async Task A_no_of_somebody_who_agreed_never_claims_that_nothing_is_kept(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await world.Member("甲");
        await using var bot = new TestBot(database.Db);

        var answer = await bot.Ask("甲", "不同意");
        Has(answer, "之前同意过", "还记着", "退出", "删除我");
        Assert.DoesNotContain("都不记", answer, StringComparison.Ordinal);
        Has(await bot.Ask("甲", "2"), "确定吗");
        Has(await bot.Ask("甲", "确定"), "已经删除");
    }

    [Theory, Databases]
    public async Task A_no_of_somebody_who_asked_a_human_says_that_this_is_kept_and_it_can_be_deleted_without_agreeing(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        await bot.Ask("m", "转人工 词标求助");
        await bot.Ask("m", "报到");

        Has(await bot.Ask("m", "不同意"), "转人工说过的话还在", "删除我");
        Has(await bot.Ask("m", "我的数据"), "转人工说过的话");
        Has(await bot.Ask("m", "删除我"), "确定吗");
        Has(await bot.Ask("m", "确定"), "已经删除");
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM help_request WHERE text IS NOT NULL OR chat_id <> ''")));
        Has(await bot.Ask("m", "我的数据"), "没有存你的姓名");
        Has(await bot.Ask("m", "退出"), "不用退出");
    }

    [Theory, Databases]
    public async Task Who_agreed_to_an_older_notice_is_told_once_after_their_answer_and_goes_on(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Member("甲");
        await database.Db.Write(tx => tx.Run("UPDATE consent SET version = 1 WHERE person_id = @member", new { member }));
        await using var bot = new TestBot(database.Db);
        await bot.Answers("甲");

        var first = await bot.Ask("甲", "我的");
        Has(first, "使用说明更新了", "[1] 满 18 岁，同意");
        Assert.True(first.IndexOf("使用说明更新了", StringComparison.Ordinal) > 0, first);
        Assert.DoesNotContain("使用说明更新了", await bot.Ask("甲", "我的"), StringComparison.Ordinal);
        Assert.DoesNotContain("同意吗", await bot.Ask("甲", "特长"), StringComparison.Ordinal);
        await bot.Ask("甲", "取消");
        await bot.Ask("甲", "同意");
        Assert.Equal(Consents.CurrentVersion, database.Db.Read(tx => tx.Count("SELECT version FROM consent WHERE person_id = @member AND withdrawn_at IS NULL", new { member })));
    }

    [Theory, Databases]
    public async Task Own_data_is_all_that_is_held_and_marks_what_is_over(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Member("甲");
        await world.As(member, tx => RegistrationEndings.End(tx, RegistrationKind.Home).Value);
        await database.Db.Write(tx => Staff.Appoint(tx, member, Role.GridWorker, world.Garden, tx.Now, until: null).Value);
        await world.As(world.Secretary, tx => tx.Insert(
            "INSERT INTO qualification (person_id, kind, skill, checked_by, checked_at, valid_until) VALUES (@member, 'Credential', 'HomeRepair', @Secretary, @Now, @until) RETURNING id",
            new { member, world.Secretary, tx.Now, until = tx.Now.AddDays(300) }));
        await using var bot = new TestBot(database.Db);
        await bot.Ask("甲", "转人工 想问问时间");

        Has(await bot.Ask("甲", "我的数据"), "贺兰社区", "已结束", "园林社区网格员", "持证 水电暖家电维修", "想问问时间", "使用说明");
    }

    private static void Has(string text, params string[] parts) => Assert.All(parts, part => Assert.Contains(part, text, StringComparison.Ordinal));
}
