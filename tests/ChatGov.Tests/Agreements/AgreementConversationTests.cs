using ChatGov.Agreements;
using ChatGov.Tests.Conversations;
using ChatGov.Tests.Support;
using Xunit.Abstractions;

namespace ChatGov.Tests.Agreements;

/// <summary>An agreement in chat: a party's yes, what was given and received, looking back.</summary>
public sealed class AgreementConversationTests(ITestOutputHelper output)
{
    [Theory, Databases]
    public async Task A_liaison_confirms_gives_and_asks_and_the_secretary_receives(Provider provider)
    {
        await using var talk = await Transcript.Begin(provider);
        var world = talk.World;
        var id = await world.As(world.Secretary, tx => AgreementDrafting.Draft(tx, Terms.Of(world, tx.Now)).Value.Agreement.Id);
        await world.As(world.Secretary, tx => AgreementSigning.Propose(tx, id).Value);
        await talk.Hears("liaison", "请你们确认");
        await talk.Presses("liaison", 1, "等各方确认");
        await talk.Presses("liaison", 2, "想改哪一处");
        await talk.Says("liaison", "宣讲改成两场", "放回草稿");
        await talk.Hears("secretary", "宣讲改成两场");
        await world.As(world.Secretary, tx => AgreementSigning.Propose(tx, id).Value);
        await talk.Hears("liaison", "请你们确认");
        await talk.Presses("liaison", 1, "等各方确认");
        await talk.Presses("liaison", 1, "生效");
        await talk.Hears("secretary", "各方都确认了");
        await talk.Says("liaison", "协议", "履行中");
        await talk.Says("liaison", "1", "已办到 0/12次");
        await talk.Presses("liaison", 1, "这次多少");
        await talk.Says("liaison", "很多", "请回一个数字");
        await talk.Says("liaison", "1", "等对方说收到");
        await talk.Hears("secretary", "收到了吗");
        await talk.Presses("secretary", 2, "怎么回事");
        await talk.Says("secretary", "那天没人来", "告诉对方了");
        await talk.Hears("liaison", "那天没人来");
        await talk.Says("liaison", "协议", "履行中");
        await talk.Says("liaison", "1", "已办到 0/12次");
        await talk.Presses("liaison", 1, "这次多少");
        await talk.Says("liaison", "一", "等对方说收到");
        await talk.Says("secretary", "待办", "收到没有");
        await talk.Says("secretary", "1", "收到了吗");
        await talk.Presses("secretary", 1, "记上了");
        await talk.Says("liaison", "协议", "4 项承诺，0 项要赶");
        await talk.Until(Transcript.Saturday.AddMonths(11).AddDays(5));
        await talk.Hears("liaison", "三个问题");
        await talk.Says("secretary", "待办", "共建协议");
        await talk.Says("liaison", "协议", "回顾中");
        await talk.Says("liaison", "1", "到现在该有");
        output.WriteLine(talk.ToString());
    }
}
