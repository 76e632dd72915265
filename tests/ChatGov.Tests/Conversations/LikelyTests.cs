using ChatGov.Conversations;
using ChatGov.Sentences;
using ChatGov.Tests.Support;
using ChatGov.Texts;

namespace ChatGov.Tests.Conversations;

/// <summary>What is not understood is answered with what it is most like, and a human; nothing is done before somebody chooses.</summary>
public sealed class LikelyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("这阵子有没有啥活动可以去的呀", "list_tasks")]
    [InlineData("麻煩問一下怎麼報名參加", "register")]
    [InlineData("明儿个临时有事去不成啦", "withdraw")]
    [InlineData("我总共干了多少个钟头", "my_hours")]
    [InlineData("搬到别处住了怎么转", "transfer_community")]
    [InlineData("屋里水管子坏了没人修", "ask_need")]
    [InlineData("是不是给我少记了一个小时", "object_hours")]
    [InlineData("把我的资料都清掉", "delete_me")]
    [InlineData("is there anything to do this weekend", "list_tasks")]
    [InlineData("sorry I can not make it tomorrow", "withdraw")]
    public void What_is_meant_is_among_what_is_offered(string words, string intent) =>
        Assert.Contains(intent, Offered(words, topic => topic.For.Count == 0));

    [Theory]
    [InlineData("我已经通知同事他们了")]
    [InlineData("是不是都报满了")]
    [InlineData("书记老说我")]
    public void Who_somebody_is_and_whom_to_tell_is_never_guessed(string words) =>
        Assert.Empty(Offered(words, _ => true).Intersect(["be_retired", "be_volunteer", "be_serving", "begin_anew", "tell_of_emergency", "consent_yes", "next_page"]));

    [Theory, Databases]
    public async Task To_grief_fear_and_wrong_a_human_is_offered_and_nothing_else(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await stage.World.Member("甲");
        await bot.Ask("甲", "你好");
        foreach (var words in new[] { "对门那家好几天敲门没人应", "我妈前天去世了", "我姥姥上礼拜走了", "我要举报他贪污", "老有人在楼下跟着我" })
        {
            var answer = await bot.Ask("甲", words);
            Assert.Contains("转人工", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("报到", answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("我想先看看有啥活儿能干")]
    [InlineData("周末有活儿干吗")]
    [InlineData("这活没意思不想干了")]
    [InlineData("I want to register")]
    [InlineData("I want to help")]
    [InlineData("I want to leave")]
    public async Task What_a_newcomer_asks_first_is_no_cry_for_help(string words)
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await using var bot = new TestBot(stage.Database.Db);
        await stage.World.Member("甲");
        await bot.Ask("甲", "你好");
        await bot.Ask("甲", "呜噜呜噜");
        Assert.DoesNotContain("12356", await bot.Ask("甲", words), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("呜噜呜噜")]
    [InlineData("🙏🙏")]
    [InlineData("12345678")]
    [InlineData("")]
    public void What_is_like_nothing_offers_nothing(string words) => Assert.Empty(Offered(words, _ => true));

    private static IEnumerable<string> Offered(string words, Func<Topic, bool> isFor) =>
        Likely.Of(SentenceBook.Of.Understand(words, Now, wish => Plainly.TopicOf(wish) is { } topic && isFor(topic)), words).Select(action => Intent.Of(action).Name);

    [Theory, Databases]
    public async Task One_tap_does_what_was_meant_and_until_then_nothing_is_done(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await stage.World.Member("甲");
        await bot.Ask("甲", "你好");

        var offered = await bot.Ask("甲", "这阵子老给我发消息烦得很");
        Assert.Contains("回 1 就办", offered, StringComparison.Ordinal);
        Assert.Contains("转人工", offered, StringComparison.Ordinal);
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM person WHERE muted")));

        await bot.Ask("甲", "1");
        Assert.Equal(1, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM person WHERE muted")));
    }

    [Theory, Databases]
    public async Task The_numbers_of_a_list_in_sight_stay_its_own(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await stage.World.Member("甲");
        await stage.World.Publish(stage.World.Draft(new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8))));
        await bot.Ask("甲", "任务");

        Assert.Contains("没太听懂", await bot.Ask("甲", "登记的事"), StringComparison.Ordinal);
        Assert.Contains("清扫公园沙尘", await bot.Ask("甲", "1"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task What_an_office_may_is_offered_to_nobody_else(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await stage.World.Member("甲");
        await bot.Ask("甲", "你好");
        await bot.Ask("secretary", "你好");

        Assert.DoesNotContain("等你处理", await bot.Ask("甲", "还有哪些事情等我处理"), StringComparison.Ordinal);
        Assert.Contains("等你处理", await bot.Ask("secretary", "还有哪些事情等我处理"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("请问有啥任务吗", "list_tasks")]
    [InlineData("給我看看我的任務吧", "my_claims")]
    [InlineData("签到了吗", null)]
    [InlineData("停一下", null)]
    [InlineData("吗", null)]
    public void Words_that_show_something_are_heard_among_what_only_fills(string words, string? intent) =>
        Assert.Equal(intent, Understanding.ReadLoosely(words)?.Name);

    [Fact]
    public void Every_phrase_belongs_to_something_that_can_be_asked_for() =>
        Assert.All(Language.All.SelectMany(language => Catalog.Of(language).Keys).Where(key => key.StartsWith("like.", StringComparison.Ordinal)), key => Assert.NotNull(Topics.Find(key["like.".Length..])));
}
