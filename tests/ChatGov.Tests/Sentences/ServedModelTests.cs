using ChatGov.Media;
using ChatGov.Sentences;
using ChatGov.Tests.Fakes;
using ChatGov.Tests.Support;
using Microsoft.Extensions.Logging;
using static ChatGov.Tests.Support.Reply;

namespace ChatGov.Tests.Sentences;

/// <summary>A model that an operator serves is asked about what was not understood; it sees nobody's data, and what it says is only offered.</summary>
public sealed class ServedModelTests
{
    private const string Unclear = "老李头跟13900001234说那旮旯的物件又整不利索咧";

    [Theory, Databases]
    public async Task What_it_takes_words_for_is_offered_and_done_only_when_pressed(Provider provider)
    {
        await using var fake = await FakeModel.Start();
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await stage.World.Publish(stage.World.Draft(Tests.Conversations.Transcript.Saturday));
        using var log = new CapturedLog();
        await using var bot = Bot(stage, fake, log);
        fake.Says = "my_hours";
        await bot.Answers("甲");
        await bot.Ask("甲", "帮助");
        Has(await bot.Ask("甲", Unclear), "下面有你要的吗", "[1] 时长");
        Has(await bot.Ask("甲", "1"), "0 小时");

        var asked = Assert.Single(fake.Asked);
        Assert.All(["李头", "1390", "旮旯"], secret => Assert.DoesNotContain(secret, asked, StringComparison.Ordinal));
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM claim")));
        Assert.DoesNotContain("旮旯", log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_it_answers_the_chat_goes_on()
    {
        await using var fake = await FakeModel.Start();
        await using var stage = await Stage.Create(Provider.Sqlite);
        await stage.World.Member("甲");
        using var log = new CapturedLog();
        await using var bot = Bot(stage, fake, log);
        foreach (var (status, says) in new[] { (200, "rm -rf /"), (200, ""), (500, "my_hours"), (200, "approve") })
        {
            (fake.Status, fake.Says) = (status, says);
            var answer = await bot.Ask("甲", Unclear);
            Assert.DoesNotContain("时长", answer.Split('\n')[0], StringComparison.Ordinal);
            Assert.DoesNotContain("rm -rf", answer, StringComparison.Ordinal);
        }

        Assert.Contains("http_500", log.All, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_not_asked_about_what_is_understood_answers_a_question_or_calls_for_help()
    {
        await using var fake = await FakeModel.Start();
        await using var stage = await Stage.Create(Provider.Sqlite);
        await stage.World.Member("甲");
        await using var bot = Bot(stage, fake, new CapturedLog());
        await bot.Ask("新来的", Unclear);
        foreach (var words in new[] { "任务", "1", "这周末有没有什么活可以干", "老人摔倒起不来了", "提需求", Unclear, "取消" })
        {
            await bot.Ask("甲", words);
        }

        Assert.Empty(fake.Asked);
    }

    [Theory]
    [InlineData("王强家里灯坏了没人会修", "王强")]
    [InlineData("我叫其木格，住金沙苑3号楼2单元501", "其木格", "金沙苑", "501")]
    [InlineData("我叫高兴住在幸福里三百零二", "高兴", "三百零二")]
    [InlineData("我1950年3月5日生的能不能有点照顾", "1950", "3月5日")]
    [InlineData("139人次0013人8000份", "139", "0013", "8000")]
    [InlineData("龘1月3日8点00分1月3日8点00分", "1月3日", "8点")]
    [InlineData("152921 1950-03-05 0012 是我的", "1950", "152921")]
    [InlineData("打给张建国 13900001234", "张建国", "1390")]
    [InlineData("my name is Robert Smith, 12 Oak Street", "robert", "smith", "oak")]
    public void What_may_tell_who_somebody_is_is_left_out(string text, params string[] secrets)
    {
        var covered = SentenceBook.Of.Covered(text);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, covered, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("…", covered, StringComparison.Ordinal);
    }

    private static TestBot Bot(Stage stage, FakeModel fake, CapturedLog log) =>
        new(stage.Database.Db, log, transcriber: null, new ServedModel(new ServedModelSettings(fake.Address, "small", FakeModel.Key), log.CreateLogger<ServedModel>()));
}
