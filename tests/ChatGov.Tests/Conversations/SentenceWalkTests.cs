using ChatGov.Conversations;
using ChatGov.Tests.Support;
using Xunit.Abstractions;

namespace ChatGov.Tests.Conversations;

/// <summary>Every conversation, entered and gone through by what people would write; what is chosen is said by its words.</summary>
public sealed class SentenceWalkTests(ITestOutputHelper output)
{
    private static readonly (string Who, string Says, string Answer)[] Script =
    [
        ("m", "我想报道一下咋弄", "同意吗"),
        ("m", "同意", "邀请码"),
        ("m", "我是在供电公司上班的党员", "哪个社区"),
        ("m", "园林", "园林社区"),
        ("m", "园林社区", "怎么称呼"),
        ("m", "王小明", "BD-2026-"),
        ("n", "我朋友也想来，园林社区那边要他等多久", ""),
        ("other-secretary", "我手头有啥没处理的", "王小明"),
        ("other-secretary", "王小明", "手机"),
        ("other-secretary", "问一句", "想问"),
        ("other-secretary", "你住哪个小区", "问"),
        ("other-secretary", "好的", ""),
        ("m", "我住园林小区", ""),
        ("other-secretary", "都通过吧", "王小明"),
        ("other-secretary", "好的", "通过"),
        ("m", "我名字写错了", "姓名"),
        ("m", "王晓明", "王晓明"),
        ("m", "好的", ""),
        ("m", "我会修水电，也能开车", "驾驶"),
        ("m", "周六上午和周三晚上有空", "周三晚上"),
        ("secretary", "谁家该去看看了", "关爱 1 号"),
        ("secretary", "关爱1号", "进行中"),
        ("secretary", "找人结对", "先请谁去"),
        ("secretary", "算了", ""),
        ("secretary", "关爱2号", "进行中"),
        ("secretary", "先停一停", "为什么先停"),
        ("secretary", "出门了", "先停了"),
        ("secretary", "周六上午9点到11点半 社区活动室 教老人用手机 要3个人 联系书记甲 19900001234", "发吗"),
        ("secretary", "人数改成5个", "人数：5"),
        ("secretary", "可以，发吧", "发出去了"),
        ("n", "这周末有什么活", "教老人用手机"),
        ("n", "教老人用手机那个算我一个", "领到了"),
        ("n", "我都报了哪些", "教老人用手机"),
        ("n", "周六有事去不了了", "退掉了"),
        ("secretary", "教老人用手机的人数加到8个", "人数：8"),
        ("secretary", "好的", "改好了"),
        ("secretary", "教老人用手机那个改到周日", "11月29日周日 09:00"),
        ("secretary", "行", "改好了"),
        ("secretary", "跟来的人说一声带上老花镜", "哪个任务"),
        ("secretary", "教老人用手机", "发吗"),
        ("secretary", "发吧", "没有人领"),
        ("secretary", "下雨了，教老人用手机的任务不办了", "为什么取消"),
        ("secretary", "谁家该去看看了", "还是回答"),
        ("secretary", "大风", "大风"),
        ("secretary", "确定", "取消了"),
        ("secretary", "昨天那场都来了，就1号没来", ""),
        ("secretary", "清扫公园沙尘", "都到了就回"),
        ("secretary", "算了", ""),
        ("n", "我的时长不对，少记了", "哪一条要改"),
        ("n", "清扫公园沙尘", "做了多久"),
        ("n", "90分钟", "说一句情况"),
        ("n", "名单漏了我", "记下了"),
        ("n", "我要开个服务证明", "开不出证明"),
        ("n", "家里灯坏了没人会修", "需要的是什么"),
        ("n", "有人来帮把手", "给自己"),
        ("n", "给自己", "记下了"),
        ("n", "我提的那个咋样了", "等社区答复"),
        ("n", "找个真人跟我说话", "什么事"),
        ("n", "楼道灯一直没人修", "已转给社区"),
        ("n", "我要休息两个礼拜", "歇"),
        ("n", "算了", ""),
        ("n", "我搬家了，想转到园林社区", "园林"),
        ("n", "算了", ""),
        ("n", "我不想干了，以后不参加了", "确定吗"),
        ("n", "不了", ""),
        ("liaison", "我们能出4个人查线路，每月一次", "哪一类"),
        ("liaison", "人手", "记上了"),
        ("liaison", "资源清单", "查线路"),
        ("liaison", "查线路", "撤下这一项"),
        ("liaison", "撤下这一项", "撤下“查线路”"),
        ("liaison", "不撤了", ""),
        ("liaison", "和社区的共建协议啥时候到期", "供电公司与贺兰社区共建"),
        ("liaison", "例会上我想加个议题", "例会"),
        ("liaison", "1", "加一个议题"),
        ("liaison", "加一个议题", "要议什么"),
        ("liaison", "冬季清雪", "加上了"),
        ("liaison", "给没报到的人发邀请码", ""),
        ("liaison", "算了", ""),
        ("secretary", "我们社区缺两个会修电脑的", "哪一种"),
        ("secretary", "需求", "哪一类"),
        ("secretary", "算了", ""),
        ("secretary", "停下，不办了", ""),
        ("secretary", "有没有要打的电话", "要打的感谢回访"),
        ("secretary", "1", "打给"),
        ("secretary", "记回访结果", "电话里怎么说"),
        ("secretary", "和说的一样", "记了收不回"),
        ("secretary", "算了", ""),
        ("n", "楼道的灯坏了一礼拜了，没人管", "在哪儿"),
        ("n", "3号楼2单元", "在这里告诉你"),
        ("n", "在这里说", "记下了，1 号"),
        ("secretary", "居民的事", "等受理"),
        ("secretary", "1", "灯坏了"),
        ("secretary", "受理", "派给谁"),
        ("secretary", "供电公司", "派给供电公司了"),
        ("liaison", "居民的事", "坏了要修"),
        ("liaison", "1", "联系过了"),
        ("liaison", "联系过了，在办", "在办了"),
        ("secretary", "1号提成需求", "是哪一种"),
        ("secretary", "算了", ""),
        ("liaison", "居民的事", "坏了要修"),
        ("liaison", "1", "办完了"),
        ("liaison", "办完了", "办成什么样"),
        ("liaison", "灯泡换了", "本人会看到"),
        ("liaison", "1", "本人说解决了才算完"),
        ("n", "没修好，昨天修的今天又黑了", "重新办"),
        ("n", "不用了，我自己弄好了", "撤回哪一个"),
        ("n", "1", "1 号不用办了"),
        ("n", "不了", ""),
        ("secretary", "代报", "居民说的什么事"),
        ("secretary", "算了", ""),
        ("secretary", "记一下，今天好几家说暖气不热", "哪里发现的"),
        ("secretary", "走访记录", "在哪儿"),
        ("secretary", "整个小区", "直接建账"),
        ("secretary", "登记", "登记了，2 号"),
        ("secretary", "把我别处的登录都退了", "下线"),
        ("secretary", "下线", "日历地址"),
        ("secretary", "不了", ""),
    ];

    /// <summary>They begin at a button of something that is shown, which is typed or pressed: <see cref="RestartTests"/> goes through them.</summary>
    private static readonly string[] BegunAtWhatIsShown =
    [
        "withdraw_need", "publish_for_need", "need_return", "need_refer", "need_let_go", "ask_again", "publish_for_match", "match_cancel", "agreement_change", "agreement_end",
        "agreement_refuse", "agreement_waive", "say_delivery", "agreement_review", "care_end", "visit_note", "publish_for_visit", "return", "answer_community", "invite_one",
        "accept_case_as", "refer_case", "merge_case", "give_back_case", "ask_about_case", "resolve_case", "park_case", "extend_case", "escalate_case", "answer_case", "record_call", "add_to_case",
        "publish_for_case", "decline_claim", "adjust_hours", "letter_return", "void_paper", "answer_help",
    ];

    /// <summary>They were done, or refused, in the one sentence that asked for them, so that no conversation stayed open.</summary>
    private static readonly string[] DoneInOneSentence = ["help_request", "skills", "free_times", "paper", "case_not_solved"];

    [Theory, Databases]
    public async Task Every_conversation_is_gone_through_by_sentences_alone(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await RestartTests.Prepare(database);
        await using var bot = new TestBot(database.Db);
        var flows = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (who, says, answer) in Script)
        {
            var said = await bot.Ask(who, says);
            output.WriteLine($"{who} > {says}\n{said}\n");
            Assert.Contains(answer, said, StringComparison.Ordinal);
            flows.UnionWith(database.Db.Read(tx => tx.All<string>("SELECT flow FROM session WHERE flow IS NOT NULL")));
        }

        Assert.Equal(
            Flows.All.Select(flow => flow.Name).Except(BegunAtWhatIsShown).Except(DoneInOneSentence).Order(StringComparer.Ordinal),
            flows.Except(BegunAtWhatIsShown).Except(DoneInOneSentence).Order(StringComparer.Ordinal));
        Invariants.Hold(database.Db);
    }
}
