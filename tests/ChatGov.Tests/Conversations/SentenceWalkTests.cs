using ChatGov.Conversations;
using ChatGov.Tests.Support;
using Xunit.Abstractions;

namespace ChatGov.Tests.Conversations;

/// <summary>Every conversation, entered and gone through by what people would write, without a command and without a number of a menu.</summary>
public sealed class SentenceWalkTests(ITestOutputHelper output)
{
    private static readonly (string Who, string Says, string Answer)[] Script =
    [
        ("m", "我想报道一下咋弄", ""),
        ("m", "同意", ""),
        ("m", "我是在供电公司上班的党员", ""),
        ("m", "园林", ""),
        ("m", "园林社区", ""),
        ("m", "王小明", ""),
        ("other-secretary", "有谁来报到了等我批", ""),
        ("other-secretary", "退回", ""),
        ("other-secretary", "请写全名", ""),
        ("m", "我想报到", ""),
        ("m", "都没有", ""),
        ("m", "园林", ""),
        ("m", "园林社区", ""),
        ("m", "没写错，就叫王小明", ""),
        ("other-secretary", "都通过吧", ""),
        ("other-secretary", "好的", ""),
        ("m", "我名字写错了，应该是王晓明", ""),
        ("m", "就叫王晓明", ""),
        ("m", "我会修水电，也能开车", ""),
        ("m", "周六上午和周三晚上有空", ""),
        ("secretary", "谁家该去看看了", ""),
        ("secretary", "关爱1号", ""),
        ("secretary", "找人结对", ""),
        ("secretary", "算了", ""),
        ("secretary", "停下", ""),
        ("secretary", "谁家该去看看了", ""),
        ("secretary", "关爱2号", ""),
        ("secretary", "先停一停", ""),
        ("secretary", "出门了", ""),
        ("secretary", "周六上午9点到11点半 社区活动室 教老人用手机 要3个人 联系书记甲 19900001234", ""),
        ("secretary", "人数改成5个", ""),
        ("secretary", "可以，发吧", ""),
        ("n", "这周末有什么活", ""),
        ("n", "教老人用手机那个算我一个", ""),
        ("n", "明天有事去不了了", ""),
        ("n", "我都报了哪些", ""),
        ("n", "周六有事去不了了", ""),
        ("secretary", "教老人用手机的人数加到8个", ""),
        ("secretary", "好的", ""),
        ("secretary", "教老人用手机那个改到周日", ""),
        ("secretary", "行", ""),
        ("secretary", "跟来的人说一声带上老花镜", ""),
        ("secretary", "教老人用手机", ""),
        ("secretary", "发吧", ""),
        ("secretary", "下雨了，教老人用手机的任务不办了", ""),
        ("secretary", "谁家该去看看了", ""),
        ("secretary", "大风", ""),
        ("secretary", "确定", ""),
        ("secretary", "昨天那场都来了，就1号没来", ""),
        ("secretary", "清扫公园沙尘", ""),
        ("secretary", "算了", ""),
        ("n", "我的时长不对，少记了", ""),
        ("n", "清扫公园沙尘", ""),
        ("n", "90分钟", ""),
        ("n", "名单漏了我", ""),
        ("secretary", "我手头有啥没处理的", ""),
        ("secretary", "时长：n", ""),
        ("secretary", "改成别的", ""),
        ("secretary", "一小时", ""),
        ("n", "我要开个服务证明", ""),
        ("n", "家里灯坏了没人会修", ""),
        ("n", "有人来帮把手", ""),
        ("n", "给自己", ""),
        ("n", "我提的那个咋样了", ""),
        ("n", "灯坏了", ""),
        ("n", "不要了", ""),
        ("n", "好的", ""),
        ("n", "找个真人跟我说话", ""),
        ("n", "暖气不热找谁", ""),
        ("n", "我要休息两个礼拜", ""),
        ("n", "我搬家了，想转到园林社区", ""),
        ("n", "留着", ""),
        ("liaison", "我们能出4个人查线路，每月一次", ""),
        ("liaison", "人手", ""),
        ("liaison", "我们的资源清单看看", ""),
        ("liaison", "资源清单", ""),
        ("liaison", "查线路", ""),
        ("liaison", "撤下这一项", ""),
        ("liaison", "不撤了", ""),
        ("liaison", "和社区的共建协议啥时候到期", ""),
        ("liaison", "供电公司与贺兰社区共建", ""),
        ("liaison", "例会上我想加个议题", ""),
        ("liaison", "例会", ""),
        ("liaison", "加一个议题", ""),
        ("liaison", "冬季清雪", ""),
        ("secretary", "我们社区缺两个会修电脑的", ""),
        ("secretary", "需求", ""),
        ("secretary", "算了", ""),
        ("secretary", "停下", ""),
        ("secretary", "把我别处的登录都退了", ""),
        ("secretary", "不了", ""),
        ("secretary", "不了", ""),
        ("n", "我不想参加了，以后别找我", ""),
        ("n", "不了", ""),
    ];

    [Fact]
    public async Task Explore()
    {
        await using var database = TestDatabase.Create(Provider.Sqlite);
        await RestartTests.Prepare(database);
        await using var bot = new TestBot(database.Db);
        var flows = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (who, says, answer) in Script)
        {
            var said = await bot.Ask(who, says);
            output.WriteLine($"{who} > {says}\n{said}\n");
            flows.UnionWith(database.Db.Read(tx => tx.All<string>("SELECT flow FROM session WHERE flow IS NOT NULL")));
        }

        output.WriteLine("MISSING " + string.Join(" ", Flows.All.Select(f => f.Name).Except(flows)));
        Assert.Fail("x");
    }
}
