using ChatGov.Data;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Tests.Support;
using static ChatGov.Tests.Support.Reply;

namespace ChatGov.Tests.Conversations;

/// <summary>What people answer who do not think of numbers: a yes with more in it, several corrections at once, the one thing in sight.</summary>
public sealed class NaturalAnswerTests
{
    private const string OneLine = "发任务 周六上午9点到11点 贺兰公园南门 清扫公园沙尘 要2个人 带扫帚 张三 19900001234";

    [Theory]
    [InlineData("满18了，同意")]
    [InlineData("同意，满了")]
    [InlineData("我今年45了 同意")]
    [InlineData("yes I'm over 18")]
    public async Task A_yes_may_say_the_age_that_was_asked(string words)
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("n", "报到");
        Has(await bot.Ask("n", words), "邀请码");
    }

    [Theory]
    [InlineData("我16了，同意")]
    [InlineData("I'm 15 and agree")]
    [InlineData("满18了")]
    public async Task Nobody_younger_agrees_by_it_and_an_age_alone_is_no_yes(string words)
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("n", "报到");
        Has(await bot.Ask("n", words), "同意");
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM chat_identity WHERE user_id = 'n'")));
    }

    [Theory, Databases]
    public async Task Several_answers_are_corrected_in_one_sentence_and_what_was_said_is_put_right(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("secretary", OneLine);
        Has(await bot.Ask("secretary", "地点改成北门，人数改成8个"), "地点：北门", "人数：8", "发吗");
        Has(await bot.Ask("secretary", "不是周六是周日"), "11月29日周日", "发吗");
        Has(await bot.Ask("secretary", "周日下午3点到5点，说错了"), "15:00–17:00", "发吗");
        Has(await bot.Ask("secretary", "1"), "发");
        Assert.Equal("北门", stage.Database.Db.Read(tx => tx.First<string>("SELECT place FROM task")));
        Assert.Equal(8, stage.Database.Db.Read(tx => tx.First<int>("SELECT places FROM task")));
    }

    /// <summary>八月十五 of the moon is 2027-09-15, of the sun 2027-08-15: nothing is published before it is said which.</summary>
    [Fact]
    public async Task A_day_that_either_calendar_has_is_asked_about()
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("secretary", "发任务 清扫公园沙尘");
        Has(await bot.Ask("secretary", "八月十五上午9点到11点"), "阳历（2027-08-15）", "农历（2027-09-15）");
        Has(await bot.Ask("secretary", "2027-09-15 上午9点到11点"), "9月15日");
    }

    [Fact]
    public async Task A_length_is_nobodys_place()
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("secretary", "发任务 周六上午9点到11点 清扫公园沙尘");
        Assert.DoesNotContain("地点：两个小时", await bot.Ask("secretary", "两个小时"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task What_is_in_sight_is_meant_by_a_yes_to_it_and_what_one_holds_by_a_question_about_none(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await stage.World.Publish(stage.World.Draft(Transcript.Saturday, places: 3));
        await stage.World.Publish(stage.World.Draft(Transcript.Saturday.AddDays(1), places: 3) with { Title = "给老人读报" });
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("甲");
        Has(await bot.Ask("甲", "有什么任务"), "清扫公园沙尘", "给老人读报");
        Has(await bot.Ask("甲", "2"), "给老人读报");
        Has(await bot.Ask("甲", "行，我去"), "给老人读报", "你是 1 号");
        Has(await bot.Ask("甲", "要带什么"), "给老人读报", "我来不了");
    }

    [Theory, Databases]
    public async Task A_code_found_later_counts_as_one_found_at_once(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        var row = await stage.Database.Db.Write(tx => Roster.Add(tx, stage.World.Unit, "李小红", "19900001111"));
        var code = await stage.World.As(stage.World.Liaison, tx => InviteCodes.Issue(tx, row, RegistrationKind.Home).Value);
        await bot.Ask("n", "报到");
        await bot.Ask("n", "同意");
        await bot.Ask("n", "我是在职党员");
        Has(await bot.Ask("n", $"我有邀请码 {code}"), "社区");
        await bot.Ask("n", "贺兰社区");
        Has(await bot.Ask("n", "1"), "报到好了");
    }

    [Theory, Databases]
    public async Task A_way_elsewhere_stands_beside_a_question_that_the_words_do_not_answer(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("n", "报到");
        await bot.Ask("n", "同意");
        await bot.Ask("n", "我是志愿者");
        Has(await bot.Ask("n", "楼道灯怎么样了，修没修"), "没找到", "先不答");
    }

    [Fact]
    public async Task A_kind_word_beside_a_wish_is_no_other_one()
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await stage.World.Member("甲");
        await stage.World.Publish(stage.World.Draft(Transcript.Saturday, places: 3));
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("甲");
        var answer = await bot.Ask("甲", "你好，我想看看周末有啥活");
        Has(answer, "清扫公园沙尘");
        Assert.DoesNotContain("你还说了", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_work_is_not_free()
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("甲");
        var answer = await bot.Ask("甲", "我周六上午有空，平时上班");
        Has(answer, "周六上午");
        Assert.DoesNotContain("周一", answer, StringComparison.Ordinal);
    }

    /// <summary>What asks, supposes, tells of what has been or of somebody else takes no place under a task that is shown.</summary>
    [Theory]
    [InlineData("我去个屁")]
    [InlineData("我去参加婚礼")]
    [InlineData("我认领过了")]
    [InlineData("我认领了吗")]
    [InlineData("下次我去")]
    [InlineData("这个我参加过")]
    [InlineData("我报名晚了吗")]
    [InlineData("张三要去")]
    public async Task No_place_is_taken_by_what_only_sounds_like_it(string words)
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await stage.World.Member("甲");
        await stage.World.Publish(stage.World.Draft(Transcript.Saturday, places: 3));
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("甲");
        await bot.Ask("甲", "任务");
        await bot.Ask("甲", "1");
        await bot.Ask("甲", words);
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM claim")));
    }

    [Theory]
    [InlineData("我去不了吗")]
    [InlineData("张三去不了了")]
    [InlineData("我老婆明天来不了")]
    [InlineData("要是去不了呢")]
    [InlineData("差点去不了")]
    [InlineData("去年我也去不了")]
    public async Task No_place_is_given_back_by_what_only_sounds_like_it(string words)
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        var member = await stage.World.Member("甲");
        var task = await stage.World.Publish(stage.World.Draft(Transcript.Saturday, places: 3));
        await stage.World.As(member, tx => Claims.Claiming.Claim(tx, task.Id).Value);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("甲");
        await bot.Ask("甲", words);
        Assert.Equal("Confirmed", stage.Database.Db.Read(tx => tx.First<string>("SELECT state FROM claim")));
    }

    [Fact]
    public async Task A_free_time_of_another_time_is_none()
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("甲");
        await bot.Ask("甲", "空闲");
        await bot.Ask("甲", "上次周六有空，这次不行");
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM person_free_time")));
    }

    /// <summary>1号 names something, 行？ asks: neither is a yes to what cannot be called back.</summary>
    [Theory]
    [InlineData("1号")]
    [InlineData("行？")]
    [InlineData("可以发吗")]
    public async Task A_question_or_a_name_is_no_yes_to_what_was_read_back(string words)
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        var task = await stage.World.Publish(stage.World.Draft(Transcript.Saturday));
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("secretary", $"取消任务 {task.Id}");
        await bot.Ask("secretary", "下雨路滑");
        await bot.Ask("secretary", words);
        Assert.Equal("Published", stage.Database.Db.Read(tx => tx.First<string>("SELECT state FROM task")));
    }

    [Fact]
    public async Task What_one_of_several_corrections_asks_is_not_written_down()
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("secretary", OneLine);
        var answer = await bot.Ask("secretary", "地点改成北门，人数改成多少合适");
        Assert.DoesNotContain("多少合适，", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("地点：北门，", answer, StringComparison.Ordinal);
    }
}
