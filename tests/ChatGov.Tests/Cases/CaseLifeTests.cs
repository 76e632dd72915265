using ChatGov.Cases;
using ChatGov.Data;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Cases;

/// <summary>A matter's whole life in chat: spoken up about by a resident, given to a handler, refused once, closed by the resident's word alone.</summary>
public sealed class CaseLifeTests
{
    [Theory, Databases]
    public async Task A_lamp_is_reported_refused_once_and_closed_by_whoever_reported_it(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await stage.World.Member("赵大娘");
        await bot.Answers("secretary");

        // One sentence says what, of what kind and where; only how to be reached is asked, and that once.
        Assert.Contains("在这里告诉你，还是打电话", await bot.Ask("赵大娘", "反映 3号楼2单元的灯黑了一礼拜了，邻居王建国天天摸黑"), StringComparison.Ordinal);
        var receipt = await bot.Ask("赵大娘", "1");
        Assert.Contains("记下了，1 号。贺兰社区", receipt, StringComparison.Ordinal);

        Assert.Contains("有居民反映（1 号，坏了要修）", await bot.Answers("secretary"), StringComparison.Ordinal);
        var opened = await bot.Ask("secretary", "待办");
        Assert.Contains("1 号 坏了要修：等受理", opened, StringComparison.Ordinal);
        var read = await bot.Ask("secretary", "1");
        Assert.Contains("位置：3号楼2单元", read, StringComparison.Ordinal);
        Assert.Contains("黑了一礼拜了", read, StringComparison.Ordinal);
        Assert.DoesNotContain("王建国", read, StringComparison.Ordinal);
        Assert.Contains("收下了，7 个工作日内办。派给谁", await bot.Ask("secretary", "受理"), StringComparison.Ordinal);
        Assert.Contains("收下了", await bot.Answers("赵大娘"), StringComparison.Ordinal);
        Assert.Contains("派给供电公司了", await bot.Ask("secretary", "供电"), StringComparison.Ordinal);

        Assert.Contains("交给你办", await bot.Answers("liaison"), StringComparison.Ordinal);
        await bot.Ask("liaison", "待办");
        Assert.Contains("联系过了，在办", await bot.Ask("liaison", "1"), StringComparison.Ordinal);
        Assert.Contains("在办了", await bot.Ask("liaison", "1"), StringComparison.Ordinal);
        Assert.Contains("办成什么样了", await bot.Ask("liaison", "办完了"), StringComparison.Ordinal);
        Assert.Contains("本人会看到", await bot.Ask("liaison", "灯泡换了新的"), StringComparison.Ordinal);
        Assert.Contains("本人说解决了才算完", await bot.Ask("liaison", "1"), StringComparison.Ordinal);

        Assert.Contains("办事的人说办好了：灯泡换了新的。解决了吗", await bot.Answers("赵大娘"), StringComparison.Ordinal);
        Assert.Contains("重新办", await bot.Ask("赵大娘", "没修好，又黑了"), StringComparison.Ordinal);
        Assert.Equal(CaseState.Reopened, State(stage));

        await bot.Answers("secretary");
        await stage.World.As(stage.World.Secretary, tx => CaseWork.Assign(tx, 1, CaseHandler.Unit(stage.World.Unit)).Value);
        await stage.World.As(stage.World.Liaison, tx => CaseWork.Begin(tx, 1).Value);
        await stage.World.As(stage.World.Liaison, tx => CaseWork.Resolve(tx, 1, "线路也修了").Value);
        await bot.Answers("赵大娘");
        Assert.Contains("好，1 号办好了", await bot.Ask("赵大娘", "解决了"), StringComparison.Ordinal);
        Assert.Contains("谢谢你说一声", await bot.Ask("赵大娘", "1"), StringComparison.Ordinal);
        Assert.Equal(CaseState.Closed, State(stage));
        Assert.Contains("贺兰社区", await bot.Ask("赵大娘", "谁看过我的事 1"), StringComparison.Ordinal);
        AuditTrail.IsComplete(stage.Database.Db, CaseMachine.Table);
    }

    private static CaseState State(Stage stage) => Enum.Parse<CaseState>(stage.Database.Db.Read(tx => tx.First<string>("SELECT state FROM ledger_case WHERE id = 1")!));
}
