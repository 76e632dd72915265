using ChatGov.Access;
using ChatGov.Agreements;
using ChatGov.Calendars;
using ChatGov.Care;
using ChatGov.Claims;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Meetings;
using ChatGov.Organisations;
using ChatGov.Tests.Agreements;
using ChatGov.Tests.Care;
using ChatGov.Tests.Meetings;
using ChatGov.Tests.Support;
using ChatGov.Tests.Walks;

namespace ChatGov.Tests.Conversations;

/// <summary>A restart between any two messages of any conversation: it goes on as if nothing had been.</summary>
public sealed class RestartTests
{
    private static readonly (string Who, string Says, string Answer)[] Script =
    [
        ("m", "报到", "同意吗"),
        ("m", "1", "邀请码就发给我"),
        ("m", "1", "哪个社区"),
        ("m", "1", "哪个单位"),
        ("m", "供电", "园林社区"),
        ("m", "1", "怎么称呼"),
        ("m", "王小明", "BD-2026-"),
        ("other-secretary", "待办", "王小明"),
        ("other-secretary", "1", "只有本人说的"),
        ("other-secretary", "3", "想问王小明什么"),
        ("other-secretary", "住几栋？", "这样问王小明"),
        ("other-secretary", "1", "问过去了"),
        ("m", "回答社区", "社区问你的话"),
        ("m", "三栋", "这样回答社区"),
        ("m", "1", "发给社区了"),
        ("other-secretary", "都通过", "王小明"),
        ("other-secretary", "2", "先不做了"),
        ("other-secretary", "待办", "王小明"),
        ("other-secretary", "1", "凭什么"),
        ("other-secretary", "2", "为什么退回"),
        ("other-secretary", "请写全名", "退回了"),
        ("m", "报到", "邀请码就发给我"),
        ("m", "1", "哪个社区"),
        ("m", "贺兰", "贺兰社区"),
        ("m", "1", "姓名要改"),
        ("m", "王小明", "BD-2026-"),
        ("secretary", "通过", "通过了"),
        ("m", "改名", "请打对的姓名"),
        ("m", "王晓明", "王小明 → 王晓明"),
        ("m", "2", "请打对的姓名"),
        ("m", "王小明", "王小明 → 王小明"),
        ("m", "1", "不用改"),
        ("m", "特长", "你会什么"),
        ("m", "8 16", "驾驶搬运"),
        ("m", "空闲", "什么时候有空"),
        ("m", "1", "周六上午"),
        ("secretary", "发任务", "具体做什么"),
        ("secretary", "教老人用手机", "什么时候"),
        ("secretary", "周六上午9点", "几点结束"),
        ("secretary", "11点半", "集合"),
        ("secretary", "社区活动室", "要几个人"),
        ("secretary", "3", "发吗"),
        ("secretary", "联系人改成书记甲 19900001234", "199****1234"),
        ("secretary", "2", "改哪一处"),
        ("secretary", "带上", "要带什么"),
        ("secretary", "老花镜", "发吗"),
        ("secretary", "1", "发出去了"),
        ("m", "任务", "教老人用手机"),
        ("m", "1", "带上"),
        ("m", "1", "领到了"),
        ("n", "认领1", "社区先同意"),
        ("secretary", "待办", "任务申请"),
        ("secretary", "1", "想参加"),
        ("secretary", "2", "为什么这次不安排"),
        ("secretary", "人手够了", "已经告诉本人"),
        ("secretary", "名单", "都到了就回"),
        ("secretary", "除了1号，加上张三", "是哪一位"),
        ("secretary", "2", "对吗"),
        ("secretary", "再加上王小明 40分钟", "40 分钟"),
        ("secretary", "2", "都到了就回"),
        ("secretary", "加上王小明", "对吗"),
        ("secretary", "1", "到 2 人"),
        ("secretary", "请人带队4", "请他带队"),
        ("secretary", "1", "等对方"),
        ("m", "我来带队", "由你带队"),
        ("m", "通知大家", "说什么"),
        ("m", "带好水", "发吗"),
        ("m", "1", "个人"),
        ("secretary", "改期4", "改到什么时候"),
        ("secretary", "周日上午9点", "问还来不来"),
        ("secretary", "1", "改好了"),
        ("secretary", "改任务4", "改成这样"),
        ("secretary", "地点改成北门", "北门"),
        ("secretary", "1", "改好了"),
        ("secretary", "通知大家1", "说什么"),
        ("secretary", "风大，戴好口罩", "发吗"),
        ("secretary", "1", "没有人领"),
        ("secretary", "取消任务1", "为什么取消"),
        ("secretary", "大风", "都会收到"),
        ("secretary", "1", "取消了"),
        ("n", "有误", "哪一条要改"),
        ("n", "1", "实际做了多久"),
        ("n", "90分钟", "说一句情况"),
        ("n", "名单漏了我", "记下了"),
        ("secretary", "待办", "时长：n"),
        ("secretary", "1", "名单漏了我"),
        ("secretary", "2", "记多久"),
        ("secretary", "一小时", "记 1 小时"),
        ("m", "暂停", "歇到什么时候"),
        ("m", "取消", "先不做了"),
        ("m", "转社区", "哪个社区"),
        ("m", "园林", "留着还是退掉"),
        ("m", "1", "园林社区"),
        ("m", "投诉平台", "哪里不满意"),
        ("m", "消息有点多", "编号"),
        ("banner", "待办", "平台意见"),
        ("banner", "1", "消息有点多"),
        ("banner", "以后少发", "收不回来"),
        ("banner", "1", "转给本人"),
        ("liaison", "邀请码", "做邀请码吗"),
        ("liaison", "1", "吴小码"),
        ("liaison", "邀请码 吴小码", "做一个新码"),
        ("liaison", "1", "吴小码"),
        ("liaison", "报资源", "哪一类"),
        ("liaison", "人手", "具体是什么"),
        ("liaison", "查线路", "一共能给多少"),
        ("liaison", "4人", "什么时候方便"),
        ("liaison", "1", "记上了"),
        ("liaison", "资源清单", "查线路"),
        ("liaison", "1", "撤下这一项"),
        ("liaison", "撤下这一项", "撤下“查线路”"),
        ("liaison", "2", "先不做了"),
        ("n", "提需求", "需要的是什么"),
        ("n", "1", "给自己说"),
        ("n", "1", "说说需要什么"),
        ("n", "想找人查线路", "记下了"),
        ("secretary", "需求", "居民需求"),
        ("secretary", "1", "想找人查线路"),
        ("secretary", "2", "想问什么"),
        ("secretary", "几点方便", "问回去了"),
        ("n", "我的需求", "社区有话问"),
        ("n", "1", "几点方便"),
        ("n", "1", "请回答社区的话"),
        ("n", "周末", "发给社区了"),
        ("n", "提需求 想借一把梯子", "需要的是什么"),
        ("n", "2", "给自己说"),
        ("n", "1", "记下了"),
        ("n", "我的需求", "2 号"),
        ("n", "2", "一个工作日"),
        ("n", "1", "2 号需求不要了"),
        ("n", "1", "撤回了"),
        ("secretary", "需求", "居民需求"),
        ("secretary", "1", "周末"),
        ("secretary", "1", "清单上怎么写"),
        ("secretary", "查一户人家的线路", "要多少"),
        ("secretary", "1次", "大家都能看到"),
        ("secretary", "数量改成2次", "数量：2次"),
        ("secretary", "1", "写进清单了"),
        ("liaison", "协议", "回顾中"),
        ("liaison", "1", "回答三个问题"),
        ("liaison", "1", "都办到了吗"),
        ("liaison", "2", "想改的"),
        ("liaison", "宣讲多一场", "一起办吗"),
        ("liaison", "1", "谢谢，记下了"),
        ("liaison", "协议", "回顾中"),
        ("liaison", "1", "办了一次：排查"),
        ("liaison", "1", "这次多少"),
        ("liaison", "两次", "等对方说收到"),
        ("liaison", "协议", "回顾中"),
        ("liaison", "1", "提出终止"),
        ("liaison", "提出终止", "为什么终止"),
        ("liaison", "人手调走了", "30 天后结束"),
        ("liaison", "1", "告诉对方了"),
        ("liaison", "会议", "例会"),
        ("liaison", "1", "加一个议题"),
        ("liaison", "1", "要议什么"),
        ("liaison", "冬季清雪", "加上了"),
        ("secretary", "感谢回访", "要打的感谢回访"),
        ("secretary", "1", "打给"),
        ("secretary", "记回访结果", "电话里怎么说"),
        ("secretary", "和说的一样", "记了收不回"),
        ("secretary", "1", "记下了，谢谢"),
        ("secretary", "谁家该去看了", "关爱 1 号"),
        ("secretary", "1", "进行中"),
        ("secretary", "我打过电话了", "怎么样"),
        ("secretary", "平安", "记下了"),
        ("secretary", "加一句", "一句话"),
        ("secretary", "声音听着精神", "记下了"),
        ("secretary", "谁家该去看了", "关爱 2 号"),
        ("secretary", "1", "进行中"),
        ("secretary", "找人结对", "先请谁去"),
        ("secretary", "1", "还有谁"),
        ("secretary", "先一位", "由他们结对"),
        ("secretary", "1", "结好对了"),
        ("secretary", "谁家该去看了", "关爱 2 号"),
        ("secretary", "1", "进行中"),
        ("secretary", "先停一停", "为什么先停"),
        ("secretary", "出门了", "先停了"),
        ("n", "反映 3号楼的灯黑了", "在这里告诉你"),
        ("n", "1", "记下了，1 号"),
        ("n", "反映 楼道的灯黑了", "在哪儿"),
        ("n", "3号楼", "记下了，2 号"),
        ("secretary", "事项", "等受理"),
        ("secretary", "1", "灯黑了"),
        ("secretary", "换个类别受理", "按哪一类办"),
        ("secretary", "坏了要修", "派给谁"),
        ("secretary", "事项", "等受理"),
        ("secretary", "2", "可能重复"),
        ("secretary", "4", "和哪一件是一回事"),
        ("secretary", "1", "并到下面这件"),
        ("secretary", "1", "并过去了"),
        ("secretary", "派给", "1 号派给谁"),
        ("secretary", "供电", "派给供电公司了"),
        ("liaison", "事项", "坏了要修"),
        ("liaison", "1", "联系过了"),
        ("liaison", "联系过了，在办", "在办了"),
        ("liaison", "问本人一句", "想问本人什么"),
        ("liaison", "几点在家", "本人"),
        ("liaison", "1", "问过去了"),
        ("n", "我反映的", "等你回话"),
        ("n", "2", "几点在家"),
        ("n", "回话", "你说"),
        ("n", "晚上都在", "加到 1 号"),
        ("secretary", "事项", "坏了要修"),
        ("secretary", "1", "挂账"),
        ("secretary", "挂账", "在等什么"),
        ("secretary", "等配件", "哪天再看"),
        ("secretary", "1", "先挂着"),
        ("secretary", "事项", "挂账"),
        ("secretary", "1", "接着办"),
        ("secretary", "接着办", "1 号接着办"),
        ("secretary", "延期", "再要几个工作日"),
        ("secretary", "3", "为什么要晚"),
        ("secretary", "配件没到", "多要几天"),
        ("secretary", "1", "延了"),
        ("liaison", "事项", "在办"),
        ("liaison", "1", "办完了"),
        ("liaison", "办完了", "办成什么样"),
        ("liaison", "灯换了", "本人会看到"),
        ("liaison", "1", "本人说解决了才算完"),
        ("n", "没解决", "是哪一件"),
        ("n", "2", "哪里没好"),
        ("n", "又黑了", "重新办"),
        ("secretary", "派给", "1 号派给谁"),
        ("secretary", "书记甲", "派给书记甲了"),
        ("secretary", "事项", "坏了要修"),
        ("secretary", "1", "退回"),
        ("secretary", "办不了，退回", "为什么办不了"),
        ("secretary", "不会修", "书记会看到"),
        ("secretary", "1", "退回去了"),
        ("secretary", "派给", "派给谁"),
        ("secretary", "供电", "派给供电公司了"),
        ("liaison", "事项", "坏了要修"),
        ("liaison", "1", "联系过了"),
        ("liaison", "联系过了，在办", "在办了"),
        ("secretary", "事项", "在办"),
        ("secretary", "1", "提成需求"),
        ("secretary", "提成需求", "是哪一种"),
        ("secretary", "取消", "先不做了"),
        ("secretary", "事项", "在办"),
        ("secretary", "1", "上报"),
        ("secretary", "上报", "为什么要上报"),
        ("secretary", "要换整条线", "报到上一级"),
        ("secretary", "1", "报上去了"),
        ("banner", "事项", "已上报"),
        ("banner", "1", "正式答复"),
        ("banner", "办不成，正式答复", "还可以找哪里"),
        ("banner", "明年立项，可以打 12345", "单列一栏"),
        ("banner", "1", "答复了"),
        ("n", "反映 垃圾没人清", "在哪儿"),
        ("n", "1", "记下了，3 号"),
        ("secretary", "事项", "等受理"),
        ("secretary", "1", "没人清"),
        ("secretary", "不归这里，指个去处", "该去哪里办"),
        ("secretary", "找物业", "本人会看到"),
        ("secretary", "1", "已经告诉本人"),
        ("n", "反映 井盖松了", "在哪儿"),
        ("n", "1", "4 号"),
        ("n", "撤回事项", "撤回哪一个"),
        ("n", "1", "4 号不用办了"),
        ("n", "1", "4 号撤回了"),
        ("secretary", "代报", "居民说的什么事"),
        ("secretary", "扶手松了", "在哪儿"),
        ("secretary", "1", "怎么联系本人"),
        ("secretary", "王阿姨 19900001234 上午", "替居民记下"),
        ("secretary", "1", "记下了，5 号"),
        ("secretary", "登记问题", "哪里发现的"),
        ("secretary", "3", "什么问题"),
        ("secretary", "东门垃圾没清", "在哪儿"),
        ("secretary", "1", "直接建账"),
        ("secretary", "1", "登记了，6 号"),
        ("secretary", "1", "6 号派给谁"),
        ("secretary", "供电", "派给供电公司了"),
        ("liaison", "事项", "环境卫生"),
        ("liaison", "1", "联系过了"),
        ("liaison", "联系过了，在办", "在办了"),
        ("secretary", "事项", "环境卫生"),
        ("secretary", "2", "发成任务"),
        ("secretary", "发成任务", "具体做什么"),
        ("secretary", "取消", "先不做了"),
        ("liaison", "事项", "环境卫生"),
        ("liaison", "1", "办完了"),
        ("liaison", "办完了", "办成什么样"),
        ("liaison", "清完了", "本人会看到"),
        ("liaison", "1", "换一个人去看一眼"),
        ("secretary", "事项", "等回访"),
        ("secretary", "2", "记看过"),
        ("secretary", "记看过", "去看过了"),
        ("secretary", "1", "这样记"),
        ("secretary", "1", "办好了"),
        ("secretary", "下线", "日历地址 1 个"),
        ("secretary", "2", "什么都没动"),
        ("m", "删除我", "确定吗"),
        ("m", "1", "已经删除"),
        ("m", "报到", "同意吗"),
    ];

    [Theory, Databases]
    public async Task Every_conversation_goes_on_after_a_restart_at_every_step(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await Prepare(database);
        var flows = new HashSet<string>(StringComparer.Ordinal);

        foreach (var (who, says, answer) in Script)
        {
            await using var bot = new TestBot(database.Db);
            Assert.Contains(answer, await bot.Ask(who, says), StringComparison.Ordinal);
            flows.UnionWith(database.Db.Read(tx => tx.All<string>("SELECT flow FROM session WHERE flow IS NOT NULL")));
        }

        Assert.Equal(Families(Flows.All.Select(flow => flow.Name)), Families(flows));
    }

    [Theory, Databases]
    public async Task What_is_valid_anywhere_is_heard_at_every_question_and_the_question_goes_on(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await Prepare(database);
        await using var bot = new TestBot(database.Db);
        var words = new AnywhereWords(database.Db);

        foreach (var (who, says, answer) in Script)
        {
            Assert.Contains(answer, await bot.Ask(who, says), StringComparison.Ordinal);
            await words.Try(bot, who);
        }

        Assert.Equal(Families(Flows.All.Select(flow => flow.Name)), Families(words.Flows));
    }

    /// <summary>Of forms that were one conversation, one is enough: they ask the same question for different acts.</summary>
    internal static IEnumerable<string> Families(IEnumerable<string> flows) => flows.Except(Papers.PaperWalkTests.FlowsRestarted)
        .Select(flow => Flows.Forms.FirstOrDefault(form => form.Name == flow) is { Formerly: [var former, ..] } ? former.Flow : flow).Distinct().Order(StringComparer.Ordinal);

    internal static async Task Prepare(TestDatabase database)
    {
        var world = await World.Create(database.Db);
        await world.Member("n");
        await world.Publish(world.Draft(new DateTimeOffset(2026, 12, 19, 9, 0, 0, TimeSpan.FromHours(8))) with { PendingClaims = true });
        await world.Publish(world.Draft(new DateTimeOffset(2026, 12, 20, 9, 0, 0, TimeSpan.FromHours(8))));
        await database.Db.Write(tx => tx.Run(
            "UPDATE task SET state = 'Done', starts_at = @start, ends_at = @end WHERE id = 2",
            new { start = tx.Now.AddDays(-2), end = tx.Now.AddDays(-2).AddHours(2) }));
        var over = await world.Publish(world.Draft(new DateTimeOffset(2026, 12, 21, 9, 0, 0, TimeSpan.FromHours(8))));
        await world.As(await world.Member("o"), tx => Claiming.Claim(tx, over.Id).Value);
        await database.Db.Write(tx => tx.Run(
            "UPDATE task SET state = 'AwaitingConfirm', starts_at = @start, ends_at = @end WHERE id = @Id",
            new { over.Id, start = tx.Now.AddDays(-1), end = tx.Now.AddDays(-1).AddHours(2) }));
        var agreement = (await world.As(world.Liaison, tx => AgreementDrafting.Draft(tx, Terms.Of(world, tx.Now)))).Value.Agreement.Id;
        await world.As(world.Liaison, tx => AgreementSigning.Propose(tx, agreement).Value);
        await world.As(world.Secretary, tx => AgreementSigning.Confirm(tx, agreement).Value);
        await database.Db.Write(tx => tx.Run("UPDATE agreement SET state = 'UnderReview' WHERE id = @agreement", new { agreement }));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var care = (await world.As(world.Secretary, tx => CarePlanning.Draft(tx, world.Helan, CareTests.Details(CareTier.A)))).Value.Id;
            await world.As(world.Secretary, tx => CarePlanning.AskForConsent(tx, care).Value);
            await world.As(world.Secretary, tx => CarePlanning.RecordConsent(tx, care, CareTests.Consent(tx, 12)).Value);
            await world.As(world.Secretary, tx => CareVisiting.MajorChange(tx, care).Value);
        }

        await database.Db.Write(tx => tx.Run(
            "INSERT INTO thank_you_call (org_id, visit_id, state, due_at, created_at) SELECT @Helan, MIN(id), 'Due', @due, @Now FROM care_visit", new { world.Helan, due = tx.Now.AddDays(14), tx.Now }));

        var committee = await MeetingTests.Committee(world);
        var meeting = (await world.As(world.Secretary, tx => MeetingCalling.Call(tx, committee, "例会", "二楼", tx.Now.AddDays(20)))).Value.Meeting.Id;
        await world.As(world.Secretary, tx => MeetingAgenda.AddPoint(tx, meeting, "清雪").Value);
        await world.As(world.Secretary, tx => MeetingCalling.Publish(tx, meeting).Value);
        foreach (var name in new[] { "张三甲", "张三乙" })
        {
            var namesake = await world.Member(name);
            await database.Db.Write(tx => tx.Run("UPDATE person SET name = '张三' WHERE id = @namesake", new { namesake }));
        }

        await database.Db.Write(tx =>
        {
            People.Roster.Add(tx, world.Unit, "吴小码", null);
            tx.As(Actor.Person(world.Secretary));
            var secret = ApiTokens.Create(tx, new NewToken("手机", Appointments.OfPerson(tx, world.Secretary)[0].Id, OrgId: null, 30)).Value.Secret;
            return CalendarFeeds.Create(tx.As(Entering.By(tx, secret).Actor), "手机").Value;
        });
    }
}
