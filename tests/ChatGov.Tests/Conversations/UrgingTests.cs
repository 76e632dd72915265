using ChatGov.Data;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Conversations;

/// <summary>催一下: whoever asked for something and hears nothing has the community told, once a day.</summary>
public sealed class UrgingTests
{
    [Theory, Databases]
    public async Task The_secretary_is_told_once_a_day_that_somebody_waits(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        var asker = await stage.World.Member("赵大娘");
        Assert.Contains("提需求", await bot.Ask("赵大娘", "催一下"), StringComparison.Ordinal);
        await Ask(stage, asker);
        await bot.Answers("secretary");

        Assert.Contains("催一下", await bot.Ask("赵大娘", "都三天了，咋还没动静"), StringComparison.Ordinal);
        Assert.Contains("替你告诉贺兰社区了：1 号", await bot.Ask("赵大娘", "1"), StringComparison.Ordinal);
        Assert.Contains("收不回来", await bot.Ask("赵大娘", "撤销"), StringComparison.Ordinal);
        Assert.Contains("1 号需求，提的人在等", await bot.Answers("secretary"), StringComparison.Ordinal);
        Assert.Contains("今天已经替你催过了", await bot.Ask("赵大娘", "催一下"), StringComparison.Ordinal);
        Assert.Equal("", await bot.Answers("secretary"));

        stage.Database.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains("替你告诉", await bot.Ask("赵大娘", "催一下"), StringComparison.Ordinal);
        await Ask(stage, asker);
        Assert.Contains("催哪一个", await bot.Ask("赵大娘", "催一下"), StringComparison.Ordinal);
        Assert.Contains("2 号", await bot.Ask("赵大娘", "2"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Nobody_urges_for_another_or_where_the_community_waits_for_them(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var (asker, other) = (await stage.World.Member("赵大娘"), await stage.World.Member("邻居"));
        var need = await Ask(stage, asker);
        Assert.Equal(RefusalCode.NotFound, (await stage.World.As(other, tx => NeedRequests.Urge(tx, need))).Refusal!.Code);
        await stage.World.As(stage.World.Secretary, tx => NeedDecisions.Return(tx, need, "几点方便？").Value);
        Assert.Equal(RefusalCode.WrongState, (await stage.World.As(asker, tx => NeedRequests.Urge(tx, need))).Refusal!.Code);
    }

    private static Task<long> Ask(Stage stage, long asker) =>
        stage.World.As(asker, tx => NeedRequests.Ask(tx, stage.World.Helan, ResourceKind.People, "水管漏了", NeedForm.Need, forAnother: false).Value.Id);
}
