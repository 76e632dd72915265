using ChatGov.Agreements;
using ChatGov.Care;
using ChatGov.Data;
using ChatGov.Rights;
using ChatGov.Tests.Agreements;
using ChatGov.Tests.Care;
using ChatGov.Tests.Support;
using Xunit.Abstractions;

namespace ChatGov.Tests.Conversations;

/// <summary>
/// A year in chat: three units, two communities, an agreement with four commitments, six needs, ten care plans. Everything
/// that people do month by month, they do by message.
/// </summary>
public sealed class YearTranscriptTests(ITestOutputHelper output)
{
    private static readonly (string Secretary, string Title, string Kind, string Amount)[] Needs =
    [
        ("secretary", "老旧小区查线路", "人手", "4人"), ("secretary", "给老人讲防诈骗", "宣讲", "4场"), ("secretary", "楼道清扫", "人手", "20人"),
        ("other-secretary", "暑期托管", "人手", "30人"), ("other-secretary", "二手书桌", "物品", "5张"), ("other-secretary", "邻里运动会", "活动", "1场"),
    ];

    [Theory, Databases]
    public async Task A_year_of_lists_an_agreement_and_care(Provider provider)
    {
        await using var talk = await Transcript.Begin(provider, "甲", "乙");
        var world = talk.World;
        await world.UnitOf("阳光小学", "liaison-2");
        await world.UnitOf("县医院", "liaison-3");
        await FillTheLists(talk);
        await Match(talk);
        var agreement = await Agree(talk);
        var plans = await CareFor(world);

        var begin = Transcript.Saturday;
        for (var week = 0; week < 49; week++)
        {
            await talk.Until(begin.AddDays(7 * week));
            await Visit(talk);
            if (week % 4 == 0 && week < 48)
            {
                await Deliver(talk, "liaison", "secretary", "排查老旧小区电路", 1);
                await Deliver(talk, "liaison", "secretary", "文明劝导岗", 24);
            }

            if (week is 10 or 20 or 30)
            {
                await Deliver(talk, "liaison", "secretary", "安全用电宣讲", 1);
            }

            if (week is 15 or 35)
            {
                await Deliver(talk, "secretary", "liaison", "借用活动室", 1);
            }
        }

        await talk.Hears("liaison", "三个问题");
        var page = await world.As(world.Secretary, tx => YearPages.OfOrganisation(
            tx.As(new Actor(world.Secretary, Grant: new Grant(1, Role.Secretary, world.Helan))), world.Helan, begin.Year + 1).Value);
        var delivered = (await world.As(world.Secretary, tx => AgreementLists.Find(tx, agreement))).Value.Commitments.Sum(each => each.Commitment.Delivered);
        var before = await world.As(world.Secretary, tx => YearPages.OfAgreement(tx, agreement, begin.Year).Value);
        output.WriteLine(talk.ToString());
        output.WriteLine(string.Join('\n', page.Lines.Select(line => $"{page.Year} {line.What}：应办 {line.Due}，已办 {line.Received}")));
        output.WriteLine(string.Join('\n', page.Care.Select(line => $"{page.Year} 关爱{line.Tier}：该去 {line.Due}，去了 {line.Done}，没去成 {line.Missed}")));
        Assert.Equal(delivered, page.Lines.Sum(line => line.Received) + before.Lines.Sum(line => line.Received));
        Assert.Equal([CareTier.A, CareTier.B, CareTier.C], page.Care.Select(line => line.Tier));
        Assert.All(page.Care, line => Assert.Equal((line.Due, line.Missed), (line.Done + line.Open, 0)));
        foreach (var plan in plans)
        {
            Assert.NotEqual(0, await world.As(world.Secretary, tx => CareLists.Plan(tx, plan).Value.VisitsDone));
        }
    }

    private static async Task FillTheLists(Transcript talk)
    {
        foreach (var (liaison, offer, kind) in new[] { ("liaison", "我们能出4个人查线路", "人手"), ("liaison-2", "我们能出6场防诈骗宣讲", "宣讲"), ("liaison-3", "我们能出30个人暑期托管", "人手") })
        {
            await talk.Says(liaison, offer, "哪一类");
            await talk.Says(liaison, kind, "什么时候方便");
            await talk.Says(liaison, "周末上午", "记上了");
        }

        foreach (var (secretary, title, kind, amount) in Needs)
        {
            await talk.Says(secretary, "需求清单", "");
            await talk.Says(secretary, "加一项社区的需求", "哪一种");
            await talk.Says(secretary, "需求", "哪一类");
            await talk.Says(secretary, kind, "清单上怎么写");
            await talk.Says(secretary, title, "要多少");
            await talk.Says(secretary, amount, "大家都能看到");
            await talk.Says(secretary, "1", "写进清单了");
        }
    }

    private static async Task Match(Transcript talk)
    {
        await talk.Says("secretary", "需求清单", "给老人讲防诈骗");
        await talk.Presses("secretary", talk.LineOf("secretary", "给老人讲防诈骗"), "可能帮得上");
        await talk.Presses("secretary", 1, "提议发出去了");
        await talk.Hears("liaison-2", "对接提议");
        await talk.Presses("liaison-2", 1, "4场");
        await talk.Presses("liaison-2", 1, "对接成了");
        await talk.Hears("secretary", "对接成了");
        await talk.Says("liaison-2", "对接", "已答应");
        await talk.Says("liaison-2", "1", "现在：已答应");
        await talk.Says("liaison-2", "我们办到了", "等对方也说一声");
        await talk.Hears("secretary", "对方说已经办到了");
        await talk.Presses("secretary", 1, "现在：已答应");
        await talk.Says("secretary", "我们收到了", "双方都说办到了");
        await talk.Says("liaison-2", "资源", "还剩 2场");
    }

    private static async Task<long> Agree(Transcript talk)
    {
        var world = talk.World;
        var id = await world.As(world.Secretary, tx => AgreementDrafting.Draft(tx, Terms.Of(world, tx.Now)).Value.Agreement.Id);
        await world.As(world.Secretary, tx => AgreementSigning.Propose(tx, id).Value);
        await talk.Hears("liaison", "请你们确认");
        await talk.Presses("liaison", 1, "等各方确认");
        await talk.Presses("liaison", 1, "生效");
        await talk.Says("liaison", "协议", "履行中");
        return id;
    }

    private static async Task<List<long>> CareFor(World world)
    {
        var plans = new List<long>();
        var pair = await world.As(world.Secretary, tx => tx.All<long>("SELECT id FROM person WHERE name IN ('甲', '乙') ORDER BY id"));
        foreach (var tier in "AAABBBBCCC".Select(letter => Enum.Parse<CareTier>([letter])))
        {
            var plan = (await world.As(world.Secretary, tx => CarePlanning.Draft(tx, world.Helan, CareTests.Details(tier)))).Value.Id;
            await world.As(world.Secretary, tx => CarePairs.Set(tx, plan, pair[0], pair[1]).Value);
            await world.As(world.Secretary, tx => CarePlanning.AskForConsent(tx, plan).Value);
            await world.As(world.Secretary, tx => CarePlanning.RecordConsent(tx, plan, CareTests.Consent(tx, 12)).Value);
            plans.Add(plan);
        }

        return plans;
    }

    /// <summary>One of the pair goes through all that is due; the first time both say yes.</summary>
    private static async Task Visit(Transcript talk)
    {
        var due = await talk.World.As(talk.World.Secretary, CareLists.Due);
        foreach (var visit in due)
        {
            foreach (var who in new[] { "乙", "甲" })
            {
                if (await IsDue(talk, visit.Id))
                {
                    await talk.Says(who, "我的看望", $"关爱 {visit.PlanId} 号（该去了）");
                    await talk.Presses(who, talk.LineOf(who, $"关爱 {visit.PlanId} 号"), "你去吗");
                    await talk.Presses(who, 1, "哪天去");
                    await talk.Presses(who, 1, "");
                }
            }

            await talk.Says("乙", "我的看望", "有人去");
            await talk.Presses("乙", talk.LineOf("乙", $"关爱 {visit.PlanId} 号"), "怎么样");
            await talk.Says("乙", "平安", "平安");
        }
    }

    private static Task<bool> IsDue(Transcript talk, long visit) => talk.World.As(talk.World.Secretary, tx =>
        tx.Exists("SELECT COUNT(*) FROM care_visit WHERE id = @visit AND state = 'Due'", new { visit }));

    private static async Task Deliver(Transcript talk, string giver, string receiver, string what, int quantity)
    {
        await talk.Says(giver, "协议", "共建");
        await talk.Says(giver, "1", "已办到");
        await talk.Presses(giver, talk.LineOf(giver, "办了一次：" + what), "这次多少");
        await talk.Says(giver, $"{quantity}", "等对方说收到");
        await talk.Says(receiver, "待办", "收到没有");
        await talk.Presses(receiver, talk.LineOf(receiver, "收到没有"), "收到了吗");
        await talk.Presses(receiver, 1, "记上了");
    }
}
