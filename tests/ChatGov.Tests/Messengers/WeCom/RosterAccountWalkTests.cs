using ChatGov.People;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Messengers.WeCom;

/// <summary>Whose WeCom account the unit's roster gives, reports in with a yes and a community.</summary>
public sealed class RosterAccountWalkTests
{
    [Theory, Databases]
    public async Task Whom_the_roster_knows_agrees_says_where_they_live_and_is_confirmed(Provider provider)
    {
        await using var stage = await WeComStage.Start(provider);
        var row = await OnRoster(stage, "wangxiaoming");

        await stage.Says("WangXiaoMing", "报到", "不同意");
        Assert.Equal(0, Bound(stage, row));
        await stage.Presses("wangxiaoming", 0, "哪个社区");
        Assert.Equal(0, Bound(stage, row));
        await stage.Says("wangxiaoming", "我住贺兰", "贺兰社区");
        await stage.Presses("wangxiaoming", 0, "报到好了");

        var heard = string.Join('\n', stage.Got("wangxiaoming"));
        Assert.Contains("供电公司的名册上有你（王小明）", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("ABCD-EFGH-JKLM", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("怎么称呼", heard, StringComparison.Ordinal);
        Assert.Equal(1, Bound(stage, row));
        Assert.Equal("王小明", stage.Database.Db.Read(tx => tx.First<string>("SELECT p.name FROM person p JOIN roster m ON m.person_id = p.id WHERE m.id = @row", new { row })));
        Assert.Equal(1, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM registration WHERE state = 'Active' AND roster_id = @row", new { row })));
        Assert.DoesNotContain("王小明", stage.Log.All, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Who_says_that_the_roster_means_somebody_else_is_asked_as_everybody_is(Provider provider)
    {
        await using var stage = await WeComStage.Start(provider);
        var row = await OnRoster(stage, "wangxiaoming");

        await stage.Says("wangxiaoming", "报到", "不同意");
        await stage.Presses("wangxiaoming", 0, "名册上的不是我");
        await stage.Presses("wangxiaoming", 1, "在职党员，由社区确认");
        await stage.Presses("wangxiaoming", 0, "哪个社区");
        await stage.Says("wangxiaoming", "贺兰", "贺兰社区");
        await stage.Presses("wangxiaoming", 0, "怎么称呼");
        await stage.Says("wangxiaoming", "汪晓明", "BD-2026-000001");

        Assert.Equal(0, Bound(stage, row));
        Assert.Equal(1, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM registration WHERE state = 'Submitted' AND roster_id IS NULL")));
    }

    private static Task<long> OnRoster(WeComStage stage, string userId) =>
        stage.Database.Db.Write(tx => Roster.Add(tx, stage.World.Unit, "王小明", phone: null, userId));

    private static long Bound(WeComStage stage, long row) =>
        stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM roster WHERE id = @row AND person_id IS NOT NULL", new { row }));
}
