using ChatGov.Care;
using ChatGov.Data;
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
        await talk.Says("甲", "需要帮忙", "用了多久");
        await talk.Hears("secretary", "关爱 1 号走访回来说需要帮忙");
        await talk.Presses("secretary", 1, "关爱 1 号走访回来说需要帮忙");
        await talk.Presses("甲", 2, "等社区点头");
        await talk.Hears("secretary", "用了1 小时，记上吗");
        await talk.Says("secretary", "待办", "关爱 1 号的看望时长");
        await talk.Says("secretary", "1", "记上了");
        await talk.Hears("甲", "上门看望邻居");
        await talk.Says("乙", "我的时长", "1 小时");
        await talk.Says("secretary", "谁家该去看了", "没有该去看的");
        await talk.Until(Transcript.Saturday.AddDays(6));
        await talk.Hears("乙", "你去吗");
        await talk.Says("secretary", "谁家该去看了", "到日子了");
        await talk.Presses("乙", 2, "没关系");
        await talk.Hears("secretary", "去不了");
        await talk.Presses("secretary", 2, "这一次：该去了");
        await talk.Says("secretary", "我打过电话了", "怎么样");
        await talk.Presses("secretary", 1, "平安");
        await world.As(world.Secretary, tx => CarePlanning.WithdrawConsent(tx, plan).Value);
        await talk.Hears("甲", "不用再去了");
        output.WriteLine(talk.ToString());
        Assert.DoesNotContain(talk.ToString().Split('\n'), line => line.Contains("→ secretary", StringComparison.Ordinal) && line.Contains("赵大娘", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task Another_pair_is_named_in_the_chat_and_the_visit_goes_over_to_it(Provider provider)
    {
        await using var talk = await Transcript.Begin(provider, "甲", "乙", "丙", "丁");
        await Begin(talk.World);
        await talk.Until(Transcript.Saturday);
        await talk.Hears("甲", "你去吗");
        await talk.Says("secretary", "谁家该去看了", "关爱 1 号");
        await talk.Says("secretary", "1", "换人结对");
        await talk.Says("secretary", "换人结对", "先请谁去");
        await talk.Says("secretary", "没有这个人", "没找到");
        await talk.Says("secretary", "丙", "还有谁");
        await talk.Says("secretary", "丙", "没找到");
        await talk.Says("secretary", "丁", "第一位：丙");
        await talk.Says("secretary", "1", "结好对了");
        await talk.Hears("丙", "你去吗");
        await talk.Says("甲", "我的看望", "没有要你去看的");
        output.WriteLine(talk.ToString());
    }

    [Theory, Databases]
    public async Task When_the_pair_cannot_the_community_is_asked_and_whoever_goes_reads_the_door_in_time(Provider provider)
    {
        await using var talk = await Transcript.Begin(provider, "甲", "乙", "丙", "丁");
        var world = talk.World;
        await Begin(world);
        await talk.Until(Transcript.Saturday);
        await talk.Hears("甲", "你去吗");
        await talk.Presses("甲", 2, "没关系");
        await talk.Hears("secretary", "去不了");
        await talk.Presses("secretary", 1, "什么时候");
        await talk.Says("secretary", "后天下午3点到4点", "在哪儿");
        await talk.Says("secretary", "金沙苑3号楼2单元501", "联系");
        await talk.Says("secretary", "书记甲 13900001234", "上门看望邻居");
        await talk.Presses("secretary", 1, "请去掉再发");
        await talk.Says("secretary", "2", "现在写的是：金沙苑3号楼2单元501");
        await talk.Says("secretary", "金沙苑小区门口", "上门看望邻居");
        await talk.Presses("secretary", 1, "发");
        await talk.Says("乙", "我的看望", "没有要你去看的");
        foreach (var helper in new[] { "丙", "丁" })
        {
            await talk.Says(helper, "任务", "上门看望邻居");
            await talk.Says(helper, "1", "认领");
            await talk.Presses(helper, 1, "同意");
            await talk.Hears("secretary", "想参加");
            await talk.Presses("secretary", 1, "想参加“上门看望邻居”");
            await talk.Says("secretary", "同意", "同意了");
            await talk.Hears(helper, "这次你去");
        }

        await talk.Says("丙", "我的看望", "关爱 1 号");
        await talk.Says("丙", "1", "看门牌");
        await talk.Presses("丙", 1, "现在看不到");
        await talk.Until(Transcript.Saturday.AddDays(2).AddHours(-10));
        await talk.Says("丙", "我的看望", "关爱 1 号");
        await talk.Says("丙", "1", "看门牌");
        await talk.Presses("丙", 1, "金沙苑3号楼2单元501");
        await talk.Says("甲", "我的看望", "没有要你去看的");
        await talk.Says("丙", "我的看望", "关爱 1 号");
        await talk.Says("丙", "1", "怎么样");
        await talk.Says("丙", "平安", "记下了");
        await talk.Says("丙", "加一句", "一句话");
        await talk.Says("丙", "在家，精神好", "记下了");
        output.WriteLine(talk.ToString());
    }

    [Theory, Databases]
    public async Task The_cared_for_ask_with_their_code_who_looked(Provider provider)
    {
        await using var talk = await Transcript.Begin(provider, "甲", "乙", "大娘");
        var world = talk.World;
        var plan = await Begin(world);
        await world.As(world.Secretary, tx => CareDoorReading.ReadAsStaff(tx, plan, "打电话问候").Value);
        var code = await world.As(world.Secretary, tx => CareDoorReading.GiveAskingCode(tx, plan).Value);
        Assert.Equal(RefusalCode.NotFound, (await world.As(world.BannerOffice, tx => CareDoorReading.GiveAskingCode(tx, plan))).Refusal?.Code);
        await talk.Says("大娘", "谁看过 " + code, "书记甲（社区：打电话问候）");
        foreach (var _ in Enumerable.Range(0, 5))
        {
            await talk.Says("甲", "谁看过 " + code[..^1] + (code[^1] == 'a' ? 'b' : 'a'), "查询码不对");
        }

        await talk.Says("甲", "谁看过 " + code, "明天");
        await world.As(world.Secretary, tx => CarePlanning.WithdrawConsent(tx, plan).Value);
        await talk.Says("大娘", "谁看过 " + code, "查询码不对");
    }

    internal static async Task<long> Begin(World world)
    {
        var (first, second) = (await Known(world, "甲"), await Known(world, "乙"));
        var plan = (await world.As(world.Secretary, tx => CarePlanning.Draft(tx, world.Helan, CareTests.Details(CareTier.A)))).Value.Id;
        await world.As(world.Secretary, tx => CarePlanning.AskForConsent(tx, plan).Value);
        await world.As(world.Secretary, tx => CarePairs.Set(tx, plan, first, second).Value);
        await world.As(world.Secretary, tx => CarePlanning.RecordConsent(tx, plan, CareTests.Consent(tx, 12)).Value);
        return plan;
    }

    private static Task<long> Known(World world, string name) =>
        world.As(world.Secretary, tx => tx.First<long>("SELECT id FROM person WHERE name = @name", new { name }));
}
