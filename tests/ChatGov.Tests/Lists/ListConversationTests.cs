using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Tests.Conversations;
using ChatGov.Tests.Support;
using Xunit.Abstractions;

namespace ChatGov.Tests.Lists;

/// <summary>The three lists in chat, as the liaison, the secretary, a resident and a member go through them.</summary>
public sealed class ListConversationTests(ITestOutputHelper output)
{
    [Theory, Databases]
    public async Task A_liaison_offers_a_secretary_proposes_and_both_say_it_happened(Provider provider)
    {
        await using var talk = await Transcript.Begin(provider);
        await talk.Says("liaison", "我们能出4个人查线路 每月一次", "哪一类");
        await talk.Says("liaison", "人手", "记上了：查线路，4人次");
        await talk.Says("secretary", "需求", "清单上还没有需求");
        await talk.Says("secretary", "加一项社区的需求", "哪一种");
        await talk.Says("secretary", "需求", "哪一类");
        await talk.Says("secretary", "人手", "清单上怎么写");
        await talk.Says("secretary", "老旧小区查线路", "要多少");
        await talk.Says("secretary", "很多", "请写数量");
        await talk.Says("secretary", "3人", "大家都能看到");
        await talk.Says("secretary", "1", "写进清单了");
        await talk.Presses("secretary", 1, "可能帮得上");
        await talk.Presses("secretary", 1, "提议发出去了");
        await talk.Hears("liaison", "对接提议");
        await talk.Presses("liaison", 1, "3人次");
        await talk.Presses("liaison", 1, "对接成了");
        await talk.Hears("secretary", "对接成了");
        await talk.Says("secretary", "对接", "已答应");
        await talk.Says("secretary", "1", "现在：已答应");
        await talk.Presses("secretary", 2, "等对方也说一声");
        await talk.Hears("liaison", "对方说已经办到了");
        await talk.Presses("liaison", 1, "现在：已答应");
        await talk.Says("liaison", "我们办到了", "双方都说办到了");
        await talk.Says("liaison", "资源", "还剩 1人次");
        output.WriteLine(talk.ToString());
    }

    /// <summary>A messenger's message is longer than a list shows, and so may be what somebody asked for.</summary>
    [Theory, Databases]
    public async Task However_much_somebody_asked_for_each_can_be_opened_and_none_is_left_when_they_are_gone(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var (resident, neighbour) = (await stage.World.Person("赵大娘"), await stage.World.Person("邻居"));
        for (var i = 0; i < 52; i++)
        {
            await Ask(resident, $"第{i}件事");
        }

        // Within the hour the secretary is told of ten, and of the rest in one line.
        stage.Database.Clock.Advance(TimeSpan.FromHours(2));
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Quiet();
        await Ask(neighbour, "第五十三件事");
        await bot.Quiet();
        Assert.Contains("第五十三件事", await bot.Press("secretary", bot.Last("secretary"), 0), StringComparison.Ordinal);

        await stage.World.As(resident, tx => RegistrationEndings.Leave(tx).Value);
        Assert.Equal(52, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM need WHERE state = 'Withdrawn'")));

        await stage.World.As(resident, Erasing.Erase);
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM need WHERE asked_by IS NULL AND (state <> 'Withdrawn' OR asked_words IS NOT NULL)")));

        async Task Ask(long who, string words) =>
            Assert.True((await stage.World.As(who, tx => NeedRequests.Ask(tx, stage.World.Helan, ResourceKind.People, words, NeedForm.Need, forAnother: false))).Ok);
    }

    [Theory, Databases]
    public async Task A_reason_has_two_hundred_letters_however_a_computer_counts_them(Provider provider)
    {
        await using var talk = await Transcript.Begin(provider, "赵大娘");
        await talk.Says("赵大娘", "提需求", "需要的是什么");
        await talk.Says("赵大娘", "一样东西", "给自己说，还是帮别人说");
        await talk.Says("赵大娘", "1", "");
        await talk.Says("赵大娘", "想听收音机", "记下了");
        await talk.Says("secretary", "待办", "居民需求");
        await talk.Says("secretary", "1", "想听收音机");
        await talk.Presses("secretary", 2, "想问什么");
        await talk.Says("secretary", string.Concat(Enumerable.Repeat("𬭎", 201)), "200");
        await talk.Says("secretary", string.Concat(Enumerable.Repeat("𬭎", 200)), "问回去了");
    }

    [Theory, Databases]
    public async Task A_resident_wishes_the_secretary_words_it_and_a_member_claims_it(Provider provider)
    {
        await using var talk = await Transcript.Begin(provider, "赵大娘", "志愿者一");
        await talk.Says("赵大娘", "微心愿", "需要的是什么");
        await talk.Says("赵大娘", "一样东西", "给自己说，还是帮别人说");
        await talk.Says("赵大娘", "1", "300 元以内");
        await talk.Says("赵大娘", "我赵大娘眼睛不好，想听收音机", "记下了");
        await talk.Hears("secretary", "有居民提了一个需求");
        await talk.Says("secretary", "待办", "居民微心愿");
        await talk.Says("secretary", "1", "想听收音机");
        await talk.Presses("secretary", 2, "想问什么");
        await talk.Says("secretary", "要带耳机的吗", "问回去了");
        await talk.Hears("赵大娘", "要带耳机的吗");
        await talk.Says("赵大娘", "我的需求", "社区有话问");
        await talk.Says("赵大娘", "1", "回答社区");
        await talk.Says("赵大娘", "1", "请回答社区的话");
        await talk.Says("赵大娘", "要带耳机的收音机", "发给社区了");
        await talk.Says("secretary", "需求", "居民微心愿");
        await talk.Says("secretary", "1", "要带耳机的收音机");
        await talk.Presses("secretary", 1, "清单上怎么写");
        await talk.Says("secretary", "给赵大娘买收音机", "要多少");
        await talk.Says("secretary", "1个", "多少钱");
        await talk.Says("secretary", "400", "400 元");
        await talk.Says("secretary", "1", "清单上怎么写");
        await talk.Says("secretary", "一位老人想要收音机", "大家都能看到");
        await talk.Says("secretary", "1", "微心愿最多 300 元");
        await talk.Says("secretary", "120元", "120 元");
        await talk.Says("secretary", "好的", "写进清单了");
        await talk.Hears("赵大娘", "清单上写的是：一位老人想要收音机");
        await talk.Presses("secretary", 1, "发成任务");
        await talk.Says("secretary", "发成任务让大家认领", "什么时候");
        await talk.Says("secretary", "周六上午9点到11点", "集合");
        await talk.Says("secretary", "党群服务中心一楼", "几个人");
        await talk.Says("secretary", "1", "电话");
        await talk.Says("secretary", "书记甲 19900001234", "发吗");
        await talk.Says("secretary", "带上改成带耳机的收音机", "发吗");
        await talk.Says("secretary", "1", "发出去了");
        await talk.Says("志愿者一", "任务", "一位老人想要收音机");
        await talk.Says("志愿者一", "认领 1", "要社区先同意");
        await talk.Says("secretary", "待办", "志愿者一");
        await talk.Says("secretary", "1", "志愿者一");
        await talk.Presses("secretary", 1, "同意");
        await talk.Until(Transcript.Saturday.AddHours(3));
        await talk.Says("secretary", "名单", "一位老人想要收音机");
        await talk.Says("secretary", "都到了", "对吗");
        await talk.Says("secretary", "1", "到 1 人");
        await talk.Hears("赵大娘", "办好了");
        output.WriteLine(talk.ToString());
    }
}
