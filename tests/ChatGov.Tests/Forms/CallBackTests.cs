using ChatGov.Tests.Conversations;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Forms;

/// <summary>约回电: when, and what about.</summary>
public sealed class CallBackTests
{
    [Theory, Databases]
    public async Task A_call_back_asks_when_and_what_about(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Member("王小明");
        await using var bot = new TestBot(stage.Database.Db);
        Assert.Contains("什么时候", await bot.Ask("王小明", "约回电"), StringComparison.Ordinal);
        Assert.Contains("想说什么事", await bot.Ask("王小明", "明天下午3点"), StringComparison.Ordinal);
        Assert.Contains("号", await bot.Ask("王小明", "证明怎么开"), StringComparison.Ordinal);
        Assert.Contains("求助", await bot.Ask("secretary", "待办"), StringComparison.Ordinal);
    }
}
