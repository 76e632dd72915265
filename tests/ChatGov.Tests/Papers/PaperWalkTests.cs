using System.Text;
using System.Text.RegularExpressions;
using ChatGov.Papers;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Papers;

/// <summary>证明, 单位信, 验证 as people talk them through.</summary>
public sealed partial class PaperWalkTests
{
    [Theory, Databases]
    public async Task A_member_asks_reads_and_has_it_and_anybody_checks_it(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        await using var bot = new TestBot(stage.Database.Db);
        Has(await bot.Ask("王小明", "证明"), "还没有记上的服务时长");
        await stage.Served(member, Service.Saturday);
        await bot.Answers("王小明");

        Has(await bot.Ask("王小明", "给我开个志愿服务证明"), "2026-11-28 清扫公园沙尘：2 小时", "一共 1 次，2 小时", "都对吗？");
        var issued = await bot.Press("王小明", bot.Last("王小明"), 0);
        var number = Number().Match(issued).Value;
        Has(issued, "开好了", "不收费");
        var file = bot.Last("王小明").File!;
        Assert.Equal($"志愿服务记录证明-{number}.pdf", file.Name);
        Assert.StartsWith("%PDF-1.7", Encoding.ASCII.GetString(file.Content), StringComparison.Ordinal);

        Has(await bot.Ask("王小明", "1"), "网页版");
        Has(Encoding.UTF8.GetString(bot.Last("王小明").File!.Content), number, "清扫公园沙尘", "贺兰社区", "王小明");
        Has(await bot.Ask("王小明", "我的证明"), "已交给你", number);
        Has(await bot.Ask("王小明", "1"), "再发一份");
        Has(await bot.Ask("王小明", "1"), "开好了", number);
        Has(await bot.Ask("王小明", "我的数据"), number);

        Has(await bot.Ask("stranger", "验证 " + number), "是真的", "持有人王*", "2 小时");
        Has(await bot.Ask("stranger", "验证" + number), "是真的", "持有人王*");
        Has(await bot.Ask("stranger", "验证 " + number[..^1]), "打错了");
        Has(await bot.Ask("stranger", "验证 " + PaperNumber.Draw(PaperKind.Certificate)), "没有", "当心是假的");
        Has(await bot.Ask("stranger", "验证"), "编号一起发给我");
        Assert.DoesNotContain("作废", await bot.Ask("王小明", "作废 " + number), StringComparison.Ordinal);

        Has(await bot.Ask("secretary", "作废 " + number), "为什么作废");
        Has(await bot.Ask("secretary", "名单记错了"), "作废后不能恢复", "名单记错了");
        Has(await bot.Ask("secretary", "1"), "再查就是作废");
        Has(await bot.Answers("王小明"), "名单记错了");
        Has(await bot.Ask("stranger", "验证 " + number), "已经作废");
    }

    [Theory, Databases]
    public async Task A_certificate_that_asks_nothing_ends_no_other_conversation(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.Served(await stage.World.Member("王小明"), Service.Saturday);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("王小明", "时长");
        var hours = bot.Last("王小明", "你今年服务");
        Has(await bot.Ask("王小明", "暂停"), "歇到什么时候");
        Has(await bot.Press("王小明", hours, 0), "都对吗？", "歇到什么时候");
        Has(await bot.Ask("王小明", "1"), "前不打扰你");
    }

    [Theory, Databases]
    public async Task The_hours_lead_to_the_certificate_and_what_is_wrong_with_it_reaches_the_community_with_its_number(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        await using var bot = new TestBot(stage.Database.Db);
        Assert.DoesNotContain("证明", await bot.Ask("王小明", "时长"), StringComparison.Ordinal);
        await stage.Served(member, Service.Saturday);
        await bot.Answers("王小明");

        Has(await bot.Ask("王小明", "时长"), "[1] 证明");
        Has(await bot.Ask("王小明", "1"), "都对吗？");
        Has(await bot.Ask("王小明", "2"), "志愿服务记录证明（1 号），哪里不对");
        Has(await bot.Ask("王小明", "少了一次"), "已转给社区");
        Has(await bot.Ask("secretary", "待办"), "求助 1 号");
        Has(await bot.Ask("secretary", "1"), "志愿服务记录证明（1 号）：少了一次");
    }

    [Theory, Databases]
    public async Task Who_served_in_two_places_and_two_years_is_asked_which(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        await stage.Served(member, Service.Saturday);
        await stage.Served(member, Service.Saturday.AddDays(7), orgId: stage.World.Garden, hours: 3);
        await stage.Served(member, Service.Saturday.AddDays(56), hours: 1, title: "教老人用手机");
        await using var bot = new TestBot(stage.Database.Db);

        Has(await bot.Ask("王小明", "证明"), "哪个社区来开");
        Has(await bot.Ask("王小明", "贺兰社区"), "哪一段时间");
        Has(await bot.Ask("王小明", "去年"), "请回数字");
        var preview = await bot.Ask("王小明", "今年的");
        Has(preview, "2027-01-23 教老人用手机：1 小时", "一共 1 次，1 小时");
        Assert.DoesNotContain("清扫", preview, StringComparison.Ordinal);
        Has(await bot.Ask("王小明", "3"), "撤回了");
    }

    [Theory, Databases]
    public async Task A_letter_is_written_on_ones_own_yes_read_signed_and_taken(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        await stage.Served(member, Service.Saturday);
        await using var bot = new TestBot(stage.Database.Db);
        Has(await bot.Ask("王小明", "单位信"), "单位名册上还没有你");
        await stage.Enrol(member);

        Has(await bot.Ask("王小明", "年底给我们单位出个反馈行不"), "供电公司", "同意写吗");
        Has(await bot.Ask("王小明", "2"), "不写了");
        await bot.Ask("王小明", "单位信");
        Has(await bot.Ask("王小明", "同意"), "写给供电公司", "12月4日", "随时能撤回");
        Has(await bot.Ask("secretary", "待办"), "没有等你处理");
        Has(await bot.Ask("王小明", "1"), "已经请书记签");
        Has(await bot.Answers("secretary"), "单位信等你签");
        Has(await bot.Ask("secretary", "待办"), "签单位信 1 号：王小明");
        Has(await bot.Ask("secretary", "1"), "写给供电公司", "清扫公园沙尘：2 小时");
        Has(await bot.Ask("secretary", "2"), "为什么退回");
        Has(await bot.Ask("secretary", "少了一次"), "退回了");
        Has(await bot.Answers("王小明"), "少了一次");
        Has(await bot.Press("王小明", bot.Last("王小明"), 0), "还没签");
        Has(await bot.Ask("王小明", "1"), "已经请书记签");
        await bot.Ask("secretary", "待办");
        await bot.Ask("secretary", "1");
        Has(await bot.Ask("secretary", "1"), "签好了");
        Has(await bot.Answers("王小明"), "签好了", "取信");
        Assert.Null(bot.Last("王小明").File);
        var taken = await bot.Press("王小明", bot.Last("王小明"), 0);
        Has(taken, "给你，编号 FK-");
        Assert.EndsWith(".pdf", bot.Last("王小明").File!.Name, StringComparison.Ordinal);
        Has(await bot.Ask("stranger", "验证 " + Number().Match(taken).Value), "是真的：单位信");
        AuditTrail.IsComplete(stage.Database.Db, PaperMachine.Table);
    }

    [Theory, Databases]
    public async Task Records_that_changed_since_the_preview_are_shown_again(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        var task = await stage.Served(member, Service.Saturday);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Ask("王小明", "证明");
        await stage.Correct(member, task.Id, minutes: 60);

        Has(await bot.Ask("王小明", "1"), "又有变动", "一共 1 次，1 小时");
        await stage.Served(member, Service.Saturday.AddDays(7), title: "教老人用手机");
        Has(await bot.Ask("王小明", "1"), "又有变动", "教老人用手机：2 小时", "一共 2 次，3 小时");
        Has(await bot.Ask("王小明", "1"), "开好了");
    }

    [Theory, Databases]
    public async Task The_same_in_English(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("Bat");
        await stage.Served(member, Service.Saturday);
        await stage.Database.Db.Write(tx => People.Preferences.SetLanguage(tx, member, "en"));
        await using var bot = new TestBot(stage.Database.Db);

        Has(await bot.Ask("Bat", "certificate"), "Is everything right");
        Has(await bot.Ask("Bat", "1"), "Issued, number ZM-");
        Assert.StartsWith("certificate-ZM-", bot.Last("Bat").File!.Name, StringComparison.Ordinal);
        Has(await bot.Ask("Bat", "my papers"), "in your hands");
    }

    /// <summary>The conversations that go on after a restart in the test below: they need hours on record.</summary>
    internal static readonly IReadOnlyList<string> FlowsRestarted = ["letter_return", "paper", "void_paper"];

    [Theory, Databases]
    public async Task Every_conversation_about_papers_goes_on_after_a_restart_at_every_step(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        await stage.Served(member, Service.Saturday);
        await stage.Enrol(member);
        var number = (await stage.Issued(member)).Facts.Number;
        (string Who, string Says, string Answer)[] script =
        [
            ("王小明", "单位信", "同意写吗"),
            ("王小明", "1", "都对吗"),
            ("王小明", "1", "请书记签"),
            ("secretary", "待办", "签单位信"),
            ("secretary", "1", "退回"),
            ("secretary", "2", "为什么退回"),
            ("secretary", "少了一次", "退回了"),
            ("secretary", "作废 " + number, "为什么作废"),
            ("secretary", "记错了", "作废后不能恢复"),
            ("secretary", "1", "再查就是作废"),
        ];
        var flows = new HashSet<string>(StringComparer.Ordinal);
        var anywhere = new Walks.AnywhereWords(stage.Database.Db);
        foreach (var (who, says, answer) in script)
        {
            await using var bot = new TestBot(stage.Database.Db);
            Has(await bot.Ask(who, says), answer);
            await anywhere.Try(bot, who);
            flows.UnionWith(stage.Database.Db.Read(tx => tx.All<string>("SELECT flow FROM session WHERE flow IS NOT NULL")));
        }

        Assert.Equal(FlowsRestarted, flows.Order(StringComparer.Ordinal));
        Assert.Equal(FlowsRestarted, anywhere.Flows.Order(StringComparer.Ordinal));
    }

    private static void Has(string text, params IEnumerable<string> parts) =>
        Assert.All(parts, part => Assert.Contains(part, text, StringComparison.Ordinal));

    [GeneratedRegex("(ZM|FK)(-[0-9A-Z]{4}){3}", RegexOptions.None, 1_000)]
    private static partial Regex Number();
}
