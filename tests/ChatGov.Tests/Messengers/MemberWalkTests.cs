using System.Text;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Messengers;

/// <summary>
/// The whole of a member's way over each messenger: report in, be confirmed, claim, serve, hours, certificate. By cards and
/// buttons where there are some; the secretary walks beside on the same messenger.
/// </summary>
public sealed class MemberWalkTests
{
    [Theory]
    [OnDatabase("wecom", Provider.Sqlite)]
    [OnDatabase("wecom", Provider.Postgres)]
    [OnDatabase("telegram", Provider.Sqlite)]
    [OnDatabase("telegram", Provider.Postgres)]
    public async Task From_the_first_word_to_the_certificate(string messenger, Provider provider)
    {
        await using var stage = await MessengerStages.Start(messenger, provider);
        var (member, secretary, clock) = (stage.Member, stage.Secretary, stage.Database.Clock);
        await stage.Database.Db.Write(tx => World.Bind(tx, stage.Channel, secretary, stage.World.Secretary));

        await stage.Says(member, "报到", "同意吗");
        await stage.Presses(member, 0, "邀请码");
        await stage.Presses(member, 0, "哪个社区");
        await stage.Says(member, "我住贺兰", "贺兰社区");
        await stage.Presses(member, 0, "怎么称呼");
        await stage.Says(member, "王小明", "BD-2026-000001");

        await stage.Hears(secretary, 0, "通过");
        await stage.Presses(secretary, 0, "通过了");
        await stage.Hears(member, 0, "已经确认");

        await stage.Says(secretary, "发任务 周六上午9点到11点 清扫公园沙尘 要2个人 带手套", "集合");
        await stage.Says(secretary, "贺兰公园南门", "电话");
        await stage.Says(secretary, "书记甲 19900001234", "发吗");
        await stage.Presses(secretary, 0, "发出去了");

        await stage.Says(member, "任务", "清扫公园沙尘");
        await stage.Presses(member, 0, "手套");
        await stage.Presses(member, 0, "领到了");
        await stage.Says(member, "我的", "清扫公园沙尘");

        clock.MoveTo(new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.FromHours(8)));
        await stage.Bot.Timers.RunDue(CancellationToken.None);
        await stage.Hears(secretary, 0, "结束了");
        await stage.Says(secretary, "都到了", "到 1 人");
        await stage.Hears(member, 0, "辛苦了");
        await stage.Says(member, "时长", "2 小时");

        await stage.Says(member, "证明", "都对吗");
        await stage.Presses(member, 0, "开好了");
        await stage.Bot.Quiet();
        var file = stage.LastFile(member);
        Assert.Matches("^志愿服务记录证明-ZM(-[0-9A-Z]{4}){3}\\.pdf$", file.Name);
        Assert.StartsWith("%PDF-1.7", Encoding.ASCII.GetString(file.Content, 0, 8), StringComparison.Ordinal);

        Assert.Equal(1, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM service_record")));
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM inbox WHERE state <> 'Handled'")));
        Invariants.Hold(stage.Database.Db);
        Assert.DoesNotContain("王小明", stage.Log.All, StringComparison.Ordinal);
    }
}
