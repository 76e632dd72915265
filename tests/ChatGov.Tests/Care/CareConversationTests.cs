using ChatGov.Care;
using ChatGov.Tests.Conversations;
using ChatGov.Tests.Support;
using Xunit.Abstractions;

namespace ChatGov.Tests.Care;

/// <summary>Care in chat: the pair goes and says how it was in one tap, the secretary sees numbers, not names.</summary>
public sealed class CareConversationTests(ITestOutputHelper output)
{
    [Theory, Databases]
    public async Task The_pair_goes_reads_the_door_and_says_how_it_was(Provider provider)
    {
        await using var talk = await Transcript.Begin(provider, "甲", "乙", "旁人");
        var world = talk.World;
        var plan = await Begin(world);
        await talk.Until(Transcript.Saturday);
        await talk.Hears("甲", "该去看看了，你去吗");
        await talk.Presses("甲", 1, "哪天去");
        await talk.Presses("甲", 1, "等结对的另一位");
        await talk.Says("secretary", "谁家该去看了", "关爱 1 号");
        await talk.Hears("乙", "你去吗");
        await talk.Presses("乙", 1, "哪天去");
        await talk.Presses("乙", 1, "好，你去");
        await talk.Says("旁人", "我的看望", "没有要你去看的");
        await talk.Says("甲", "我的看望", "有人去");
        await talk.Says("甲", "1", "看门牌");
        await talk.Presses("甲", 1, "金沙苑3号楼2单元501");
        await talk.Says("甲", "我的看望", "有人去");
        await talk.Says("甲", "1", "怎么样");
        await talk.Says("甲", "需要帮忙", "社区会接着办");
        await talk.Hears("secretary", "关爱 1 号需要帮忙");
        await talk.Presses("secretary", 1, "结对：甲、乙");
        await talk.Says("secretary", "提成需求", "哪一种");
        await talk.Says("secretary", "取消", "先不做了");
        await talk.Says("secretary", "谁家该去看了", "没有该去看的");
        await talk.Until(Transcript.Saturday.AddDays(8));
        await talk.Hears("乙", "你去吗");
        await talk.Presses("乙", 2, "没关系");
        await talk.Hears("secretary", "去不了");
        await talk.Presses("secretary", 1, "这一次：该去了");
        await talk.Presses("secretary", 2, "怎么样");
        await talk.Presses("secretary", 1, "平安");
        await world.As(world.Secretary, tx => Planning.WithdrawConsent(tx, plan).Value);
        await talk.Hears("甲", "不用再去了");
        output.WriteLine(talk.ToString());
        Assert.DoesNotContain(talk.ToString().Split('\n'), line => line.Contains("→ secretary", StringComparison.Ordinal) && line.Contains("赵大娘", StringComparison.Ordinal));
    }

    internal static async Task<long> Begin(World world)
    {
        var (first, second) = (await Known(world, "甲"), await Known(world, "乙"));
        var plan = (await world.As(world.Secretary, tx => Planning.Draft(tx, world.Helan, CareTests.Details(CareTier.A)))).Value.Id;
        await world.As(world.Secretary, tx => Planning.AskForConsent(tx, plan).Value);
        await world.As(world.Secretary, tx => Pairs.Set(tx, plan, first, second).Value);
        await world.As(world.Secretary, tx => Planning.RecordConsent(tx, plan, CareTests.Consent(tx, 12)).Value);
        return plan;
    }

    private static Task<long> Known(World world, string name) =>
        world.As(world.Secretary, tx => tx.First<long>("SELECT id FROM person WHERE name = @name", new { name }));
}
