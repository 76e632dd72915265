using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Tests.Conversations;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Forms;

/// <summary>What every form does without being told, as people meet it in a chat.</summary>
public sealed class FormConversationTests
{
    private const string OneLine = "发任务 周六上午9点到11点 贺兰公园南门 清扫公园沙尘 要2个人 带扫帚 张三 19900001234";

    [Theory, Databases]
    public async Task One_line_says_a_whole_task_and_one_answer_is_changed_without_the_others(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        var summary = await bot.Ask("secretary", OneLine);
        Has(summary, "做什么：清扫公园沙尘", "时间：11月28日周六 09:00–11:00", "地点：贺兰公园南门", "人数：2", "带上：扫帚", "联系：张三 199****1234", "几次：只这一次", "发吗");
        Has(await bot.Ask("secretary", "地点改成北门"), "地点：北门", "做什么：清扫公园沙尘", "发吗");
        Has(await bot.Ask("secretary", "人数不对"), "现在写的是：2", "要几个人");
        Has(await bot.Ask("secretary", "三个"), "人数：3", "发吗");
        Has(await bot.Ask("secretary", "几次改成3周"), "连续 3 周");
        Has(await bot.Ask("secretary", "1"), "共 3 次");
        Assert.Equal(["北门", "北门", "北门"], stage.Database.Db.Read(tx => tx.All<string>("SELECT place FROM task ORDER BY id")));
    }

    [Theory, Databases]
    public async Task Whoever_published_before_is_not_asked_again_whom_to_call(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("secretary", OneLine);
        await bot.Ask("secretary", "1");
        Has(await bot.Ask("secretary", "发任务 周日上午9点到11点 贺兰公园南门 捡拾垃圾 要2个人"), "联系：张三 199****1234", "发吗");
    }

    [Theory, Databases]
    public async Task Nothing_is_cancelled_by_words_that_want_to_stop(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var task = await stage.World.Publish(stage.World.Draft(Transcript.Saturday));
        await using var bot = new TestBot(stage.Database.Db);
        foreach (var words in new[] { "不", "先不弄了", "不想取消了" })
        {
            Has(await bot.Ask("secretary", $"取消任务 {task.Id}"), "为什么取消");
            Has(await bot.Ask("secretary", words), "要停下", "停下，不办了", "接着填");
            Has(await bot.Ask("secretary", "1"), "先不做了");
            Assert.Equal("Published", stage.Database.Db.Read(tx => tx.First<string>("SELECT state FROM task")));
        }

        await bot.Ask("secretary", $"取消任务 {task.Id}");
        Has(await bot.Ask("secretary", "1"), "写一句");
        Has(await bot.Ask("secretary", "下大雨"), "要取消“清扫公园沙尘”", "原因：下大雨");
        Has(await bot.Ask("secretary", "不取消"), "先不做了");
        Assert.Equal("Published", stage.Database.Db.Read(tx => tx.First<string>("SELECT state FROM task")));
    }

    [Theory, Databases]
    public async Task A_command_is_never_an_answer_and_the_way_there_is_offered(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("secretary", "发任务");
        Has(await bot.Ask("secretary", "待办"), "“待办”是要去看它，还是回答刚才这一问");
        Has(await bot.Ask("secretary", "谢谢"), "不算回答", "具体做什么");
        Has(await bot.Ask("secretary", "教老人用手机"), "什么时候");
        Has(await bot.Ask("secretary", "任务"), "还没答完", "先不答，去“任务”", "什么时候");
        Has(await bot.Ask("secretary", "1"), "任务");
        Has(await bot.Ask("secretary", "取消"), "没有进行到一半");
    }

    [Theory, Databases]
    public async Task The_second_miss_names_the_way_out_and_numbers_stay(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("liaison", "报资源");
        var first = await bot.Ask("liaison", "啊啊啊");
        Assert.DoesNotContain("回“取消”", first, StringComparison.Ordinal);
        Has(first, "[1] 人手");
        Has(await bot.Ask("liaison", "啊啊啊"), "回“取消”", "[1] 人手");
        Has(await bot.Ask("liaison", "1"), "具体是什么");
    }

    [Theory, Databases]
    public async Task A_day_that_is_over_is_asked_again_and_the_words_of_a_choice_do_with_the_command(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "暂停");
        Has(await bot.Ask("甲", "2020-01-01"), "今天以后", "歇到什么时候");
        Has(await bot.Ask("甲", "两周"), "不打扰你");
        Has(await bot.Ask("甲", "恢复"), "欢迎回来");
        Has(await bot.Ask("甲", "暂停 两周"), "不打扰你");
    }

    [Theory, Databases]
    public async Task Nothing_of_an_answer_is_lost_and_no_command_becomes_a_place(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("secretary", "发任务 周六上午9点到11点 清扫公园沙尘");
        Has(await bot.Ask("secretary", "改期 明天改后天"), "“改期”是要去看它，还是回答");
        Has(await bot.Ask("secretary", "原因改成场地被占"), "没有这一项", "集合");
        Has(await bot.Ask("secretary", "7"), "打字说", "集合");
        Has(await bot.Ask("secretary", "北门"), "要几个人");
        Has(await bot.Ask("secretary", "2个人，带扫帚"), "人数：2", "带上：扫帚", "电话");
        Has(await bot.Ask("secretary", "张三 19900001234，谢谢大家的辛苦"), "我没看懂，没记", "发吗");
    }

    [Theory, Databases]
    public async Task What_a_form_is_about_may_be_said_before_it_is_asked(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "提需求");
        Has(await bot.Ask("甲", "楼道灯坏了没人修"), "记下了：需要：楼道灯坏了没人修", "需要的是什么");
        await bot.Ask("甲", "1");
        Has(await bot.Ask("甲", "1"), "1 号");
    }

    [Theory, Databases]
    public async Task Taking_back_never_reaches_past_what_was_done_last(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Publish(stage.World.Draft(Transcript.Saturday));
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "任务");
        await bot.Ask("甲", "认领1");
        await bot.Ask("甲", "少发");
        Has(await bot.Ask("甲", "撤销"), "撤销不了");
        Has(await bot.Ask("甲", "我的"), "清扫公园沙尘");
    }

    [Theory, Databases]
    public async Task What_somebody_says_no_to_is_not_written_down(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "空闲");
        var times = await bot.Ask("甲", "除了周三都行");
        Has(times, "周二上午", "周四晚上");
        Assert.DoesNotContain("周三", times, StringComparison.Ordinal);
        var other = await bot.Ask("甲", "空闲 周末，周六晚上不行");
        Has(other, "周六上午", "周日晚上");
        Assert.DoesNotContain("周六晚上", other, StringComparison.Ordinal);
        var without = await bot.Ask("甲", "空闲 周六除外，其他都行");
        Has(without, "周日晚上", "周二上午");
        Assert.DoesNotContain("周六", without, StringComparison.Ordinal);
        await bot.Ask("甲", "特长");
        Has(await bot.Ask("甲", "不会水电"), "没认出来");
        var skills = await bot.Ask("甲", "不会水电，会开车");
        Has(skills, "驾驶");
        Assert.DoesNotContain("水电", skills, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task What_is_named_is_added_to_what_was_known(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "特长 水电");
        Has(await bot.Ask("甲", "特长"), "现在记着：水电暖家电维修");
        Has(await bot.Ask("甲", "开车"), "水电暖家电维修、驾驶搬运");
        await bot.Ask("甲", "特长");
        Assert.DoesNotContain("驾驶", await bot.Ask("甲", "不会开车了"), StringComparison.Ordinal);
        Has(await bot.Ask("甲", "空闲 周六上午"), "周六上午");
        Has(await bot.Ask("甲", "空闲 周日上午"), "周六上午", "周日上午");
        var only = await bot.Ask("甲", "空闲 改成周三晚上");
        Has(only, "周三晚上");
        Assert.DoesNotContain("周六", only, StringComparison.Ordinal);
        Has(await bot.Ask("甲", "空闲 周日上午，后天下午也行"), "周日上午", "“后天下午", "没有记");
        await bot.Ask("甲", "空闲");
        Has(await bot.Ask("甲", "周日不行了，周三也不行了"), "一个时间也没有记");
    }

    [Theory, Databases]
    public async Task What_asks_or_is_about_somebody_else_is_no_answer_before_it_was_said_to_be(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "空闲");
        Has(await bot.Ask("甲", "我老婆周六有空"), "先没记", "什么时候有空", "是回答");
        Has(await bot.Ask("甲", "周六有人吗"), "先没记", "是回答");
        Has(await bot.Ask("甲", "周日行吗"), "记下了", "周日上午");
        await bot.Ask("甲", "特长");
        Has(await bot.Ask("甲", "谁会修水管"), "先没记", "你会什么");
        Has(await bot.Ask("甲", "是回答"), "水电暖家电维修");
    }

    [Theory]
    [InlineData("周六上午9点到11点 在社区活动室包饺子送孤寡老人 自己带围裙 要6个人", "做什么：包饺子送孤寡老人；", "地点：社区活动室", "带上：围裙", "人数：6")]
    [InlineData("帮我发个任务，周六上午9点到11点 给独居老人贴对联 社区大门 不用带东西 5人", "做什么：给独居老人贴对联", "带上：不用带东西", "人数：5")]
    [InlineData("昨天上午9点到11点 扫雪 小区东门 3人", "做什么：扫雪；", "已经过了")]
    [InlineData("Saturday 9 to 11 clear the snow, library 3 people", "09:00–11:00")]
    [InlineData("帮我 周六上午9点到11点 理发服务 老年活动室 2人", "做什么：理发服务；", "地点：老年活动室")]
    public async Task What_a_sentence_says_besides_is_not_poured_into_the_title(string words, params string[] parts)
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await using var bot = new TestBot(stage.Database.Db);
        Has(await bot.Ask("secretary", "发任务 " + words), [.. parts]);
    }

    [Theory]
    [InlineData("公园哪个门呢？", "先没记")]
    [InlineData("你们这个系统稳定吗", "先没记")]
    [InlineData("对，发", "先不算回答")]
    [InlineData("理发那个不搞了，取消吧", "停下")]
    public async Task What_asks_agrees_or_stops_is_no_place(string words, string answer)
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("secretary", "发任务 周六上午9点到11点 扫雪");
        Has(await bot.Ask("secretary", words), answer);
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM task WHERE place = @words", new { words })));
    }

    [Theory, Databases]
    public async Task What_was_just_done_is_taken_back_for_ten_minutes(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Publish(stage.World.Draft(Transcript.Saturday));
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "任务");
        Has(await bot.Ask("甲", "认领1"), "领到了");
        Has(await bot.Ask("甲", "撤销"), "退", "撤销");
        Has(await bot.Ask("甲", "撤销"), "领到了");
        stage.Database.Clock.Advance(TimeSpan.FromMinutes(11));
        Has(await bot.Ask("甲", "撤销"), "没有能撤销的");
        Has(await bot.Ask("甲", "我的"), "清扫公园沙尘");
    }

    [Theory, Databases]
    public async Task The_only_button_of_an_offer_destroys_nothing_at_once(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        Has(await bot.Ask("liaison", "报资源 排查老旧线路 3次"), "哪一类");
        await bot.Ask("liaison", "人手");
        Has(await bot.Ask("liaison", "都可以"), "记上了：排查老旧线路，3次");
        await bot.Ask("liaison", "资源清单");
        await bot.Ask("liaison", "1");
        Has(await bot.Ask("liaison", "1"), "撤下“排查老旧线路”");
        Has(await bot.Ask("liaison", "2"), "先不做了");
        Assert.Equal("Open", stage.Database.Db.Read(tx => tx.First<string>("SELECT state FROM offer")));
    }

    [Theory, Databases]
    public async Task Each_office_has_in_its_menu_what_it_does_every_day(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        Has(await bot.Ask("secretary", "帮助"), "[1] 待办", "发任务", "谁来", "需求清单", "更多", "一句话说完");
        Has(await bot.Ask("secretary", "更多"), "通知大家", "改期", "取消任务", "对接", "会议", "登录");
        Has(await bot.Ask("banner", "帮助"), "[1] 待办");
        Has(await bot.Ask("liaison", "帮助"), "[1] 待办", "本单位报到情况", "更多");
        await stage.World.Member("甲");
        Assert.DoesNotContain("更多", await bot.Ask("甲", "帮助"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_new_menu_ends_the_list_that_was_gone_through(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Publish(stage.World.Draft(Transcript.Saturday));
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "任务");
        await bot.Ask("甲", "取消");
        Has(await bot.Ask("甲", "我搬家了"), "转社区");
        Has(await bot.Ask("甲", "17"), "没听懂");
    }

    [Fact]
    public void No_question_is_called_as_a_step_of_the_engine_and_none_shares_its_name_within_a_form()
    {
        Assert.True(Flows.Forms.Count > 20, "the sweep finds the forms");
        Assert.All(Flows.Forms, form =>
        {
            Assert.Empty(form.Questions.Select(question => question.Name).Intersect(FormFlow.OwnSteps));
            Assert.Distinct(form.Questions.Select(question => question.Name));
            Assert.True(form.Questions.Count > 0 || form.ReadBack == ReadBack.Always, form.Name + " asks nothing");
        });
    }

    private static void Has(string text, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
    }
}
