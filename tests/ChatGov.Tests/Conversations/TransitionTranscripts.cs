namespace ChatGov.Tests.Conversations;

/// <summary>The conversations themselves, by what they are about. 甲, 乙 and 丙 are registered.</summary>
internal static class TransitionTranscripts
{
    public static readonly IReadOnlyDictionary<string, Func<Transcript, Task>> All =
        new Dictionary<string, Func<Transcript, Task>>(StringComparer.Ordinal)
        {
            ["published, filled, served, confirmed, closed"] = Served,
            ["a draft put away leaves nothing behind"] = PutAway,
            ["waiting in line, asked, coming"] = Waits,
            ["asked and silent, asked and not coming, tired of waiting"] = Lapses,
            ["still waiting when it begins"] = StillWaiting,
            ["a home visit: agreed to"] = AgreedTo,
            ["a home visit: not agreed to, not answered, taken back"] = NotAgreedTo,
            ["a home visit: cancelled while it waits"] = PendingCancelled,
            ["cancelled in good time"] = Cancelled,
            ["cancelled with a line and a place held"] = CancelledWithLine,
            ["cancelled when it has begun"] = CancelledLate,
            ["nobody claims it"] = Expired,
            ["one who leaves gives back the place"] = Leaves,
            ["signing in and out, then the roster"] = SignsIn,
            ["not there, he says he was, and it is put right"] = NotThere,
            ["not there, and it stays so"] = NotThereStays,
            ["too few minutes, and it stays so"] = RecordedStays,
            ["the roster is never confirmed"] = Unconfirmed,
            ["there without being on the list"] = LateEntry,
            ["there without being on the list, and the organiser saw it"] = WalkIn,
            ["somebody who comes leads, and another agrees to their time"] = t => Leads(t),
            ["who leads has signed in"] = t => Leads(t, "签到"),
            ["who leads has signed in and out"] = t => Leads(t, "签到", "签退"),
            ["published by mistake and taken back"] = TakenBack,
            ["a roster taken back twice, and done again"] = RosterTakenBack,
            ["a roster taken back with somebody who was on no list"] = WalkInTakenBack,
            ["who leads takes the roster back"] = t => LeadTakesBack(t),
            ["who leads has signed in and takes the roster back"] = t => LeadTakesBack(t, "签到"),
            ["who leads has signed in and out and takes the roster back"] = t => LeadTakesBack(t, "签到", "签退"),
        };

    private static async Task Served(Transcript t)
    {
        await t.Publishes(places: 2);
        await t.Says("甲", "任务", "清扫公园沙尘");
        await t.Says("甲", "1", "带");
        await t.Says("甲", "认领", "清扫公园沙尘");
        await t.Says("甲", "认领1", "领到了");
        await t.Says("乙", "认领1", "2 号");
        await t.Says("丙", "认领1", "名额满了");
        await t.Until(Transcript.Saturday.AddHours(3));
        await t.Hears("甲", "今天有你领的任务");
        await t.Hears(Transcript.Secretary, "结束了");
        await t.Says(Transcript.Secretary, "都到了", "到 2 人");
        await t.Hears("乙", "辛苦了");
        await t.Until(Transcript.Saturday.AddDays(8));
        await t.Says("甲", "时长", "2 小时");
    }

    private static async Task PutAway(Transcript t)
    {
        await t.Says(Transcript.Secretary, "发任务", "具体做什么");
        await t.Says(Transcript.Secretary, "清扫公园沙尘", "什么时候");
        await t.Says(Transcript.Secretary, "取消", "先不做了");
        await t.Says("甲", "任务", "没有");
    }

    private static async Task Waits(Transcript t)
    {
        await t.Publishes(places: 1);
        await t.Says("甲", "认领1", "领到了");
        await t.Says("乙", "认领1", "可以排队");
        await t.Says("乙", "1", "你排第 1 位");
        await t.Says("甲", "退领", "退");
        await t.Hears("乙", "空出一个名额");
        await t.Presses("乙", 1, "位子是你的了");
    }

    private static async Task Lapses(Transcript t)
    {
        await t.Publishes(places: 1);
        await t.Says("甲", "认领1", "领到了");
        await t.Says("乙", "排队1", "你排第 1 位");
        await t.Says("丙", "排队1", "你排第 2 位");
        await t.Says("甲", "来不了", "退");
        await t.Hears("乙", "空出一个名额");
        await t.Until(Transcript.Saturday.AddDays(-4).AddHours(5));
        await t.Hears("乙", "先给下一位");
        await t.Hears("丙", "空出一个名额");
        await t.Says("乙", "排队1", "你排第 1 位");
        await t.Says("乙", "退领", "不排");
        await t.Presses("丙", 2, "退");
        await t.Says("甲", "认领1", "领到了");
    }

    private static async Task StillWaiting(Transcript t)
    {
        await t.Publishes(places: 1);
        await t.Says("甲", "认领1", "领到了");
        await t.Says("乙", "排队1", "你排第 1 位");
        await t.Until(Transcript.Saturday.AddMinutes(10));
        await t.Hears("乙", "没有");
        await t.Says("甲", "来不了", "已经开始");
    }

    private static async Task AgreedTo(Transcript t)
    {
        await t.Publishes(places: 2, special: 2);
        await t.Says("甲", "认领1", "社区先同意");
        await t.Hears(Transcript.Secretary, "要你点头");
        await t.Presses(Transcript.Secretary, 1, "甲 想参加");
        await t.Says(Transcript.Secretary, "1", "已经告诉本人");
        await t.Hears("甲", "同意");
        await t.Says("甲", "我的", "1 号");
        await t.Until(Transcript.Saturday.AddMinutes(1));
        await t.Hears(Transcript.Secretary, "要两个人");
        await t.Presses(Transcript.Secretary, 1, "改到什么时候");
        await t.Says(Transcript.Secretary, "周日上午9点到11点", "问还来不来");
        await t.Says(Transcript.Secretary, "1", "改好了");
        await t.Hears("甲", "还来吗");
        await t.Presses("甲", 1, "给你留着");
    }

    private static async Task NotAgreedTo(Transcript t)
    {
        await t.Publishes(places: 2, special: 2);
        await t.Says("甲", "认领1", "社区先同意");
        await t.Says(Transcript.Secretary, "待办", "任务申请：甲");
        await t.Says(Transcript.Secretary, "1", "甲 想参加");
        await t.Says(Transcript.Secretary, "2", "为什么");
        await t.Says(Transcript.Secretary, "这户只见熟人", "告诉");
        await t.Hears("甲", "这户只见熟人");
        await t.Says("乙", "认领1", "社区先同意");
        await t.Says("乙", "退领", "退");
        await t.Says("丙", "认领1", "社区先同意");
        await t.Until(Transcript.Saturday.AddDays(-3).AddHours(3));
        await t.Hears(Transcript.Secretary, "要你点头");
        await t.Until(Transcript.Saturday.AddDays(-2).AddHours(3));
        await t.Hears("丙", "3 天没有人处理");
    }

    private static async Task PendingCancelled(Transcript t)
    {
        await t.Publishes(places: 2, special: 2);
        await t.Says("甲", "认领1", "社区先同意");
        await t.Cancels();
        await t.Hears("甲", "大风");
    }

    private static async Task Cancelled(Transcript t)
    {
        await t.Publishes(places: 2);
        await t.Says("甲", "认领1", "领到了");
        await t.Cancels();
        await t.Hears("甲", "大风");
        await t.Says("甲", "我的", "没有任务");
    }

    private static async Task CancelledWithLine(Transcript t)
    {
        await t.Publishes(places: 1);
        await t.Says("甲", "认领1", "领到了");
        await t.Says("乙", "排队1", "你排第 1 位");
        await t.Says("丙", "排队1", "你排第 2 位");
        await t.Says("甲", "来不了", "退");
        await t.Hears("乙", "空出一个名额");
        await t.Cancels();
        await t.Hears("乙", "大风");
        await t.Hears("丙", "大风");
    }

    private static async Task CancelledLate(Transcript t)
    {
        await t.Publishes(places: 3);
        await t.Says("甲", "认领1", "领到了");
        await t.Says("乙", "认领1", "领到了");
        await t.Says("丙", "认领1", "领到了");
        await t.Until(Transcript.Saturday.AddMinutes(-20));
        await t.Says("甲", "签到", "签到了");
        await t.Says("乙", "签到", "签到了");
        await t.Until(Transcript.Saturday.AddMinutes(20));
        await t.Says("乙", "签退", "签退了");
        await t.Says(Transcript.Secretary, "取消任务", "为什么取消");
        await t.Says(Transcript.Secretary, "起沙尘暴了", "都会收到");
        await t.Says(Transcript.Secretary, "1", "最好再打个电话");
        await t.Hears("丙", "起沙尘暴了");
    }

    private static async Task Expired(Transcript t)
    {
        await t.Publishes(places: 1);
        await t.Until(Transcript.Saturday.AddMinutes(1));
        await t.Hears(Transcript.Secretary, "没有人领");
        await t.Presses(Transcript.Secretary, 1, "具体做什么");
    }

    private static async Task Leaves(Transcript t)
    {
        await t.Publishes(places: 1);
        await t.Says("甲", "认领1", "领到了");
        await t.Says("甲", "退出", "确定");
        await t.Says("甲", "1", "谢谢");
        await t.Says("乙", "认领1", "2 号");
    }

    private static async Task SignsIn(Transcript t)
    {
        await t.Publishes(places: 5);
        await t.Says("甲", "认领1", "领到了");
        await t.Says("乙", "认领1", "领到了");
        await t.Says("丙", "认领1", "领到了");
        await t.Until(Transcript.Saturday.AddMinutes(-20));
        await t.Says("甲", "签到", "签到了");
        await t.Says("乙", "签到", "签到了");
        await t.Until(Transcript.Saturday.AddMinutes(90));
        await t.Says("乙", "签退", "签退了");
        await t.Until(Transcript.Saturday.AddMinutes(130));
        await t.Hears(Transcript.Secretary, "结束了");
        await t.Says(Transcript.Secretary, "都到了", "到 3 人");
        await t.Says("乙", "时长", "1.5 小时");
        await t.Says("甲", "时长", "2 小时");
    }

    private static async Task NotThere(Transcript t)
    {
        await ServedBy(t, "除了1号", "没到：1 号");
        await t.Says(Transcript.Secretary, "1", "没到 1 人");
        await t.Hears("甲", "回“有误”");
        await Objects(t, "甲", "写的是没到场", "两小时");
        await t.Says(Transcript.Secretary, "待办", "时长：甲");
        await t.Says(Transcript.Secretary, "1", "在后门那边扫");
        await t.Says(Transcript.Secretary, "1", "记 2 小时");
        await t.Hears("甲", "改好了");
        await t.Says("甲", "时长", "2 小时");
    }

    private static async Task NotThereStays(Transcript t)
    {
        await ServedBy(t, "除了1号", "没到：1 号");
        await t.Says(Transcript.Secretary, "1", "没到 1 人");
        await Objects(t, "甲", "写的是没到场", "两小时");
        await Leave(t, "甲");
        await t.Says("甲", "时长", "0 小时");
    }

    private static async Task RecordedStays(Transcript t)
    {
        await ServedBy(t, "都到了", "到 1 人");
        await Objects(t, "甲", "清扫公园沙尘", "三小时");
        await Leave(t, "甲");
        await t.Says("甲", "时长", "2 小时");
    }

    private static async Task Unconfirmed(Transcript t)
    {
        await t.Publishes(places: 2);
        await t.Says("甲", "认领1", "领到了");
        await t.Says("乙", "认领1", "领到了");
        await t.Until(Transcript.Saturday.AddMinutes(-20));
        await t.Says("乙", "签到", "签到了");
        await t.Until(Transcript.Saturday.AddDays(8));
        await t.Hears("甲", "没记上时长");
        await Objects(t, "甲", "清扫公园沙尘", "两小时");
        await Leave(t, "甲");
        await Objects(t, "乙", "清扫公园沙尘", "两小时");
        await t.Says(Transcript.Secretary, "待办", "时长：乙");
        await t.Says(Transcript.Secretary, "1", "在后门那边扫");
        await t.Says(Transcript.Secretary, "1", "记 2 小时");
        await t.Hears("乙", "改好了");
    }

    private static async Task LateEntry(Transcript t)
    {
        await ServedBy(t, "都到了", "到 1 人");
        await Objects(t, "乙", "清扫公园沙尘", "一小时");
        await Leave(t, "乙");
        await t.Says("乙", "时长", "0 小时");
    }

    private static async Task WalkIn(Transcript t)
    {
        await t.Publishes(places: 2);
        await t.Says("甲", "认领1", "领到了");
        await t.Until(Transcript.Saturday.AddHours(3));
        await t.Says(Transcript.Secretary, "1号只来了1小时，加上丙", "对吗");
        await t.Says(Transcript.Secretary, "1", "到 2 人");
        await t.Hears("甲", "你做了 1 小时");
        await t.Hears("丙", "你也来做了");
        await t.Says("丙", "时长", "2 小时");
    }

    private static async Task TakenBack(Transcript t)
    {
        await t.Publishes(places: 2);
        await t.Says(Transcript.Secretary, "撤销", "谁也看不到了");
        await t.Says("甲", "任务", "没有");
        await t.Says(Transcript.Secretary, "撤销", "重新做一次");
    }

    private static async Task RosterTakenBack(Transcript t)
    {
        await t.Publishes(places: 5);
        await t.Says("甲", "认领1", "领到了");
        await t.Says("乙", "认领1", "领到了");
        await t.Says("丙", "认领1", "领到了");
        await t.Until(Transcript.Saturday.AddMinutes(-20));
        await t.Says("甲", "签到", "签到了");
        await t.Says("乙", "签到", "签到了");
        await t.Until(Transcript.Saturday.AddMinutes(90));
        await t.Says("乙", "签退", "签退了");
        await t.Until(Transcript.Saturday.AddMinutes(130));
        await t.Says(Transcript.Secretary, "都到了", "10 分钟内都行");
        await t.Says("甲", "时长", "2 小时");
        await t.Says(Transcript.Secretary, "撤销", "重新等你确认");
        await t.Hears("丙", "收回重新确认");
        await t.Says("丙", "时长", "0 小时");
        await t.Says(Transcript.Secretary, "除了3号", "没到：3 号");
        await t.Says(Transcript.Secretary, "1", "没到 1 人");
        await t.Hears("丙", "没到场");
        await t.Says(Transcript.Secretary, "撤销", "重新等你确认");
        await t.Says(Transcript.Secretary, "都到了", "到 3 人");
        await t.Says("乙", "时长", "1.5 小时");
        await t.Says("丙", "时长", "2 小时");
    }

    private static async Task WalkInTakenBack(Transcript t)
    {
        await t.Publishes(places: 2);
        await t.Says("甲", "认领1", "领到了");
        await t.Until(Transcript.Saturday.AddHours(3));
        await t.Says(Transcript.Secretary, "1号只来了1小时，加上丙", "对吗");
        await t.Says(Transcript.Secretary, "1", "到 2 人");
        await t.Hears("丙", "你也来做了");
        await t.Says(Transcript.Secretary, "撤销", "重新等你确认");
        await t.Hears("丙", "收回重新确认");
        await t.Says("丙", "时长", "0 小时");
        await t.Says(Transcript.Secretary, "加上丙", "对吗");
        await t.Says(Transcript.Secretary, "1", "到 2 人");
        await t.Says("丙", "时长", "2 小时");
    }

    private static Task LeadTakesBack(Transcript t, params string[] signs) => Leads(t, takesBack: true, signs);

    private static Task Leads(Transcript t, params string[] signs) => Leads(t, takesBack: false, signs);

    private static async Task Leads(Transcript t, bool takesBack, string[] signs)
    {
        await t.Publishes(places: 3);
        await t.Says("甲", "认领1", "领到了");
        await t.Says("乙", "认领1", "领到了");
        await t.Says(Transcript.Secretary, "请人带队", "1 号 甲*，请他带队");
        await t.Says(Transcript.Secretary, "1", "等对方回话");
        await t.Hears("甲", "想请你带个队");
        await t.Presses("甲", 1, "由你带队");
        await t.Hears(Transcript.Secretary, "1 号答应");
        await t.Until(Transcript.Saturday.AddMinutes(-20));
        await t.Says("甲", "谁来", "2 号 乙");
        foreach (var (sign, i) in signs.Select((sign, i) => (sign, i)))
        {
            await t.Until(Transcript.Saturday.AddMinutes(i * 90));
            await t.Says("甲", sign, "了");
        }

        await t.Until(Transcript.Saturday.AddMinutes(130));
        await t.Hears("甲", "结束了");
        await t.Says("甲", "都到了", "你自己的时长已经请社区来确认");
        if (takesBack)
        {
            await t.Says("甲", "撤销", "重新等你确认");
            await t.Says("甲", "都到了", "你自己的时长已经请社区来确认");
        }

        await t.Hears("乙", "2 小时");
        await t.Hears(Transcript.Secretary, "要你点头");
        await t.Says(Transcript.Secretary, "待办", "时长：甲");
        await t.Says(Transcript.Secretary, "1", "带队做了");
        await t.Says(Transcript.Secretary, "1", "已经告诉本人");
        await t.Says("甲", "时长", signs.Length > 1 ? "1.5 小时" : "2 小时");
    }

    private static async Task ServedBy(Transcript t, string roster, string answer)
    {
        await t.Publishes(places: 2);
        await t.Says("甲", "认领1", "领到了");
        await t.Until(Transcript.Saturday.AddHours(3));
        await t.Says(Transcript.Secretary, roster, answer);
    }

    private static async Task Objects(Transcript t, string who, string which, string minutes)
    {
        await t.Says(who, "补录", which);
        await t.Says(who, "1", "实际做了多久");
        await t.Says(who, minutes, "说一句情况");
        await t.Says(who, "在后门那边扫", "记下了");
    }

    private static async Task Leave(Transcript t, string who)
    {
        await t.Says(Transcript.Secretary, "待办", "时长：" + who);
        await t.Says(Transcript.Secretary, "1", "在后门那边扫");
        await t.Says(Transcript.Secretary, "3", "维持原样");
        await t.Hears(who, "清扫公园沙尘");
    }
}
