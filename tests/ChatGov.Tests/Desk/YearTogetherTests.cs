using System.Globalization;
using ChatGov.Tests.Support;
using ChatGov.Timers;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatGov.Tests.Desk;

/// <summary>The script that lives a year of a unit and two communities by curl, on a clock that the test moves.</summary>
public sealed class YearTogetherTests
{
    [ScriptTheory, Databases]
    public async Task The_year_goes_by(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var pair = (First: await site.World.Member("甲"), Second: await site.World.Member("乙"));
        var timers = new TimerRunner(site.Database.Db, TimerHandlers.All, NullLogger<TimerRunner>.Instance);
        var begun = await Run(site, pair, "begin");
        Assert.Contains("供电公司的防诈骗宣讲（都提到“防诈骗”", begun, StringComparison.Ordinal);
        Assert.Contains("对接：Delivered，需求：Met", begun, StringComparison.Ordinal);
        Assert.Contains("Active，应办 12、318、4、2", begun, StringComparison.Ordinal);
        Assert.Contains("关爱：10 户", begun, StringComparison.Ordinal);
        for (var month = 1; month <= 11; month++)
        {
            await Pass(site, timers, days: 30);
            Assert.Contains("看了", await Run(site, pair, "month"), StringComparison.Ordinal);
        }

        var ended = await Run(site, pair, "end");
        Assert.Contains("借用活动室：应办", ended, StringComparison.Ordinal);
        Assert.Contains("谁看过：书记甲，打电话问候", ended, StringComparison.Ordinal);
        Assert.EndsWith("一年过完了", ended.Trim(), StringComparison.Ordinal);
        Assert.Equal(0, site.Database.Db.Read(tx => tx.Count(
            "SELECT COUNT(*) FROM care_visit v WHERE v.state = 'Missed' AND v.explained_cipher IS NULL AND NOT EXISTS (SELECT 1 FROM care_visit n WHERE n.plan_id = v.plan_id AND n.id > v.id)")));
        Assert.Equal(0, site.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM offer WHERE held < 0 OR held + delivered > quantity")));
    }

    private static async Task Pass(DeskSite site, TimerRunner timers, int days)
    {
        var until = site.Database.Clock.GetUtcNow().AddDays(days);
        while (site.Database.Db.Read(tx => tx.First<DateTimeOffset?>("SELECT due_at FROM timer WHERE state = 'Waiting' ORDER BY due_at LIMIT 1")) is { } due && due <= until)
        {
            site.Database.Clock.MoveTo(due > site.Database.Clock.GetUtcNow() ? due : site.Database.Clock.GetUtcNow());
            await timers.RunDue(CancellationToken.None);
        }

        site.Database.Clock.MoveTo(until);
    }

    private static async Task<string> Run(DeskSite site, (long First, long Second) pair, string phase)
    {
        var world = site.World;
        var (code, said) = await DeskScript.Run(
            "year-together.sh",
            site.Database.Clock.GetUtcNow(),
            [site.Http.BaseAddress!.ToString().TrimEnd('/'), phase],
            ("OFFICE", await site.TokenOf(world.BannerOffice)), ("LIAISON", await site.TokenOf(world.Liaison)), ("SECRETARY", await site.TokenOf(world.Secretary)),
            ("NEIGHBOUR", await site.TokenOf(world.OtherSecretary)), ("FIRST", pair.First.ToString(CultureInfo.InvariantCulture)), ("SECOND", pair.Second.ToString(CultureInfo.InvariantCulture)));
        Assert.True(code == 0, said);
        return said;
    }
}
