using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Registrations;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Conversations;

/// <summary>撤销, as people meet it: what can be taken back is, and what cannot says why and what to do instead.</summary>
public sealed class UndoTests
{
    private const string OneLine = "发任务 周六上午9点到11点 贺兰公园南门 清扫公园沙尘 要2个人 带扫帚 张三 19900001234";

    [Theory, Databases]
    public async Task A_publication_is_taken_back_until_somebody_claims(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("secretary", OneLine);
        Has(await bot.Ask("secretary", "1"), "发出去了", "弄错了就回“撤销”");
        await bot.Ask("甲", "任务");
        Has(await bot.Ask("secretary", "撤销"), "谁也看不到了");
        Has(await bot.Ask("甲", "认领1"), "没找到");
        Assert.Equal(["Withdrawn"], States(stage, "task"));

        await bot.Ask("secretary", OneLine);
        await bot.Ask("secretary", "1");
        await bot.Ask("甲", "任务");
        Has(await bot.Ask("甲", "认领1"), "领到了");
        Has(await bot.Ask("secretary", "撤销"), "已经有人领过", "取消任务");
        Assert.Equal(["Withdrawn", "Published"], States(stage, "task"));
    }

    [Theory, Databases]
    public async Task All_weeks_of_a_publication_go_or_none(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("secretary", OneLine);
        Has(await bot.Ask("secretary", "几次改成3周"), "连续 3 周");
        Has(await bot.Ask("secretary", "1"), "共 3 次", "撤销");
        await bot.Ask("secretary", "撤销");
        Assert.Equal(["Withdrawn", "Withdrawn", "Withdrawn"], States(stage, "task"));

        await bot.Ask("secretary", OneLine);
        Has(await bot.Ask("secretary", "几次改成3周"), "连续 3 周");
        await bot.Ask("secretary", "1");
        await bot.Ask("甲", "任务");
        await bot.Ask("甲", "认领2");
        Has(await bot.Ask("secretary", "撤销"), "已经有人领过");
        Assert.Equal(3, States(stage, "task").Count(state => state is "Published" or "Filled"));
    }

    [Theory, Databases]
    public async Task A_yes_to_a_registration_is_taken_back_until_they_act_on_it(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        await world.Publish(world.Draft(Transcript.Saturday));
        var member = await world.Person("王小明");
        await world.As(member, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = world.Helan, Name = "王小明" }).Value);
        await using var bot = new TestBot(stage.Database.Db);
        Has(await bot.Ask("secretary", "通过"), "通过了", "弄错了就回“撤销”");
        await bot.Answers("王小明");
        Has(await bot.Ask("secretary", "撤销"), "又在等答复");
        Has(await bot.Answers("王小明"), "把刚才的确认收回了", "不用重新报到");
        Assert.Equal(["Submitted"], States(stage, "registration"));
        Assert.Equal(1, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM timer WHERE kind = 'registration.lapse' AND state = 'Waiting'")));

        Has(await bot.Ask("secretary", "通过"), "通过了");
        await bot.Ask("王小明", "任务");
        Has(await bot.Ask("王小明", "认领1"), "领到了");
        Has(await bot.Ask("secretary", "撤销"), "撤不回来了");
        Assert.Equal(["Active"], States(stage, "registration"));
        AuditTrail.IsComplete(stage.Database.Db, RegistrationMachine.Table);
    }

    [Theory, Databases]
    public async Task A_transfer_that_was_agreed_to_says_why_it_stays(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("甲", stage.World.Garden);
        await stage.World.As(member, tx => CommunityTransfers.Request(tx, stage.World.Helan).Value);
        await using var bot = new TestBot(stage.Database.Db);
        Has(await bot.Ask("secretary", "通过"), "通过了");
        Has(await bot.Ask("secretary", "撤销"), "转社区");
    }

    [Theory, Databases]
    public async Task What_everybody_was_told_is_not_taken_back_and_says_what_to_do(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Publish(stage.World.Draft(Transcript.Saturday));
        await stage.World.Member("甲");
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("甲", "任务");
        await bot.Ask("甲", "认领1");
        await bot.Ask("secretary", "通知大家");
        await bot.Ask("secretary", "改在北门集合");
        Has(await bot.Ask("secretary", "1"), "发给了 1 个人");
        Has(await bot.Ask("secretary", "撤销"), "收不回来", "通知大家");
        Has(await bot.Ask("secretary", "撤销"), "收不回来", "通知大家");
        await bot.Ask("secretary", "取消任务");
        await bot.Ask("secretary", "大风");
        await bot.Ask("secretary", "1");
        Has(await bot.Ask("secretary", "撤销"), "恢复不了", "发任务");
    }

    [Theory, Databases]
    public async Task After_ten_minutes_there_is_nothing_to_take_back(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("secretary", OneLine);
        await bot.Ask("secretary", "1");
        stage.Database.Clock.Advance(TimeSpan.FromMinutes(11));
        Has(await bot.Ask("secretary", "撤销"), "没有能撤销的");
        Assert.Equal(["Published"], States(stage, "task"));
    }

    [Fact]
    public void Every_sentence_and_every_action_that_an_act_names_for_taking_it_back_is_there()
    {
        var all = Flows.All.Select(flow => flow.Undo).Concat(Topics.All.Select(topic => topic.Undo).OfType<Actions.Undo>()).ToList();
        Assert.True(all.Count > 30, "the sweep finds the acts");
        foreach (var language in Texts.Language.All)
        {
            var texts = Texts.Catalog.Of(language);
            Assert.All(all.OfType<Actions.Undo.Not>(), not => Assert.True(texts.ContainsKey(not.Why), not.Why));
            Assert.All(all.OfType<Actions.Undo.By>(), by => Assert.True(texts.ContainsKey(by.Otherwise), by.Otherwise));
        }

        Assert.All(all.OfType<Actions.Undo.By>(), by => Assert.NotNull(Topics.Find(by.Action.Name)));
    }

    private static List<string> States(Stage stage, string table) =>
        stage.Database.Db.Read(tx => tx.All<string>($"SELECT state FROM {table} ORDER BY id"));

    private static void Has(string text, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
    }
}
