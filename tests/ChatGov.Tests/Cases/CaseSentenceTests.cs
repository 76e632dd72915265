using ChatGov.Cases;
using ChatGov.Data;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Cases;

/// <summary>What people in office say of a matter by its number, in one sentence: it opens the right form with what else was said, and does nothing by itself.</summary>
public sealed class CaseSentenceTests
{
    [Theory, Databases]
    public async Task A_sentence_with_a_number_opens_the_act_with_its_words(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        await using var bot = new TestBot(cases.Stage.Database.Db);
        var id = (await cases.InProgress()).Id;
        await bot.Answers("secretary");
        await bot.Answers("liaison");

        var extended = await bot.Ask("secretary", $"{id}号延期3天，等配件");
        Assert.Contains("等配件", extended, StringComparison.Ordinal);
        Assert.Contains("多要几天", extended, StringComparison.Ordinal);
        Assert.False(cases.Find(id).Extended);
        await bot.Ask("secretary", "1");
        Assert.Equal((true, CaseState.InProgress), (cases.Find(id).Extended, cases.Find(id).State));

        await bot.Ask("secretary", $"{id}号配件没到，挂账到2027年1月20号");
        Assert.Equal((CaseState.Parked, "配件没到"), (cases.Find(id).State, cases.Find(id).Reason));
        Assert.Contains("眼下不能", await bot.Ask("secretary", $"{id}号上报吧，社区没钱"), StringComparison.Ordinal);
        await cases.As(cases.World.Secretary, tx => CaseWork.Unpark(tx, id).Value);

        var passed = await bot.Ask("secretary", $"{id}号上报街道，社区没钱");
        Assert.Contains("社区没钱", passed, StringComparison.Ordinal);
        Assert.Equal(CaseState.InProgress, cases.Find(id).State);
        await bot.Ask("secretary", "取消");

        var done = await bot.Ask("liaison", $"{id}号办完了，灯泡换了新的");
        Assert.Contains("本人会看到", done, StringComparison.Ordinal);
        Assert.Contains("灯泡换了新的", done, StringComparison.Ordinal);
        Assert.Equal(CaseState.InProgress, cases.Find(id).State);
        await bot.Ask("liaison", "1");
        Assert.Equal((CaseState.CallbackPending, "灯泡换了新的"), (cases.Find(id).State, cases.Find(id).Result));
    }

    /// <summary>What a press on the card does is done by its words, with the number or under the card.</summary>
    [Theory, Databases]
    public async Task What_stands_on_the_card_is_done_by_its_words(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        await using var bot = new TestBot(cases.Stage.Database.Db);
        var id = (await cases.Report()).Id;
        await bot.Answers("secretary");

        foreach (var words in new[] { $"{id}号受理了吗", "受理费多少", "昨天就受理了", "不受理" })
        {
            await bot.Ask("secretary", words);
            Assert.Equal(CaseState.Received, cases.Find(id).State);
        }

        await bot.Ask("secretary", $"{id}号受理");
        Assert.Equal(CaseState.Accepted, cases.Find(id).State);

        await cases.As(cases.World.Secretary, tx => CaseWork.Assign(tx, id, CaseHandler.Person(cases.World.Secretary)).Value);
        await bot.Ask("secretary", "取消");
        await bot.Ask("secretary", $"{id}号还没联系过");
        Assert.Equal(CaseState.Assigned, cases.Find(id).State);
        await bot.Ask("secretary", "联系过了，在办");
        Assert.Equal(CaseState.InProgress, cases.Find(id).State);

        Assert.Contains("灯泡换了", await bot.Ask("secretary", "灯换好了，灯泡换了新的"), StringComparison.Ordinal);
        Assert.Equal(CaseState.InProgress, cases.Find(id).State);
    }

    [Theory, Databases]
    public async Task A_question_a_no_or_two_acts_at_once_only_open_it(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        await using var bot = new TestBot(cases.Stage.Database.Db);
        var id = (await cases.InProgress()).Id;
        await bot.Answers("secretary");
        await bot.Answers("liaison");
        foreach (var (who, words) in new[]
        {
            ("secretary", $"{id}号修好了没？"), ("secretary", $"{id}号办完了没有"), ("liaison", $"{id}号还没修好，零件没到"), ("liaison", $"{id}号办完了，退回去吧"), ("secretary", $"{id}号还没办完"),
        })
        {
            Assert.Contains($"{id} 号，坏了要修", await bot.Ask(who, words), StringComparison.Ordinal);
            Assert.Equal((CaseState.InProgress, false, null), (cases.Find(id).State, cases.Find(id).SentBack, cases.Find(id).Result));
        }

        Assert.Contains("没有 99 号", await bot.Ask("secretary", "99号挂账，等开春"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_number_with_its_word_is_the_matters_own_and_not_the_place_in_the_list(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        await using var bot = new TestBot(cases.Stage.Database.Db);
        await cases.Report();
        await cases.As(cases.Resident, tx => CaseSpeakingUp.SpeakUp(tx, cases.World.Helan, new CaseReport { Kind = CaseKind.Environment, Words = "垃圾没清" }).Value);
        await cases.As(cases.World.Secretary, tx => CaseTriage.Accept(tx, 1).Value);
        await cases.As(cases.World.Secretary, tx => CaseTriage.Accept(tx, 2).Value);
        await cases.As(cases.World.Secretary, tx => CaseWork.Assign(tx, 1, CaseHandler.Unit(cases.World.Unit)).Value);
        await bot.Answers("secretary");

        var list = await bot.Ask("secretary", "事项");
        Assert.True(list.IndexOf("2 号 ", StringComparison.Ordinal) < list.IndexOf("1 号 ", StringComparison.Ordinal), list);
        Assert.Contains("灯黑了", await bot.Ask("secretary", "1号"), StringComparison.Ordinal);
        Assert.Contains("垃圾没清", await bot.Ask("secretary", "2号"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_community_is_found_in_a_longer_answer_and_the_house_goes_with_it(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        await using var bot = new TestBot(cases.Stage.Database.Db);
        await cases.World.Person("新来的");
        Assert.Contains("哪个社区", await bot.Ask("新来的", "反映 楼道的灯坏了"), StringComparison.Ordinal);
        await bot.Ask("新来的", "就是贺兰社区这片儿的，5号楼2单元");
        await bot.Ask("新来的", "1");

        Assert.Equal("5号楼2单元", cases.Find(1).Spot);
    }

    [Theory, Databases]
    public async Task The_reporters_words_with_a_number_are_kept(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        await using var bot = new TestBot(cases.Stage.Database.Db);
        var id = (await cases.InProgress()).Id;
        await bot.Ask("赵大娘", $"{id}号加一句：二楼三楼的灯都不亮");
        Assert.Contains("二楼三楼的灯都不亮", (await cases.As(cases.World.Secretary, tx => CaseReadings.Read(tx, id))).Value.Words, StringComparison.Ordinal);
        await cases.As(cases.World.Liaison, tx => CaseWork.Resolve(tx, id, "换了").Value);
        await bot.Answers("赵大娘");
        await bot.Ask("赵大娘", $"{id}号没好，还是黑的");
        Assert.Equal(CaseState.Reopened, cases.Find(id).State);
    }

    [Theory]
    [InlineData("my neighbour Mr Wang in 302 plays music all night", "my neighbour somebody plays music all night")]
    [InlineData("Mrs. Li of flat 5-201 leaves rubbish in the stairs", "somebody leaves rubbish in the stairs")]
    [InlineData("the lamp in building 7 is out", "the lamp in building 7 is out")]
    public void Names_and_doors_are_taken_out_in_english_too(string said, string kept) => Assert.Equal(kept, CaseTalk.WithoutOthers(said));
}
