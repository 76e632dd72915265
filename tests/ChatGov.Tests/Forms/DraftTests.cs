using ChatGov.Data;
using ChatGov.Tests.Conversations;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Forms;

/// <summary>What becomes of what somebody has said already: it is kept, corrected one by one, and dropped only on a clear word.</summary>
public sealed class DraftTests
{
    private const string OneLine = "发任务 周六上午9点到11点 贺兰公园南门 清扫公园沙尘 要2个人 带扫帚 张三 19900001234";

    [Theory, Databases]
    public async Task A_correction_that_names_no_value_asks_for_it(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("secretary", OneLine);
        foreach (var words in new[] { "地点改一下", "把地点换一下", "地点要改", "地点得换个" })
        {
            Has(await bot.Ask("secretary", words), "现在写的是：贺兰公园南门", "在哪");
            Has(await bot.Ask("secretary", "北门"), "地点：北门", "发吗");
            Has(await bot.Ask("secretary", "地点改成贺兰公园南门"), "地点：贺兰公园南门");
        }
    }

    [Fact]
    public async Task Words_that_say_nothing_are_no_answer_where_something_has_to_be_said()
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("secretary", "发任务 清扫公园沙尘 周六上午9点到11点 要2个人");
        foreach (var words in new[] { "不用", "改一下", "没有" })
        {
            Assert.DoesNotContain($"地点：{words}", await bot.Ask("secretary", words), StringComparison.Ordinal);
        }

        Has(await bot.Ask("secretary", "北门"), "联系");
    }

    [Fact]
    public async Task Taking_back_in_the_middle_of_a_form_takes_back_nothing_that_was_done_before_it()
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        var task = await stage.World.Publish(stage.World.Draft(Transcript.Saturday));
        await stage.World.Member("王小明");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("王小明", $"认领 {task.Id}");
        await bot.Ask("王小明", "提需求");
        Has(await bot.Ask("王小明", "撤销"), "正在填这一项");
        Has(await bot.Ask("王小明", "我的"), "");
        Assert.Equal("Confirmed", stage.Database.Db.Read(tx => tx.First<string>("SELECT state FROM claim")));
    }

    [Fact]
    public async Task What_was_shown_keeps_its_numbers_when_a_sentence_was_not_understood()
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        var task = await stage.World.Publish(stage.World.Draft(Transcript.Saturday));
        await stage.World.Member("王小明");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("王小明", "任务");
        await bot.Ask("王小明", "1");
        Has(await bot.Ask("王小明", "呜噜呜噜"), "数字还能回", "帮助");
        Has(await bot.Ask("王小明", "呜噜"), "数字还能回");
        Has(await bot.Ask("王小明", "1"), "领到了");
        Assert.Equal(task.Id, stage.Database.Db.Read(tx => tx.First<long>("SELECT task_id FROM claim")));
    }

    [Fact]
    public async Task A_number_means_no_task_once_its_list_is_out_of_sight()
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await stage.World.Publish(stage.World.Draft(Transcript.Saturday));
        await stage.World.Member("王小明");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("王小明", "任务");
        await bot.Ask("王小明", "帮助");
        Assert.DoesNotContain("领到了", await bot.Ask("王小明", "认领 1"), StringComparison.Ordinal);
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM claim")));
    }

    [Theory, Databases]
    public async Task Leaving_a_correction_leaves_the_correction_only(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("secretary", OneLine);
        foreach (var words in new[] { "算了", "返回", "不用", "不改了", "不" })
        {
            await bot.Ask("secretary", "地点不对");
            Has(await bot.Ask("secretary", words), "照原来的", "地点：贺兰公园南门", "发吗");
        }

        await bot.Ask("secretary", "带上不对");
        Has(await bot.Ask("secretary", "返回"), "带上：扫帚", "发吗");
        await bot.Ask("secretary", "1");
        Assert.Equal("贺兰公园南门", stage.Database.Db.Read(tx => tx.First<string>("SELECT place FROM task")));
    }

    [Theory, Databases]
    public async Task A_draft_of_several_answers_is_dropped_by_no_single_doubtful_word(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("secretary", OneLine);
        foreach (var words in new[] { "不用", "算了", "返回", "不" })
        {
            Has(await bot.Ask("secretary", words), "要停下", "接着填");
            Has(await bot.Ask("secretary", "2"), "地点：贺兰公园南门", "发吗");
        }

        await bot.Ask("secretary", "算了");
        Has(await bot.Ask("secretary", "1"), "先不做了");
        await bot.Ask("secretary", OneLine);
        Has(await bot.Ask("secretary", "取消"), "先不做了");
        await bot.Ask("secretary", OneLine);
        Has(await bot.Ask("secretary", "3"), "先不做了");

        // In the middle of it as well.
        await bot.Ask("secretary", "发任务 清扫公园沙尘 周六上午9点到11点");
        Has(await bot.Ask("secretary", "算了"), "要停下");
        Has(await bot.Ask("secretary", "2"), "在哪");
    }

    [Theory, Databases]
    public async Task A_day_that_was_said_is_kept_until_the_hour_comes(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("secretary", "发任务 清扫公园沙尘");
        Has(await bot.Ask("secretary", "明天上午"), "11月24日周二", "几点");
        Has(await bot.Ask("secretary", "9点到11点"), "时间：11月24日周二 09:00–11:00");
        await bot.Ask("secretary", "贺兰公园南门");
        await bot.Ask("secretary", "2");
        Has(await bot.Ask("secretary", "张三 19900001234"), "发吗");
        Has(await bot.Ask("secretary", "时间改到下午3点到5点"), "11月24日周二 15:00–17:00", "发吗");
        Has(await bot.Ask("secretary", "时间改成周六"), "11月28日周六", "几点");
        Has(await bot.Ask("secretary", "下午2点到4点"), "11月28日周六 14:00–16:00", "发吗");
    }

    [Theory, Databases]
    public async Task A_day_in_the_first_line_is_kept_too(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("secretary", "发任务 周六下午 清扫公园沙尘");
        Has(await bot.Ask("secretary", "3点到5点"), "11月28日周六 15:00–17:00");
    }

    [Theory, Databases]
    public async Task An_answer_to_somebody_is_read_back_before_it_goes(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "转人工 楼道灯坏了");
        await bot.Ask("secretary", "待办");
        await bot.Ask("secretary", "1");
        Has(await bot.Ask("secretary", "明天去修"), "收不回来", "明天去修", "[1] 发给对方");
        Assert.DoesNotContain("明天去修", await bot.Answers("甲"), StringComparison.Ordinal);
        Has(await bot.Ask("secretary", "回复改成后天去修"), "后天去修");
        Has(await bot.Ask("secretary", "1"), "已经转给本人了");
        Has(await bot.Answers("甲"), "有回复了：后天去修");
        Has(await bot.Ask("secretary", "撤销"), "收不回来", "打个电话");
    }

    [Theory, Databases]
    public async Task A_roster_with_one_unknown_name_keeps_what_was_clear(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        await world.Publish(world.Draft(Transcript.Saturday));
        await world.Member("赵小六");
        await using var bot = new TestBot(stage.Database.Db);
        foreach (var name in new[] { "甲", "乙", "丙" })
        {
            await world.Member(name);
            await bot.Ask(name, "任务");
            await bot.Ask(name, "认领1");
        }

        await stage.MoveTo(Transcript.Saturday.AddHours(3));
        await bot.Ask("secretary", "名单");
        Has(await bot.Ask("secretary", "除了3号，2号只来了1小时，加上赵六"), "没找到“赵六”", "这一位先不加", "没到", "3 号 丙", "2 号 乙", "1 小时", "对吗");
        Has(await bot.Ask("secretary", "加上赵小六"), "赵小六", "3 号 丙", "对吗");
        Has(await bot.Ask("secretary", "1"), "到 3 人，没到 1 人");
        Assert.Equal(["120", "60", "0", "120"], stage.Database.Db.Read(tx => tx.All<string>(
            "SELECT CAST(COALESCE(c.minutes, 0) AS TEXT) FROM claim c ORDER BY c.number")));
    }

    [Theory, Databases]
    public async Task A_second_wrong_code_is_told_how_to_get_one_and_that_it_goes_without(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("新来的", "报到");
        await bot.Ask("新来的", "1");
        Has(await bot.Ask("新来的", "不知道呀"), "这不像邀请码");
        Has(await bot.Ask("新来的", "就是那个码"), "单位联络员或社区发的", "没有码也能报到");
        await bot.Ask("新来的", "ABCD-EFGH-2345");
        Has(await bot.Ask("新来的", "贺兰"), "贺兰社区");
        Has(await bot.Ask("新来的", "1"), "邀请码不对");
        Has(await bot.Ask("新来的", "ABCD-EFGH-2346"), "单位联络员或社区发的");
    }

    [Theory, Databases]
    public async Task Thanks_get_a_kind_word_and_change_nothing(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Publish(stage.World.Draft(Transcript.Saturday));
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "任务");
        Has(await bot.Ask("甲", "谢谢！"), "不客气");
        Has(await bot.Ask("甲", "1"), "清扫公园沙尘");
        await bot.Ask("secretary", "发任务");
        Has(await bot.Ask("secretary", "谢谢"), "先不算回答");
    }

    private static void Has(string text, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
    }
}
