using ChatGov.People;

namespace ChatGov.Demo;

internal sealed record DemoTask(string Title, string Place, string Bring, string Risk, int Places, int Hour, int Hours, Skill Skill);

/// <summary>Concrete tasks made of the list items that communities and units really have.</summary>
internal static class DemoTasks
{
    public static readonly IReadOnlyList<DemoTask> All =
    [
        new("社区义诊帮忙量血压", "党群服务中心一楼", "不用带东西", "老人多，走动慢一点", 4, 9, 3, Skill.HealthCare),
        new("入户测温和暖气排气", "社区门口集合", "鞋套", "热水烫手，先关阀", 6, 14, 2, Skill.HomeRepair),
        new("检查老旧线路和插座", "3号楼楼下", "电笔", "带电作业由电工来，其他人只登记", 3, 9, 3, Skill.HomeRepair),
        new("周三法律咨询值守", "党群服务中心二楼", "法律资格证复印件", "不代写诉状", 1, 14, 3, Skill.LegalAid),
        new("周末给初中生辅导作业", "社区活动室", "不用带东西", "两名志愿者同时在场", 4, 9, 2, Skill.Tutoring),
        new("教老人用手机缴费", "社区活动室", "自己的手机", "不替老人输密码", 5, 10, 2, Skill.DigitalHelp),
        new("讲防电信诈骗", "小区广场", "宣传页社区准备", "站在阴凉处", 3, 16, 1, Skill.JobsFinance),
        new("演示灭火器，查楼道杂物", "5号楼单元门口", "手套", "搬重物两人一起", 6, 15, 2, Skill.FireEmergency),
        new("惠民小演出搬道具", "小区广场", "手套", "台阶多，看脚下", 8, 17, 3, Skill.CultureSports),
        new("给牧户讲春季防疫", "嘎查活动室", "不用带东西", "路远，注意车况", 2, 10, 3, Skill.AgriHerding),
        new("梭梭栽种现场帮手", "嘎查林带东头", "铁锹、帽子、水", "风大，戴口罩", 20, 8, 4, Skill.AgriHerding),
        new("蒙汉双语窗口帮忙", "党群服务中心大厅", "不用带东西", "只做口译，不代签字", 2, 9, 3, Skill.BilingualInterpreting),
        new("修3号楼单元灯", "3号楼单元门口", "电笔、梯子社区有", "断电后再上梯子", 2, 18, 1, Skill.HomeRepair),
        new("沙尘后清扫小区", "小区东门", "口罩、手套", "风还大就改天", 20, 8, 2, Skill.Environment),
        new("帮老人换灯泡修水龙头", "社区门口集合，两人一组", "常用工具", "登高要有人扶梯", 4, 14, 2, Skill.ElderDisabilityCare),
        new("放学后四点半课堂看护", "社区活动室", "不用带东西", "两名志愿者同时在场，家长接走再离开", 2, 16, 2, Skill.Tutoring),
        new("发文明城市宣传单", "社区门口", "不用带东西", "不进屋，不登记住户", 10, 10, 2, Skill.PolicyOutreach),
        new("充电棚安全劝导", "小区充电棚", "反光背心社区有", "好好说，不争执", 3, 19, 2, Skill.FireEmergency),
        new("帮老人办高龄补贴认证", "党群服务中心一楼", "自己的手机", "老人本人在场才办", 3, 9, 3, Skill.DigitalHelp),
        new("冬前检查炉具和一氧化碳报警器", "嘎查活动室集合", "手套", "闻到煤气先开窗退出", 6, 10, 3, Skill.FireEmergency),
        new("手语陪同办事", "政务大厅门口", "不用带东西", "不替人签字", 1, 9, 3, Skill.BilingualInterpreting),
        new("清理河道边的垃圾", "柳树沟桥头", "长筒胶鞋、手套", "不下水", 15, 9, 3, Skill.Environment),
        new("给图书角整理图书", "社区活动室", "不用带东西", "书架高处用凳子要稳", 4, 14, 2, Skill.CultureSports),
        new("就近帮老人买菜拉菜", "小区南门", "小推车社区有", "不拍照，不收钱", 4, 9, 2, Skill.DrivingLogistics),
    ];
}
