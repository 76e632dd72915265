using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Benchmarks.Growth;

/// <summary>Every topic, asked by whoever it is for, in words and by its button, and some of what is said to lists and forms.</summary>
internal static class ChatOperations
{
    // What a member and a secretary say most, and what leads there.
    private static readonly string[][] OfMembers =
    [
        ["任务", "1"], ["任务", "认领 1"], ["任务", "周末"], ["任务", "扫"], ["任务", "更多"], ["周六有什么可以做的"], ["我想帮老人看病"], ["我的", "1"], ["我的", "退领 1"], ["报到", "1"], ["时长"], ["老人摔倒起不来了"], ["今天天气不错"],
        ["提需求", "想请人教我用手机"], ["证明", "1"], ["退出", "1"], ["退出", "1", "1"], ["删除我", "1"],
    ];

    private static readonly string[][] OfSecretaries =
    [
        ["待办", "1"], ["发任务 明天上午9点到11点 公园南门 清扫公园沙尘 要2个人 带扫帚 张三 19900001234"], ["发任务 明天上午9点到11点 公园南门 清扫公园沙尘 要2个人 带扫帚 张三 19900001234", "1"], ["都通过"], ["谁来", "1"], ["需求", "1"],
        ["协议", "1"], ["会议", "1"], ["谁家该去看了", "1"], ["名册"], ["本月情况"],
    ];

    private static readonly string[][] OfLiaisons = [["资源", "1"], ["我们能出4个人查线路 每月一次"], ["对接", "1"], ["协议", "1"], ["需求", "1"], ["报到情况"]];

    public static async Task<List<Operation>> All(County county, Db db, WatchedDb undone)
    {
        var (usual, old) = (Things.Of(county, db, County.Usual), Things.Of(county, db, County.Old));
        Task<Chatter> Greet(string name, long? person, Role? role, Things things) =>
            Chatter.Greet(db, undone, name, person, role, Topics.All.Select(topic => topic.Intent).SelectMany(intent => new[] { intent, Of(things, intent) }).ToList());

        var member = await Greet("member", county.Member(County.Usual, 8), null, usual);
        var secretary = await Greet("secretary", County.Secretary(County.Usual), Role.Secretary, usual);
        var liaison = await Greet("liaison", County.Liaison(County.Usual), Role.UnitLiaison, usual);
        List<(Chatter Who, Things Things)> all =
        [
            (member, usual), (secretary, usual), (liaison, usual),
            (await Greet("old secretary", County.Secretary(County.Old), Role.Secretary, old), old),
            (await Greet("street", County.StreetOfficer(0), Role.StreetOffice, usual), usual),
            (await Greet("banner", County.BannerOfficer, Role.BannerOffice, usual), usual),
        ];
        member.WarmUp();
        return
        [
            .. all.SelectMany(each => Topics.All.Where(topic => IsFor(topic, each.Who.Role)).SelectMany(topic => Ask(each.Who, topic, each.Things))),
            .. OfMembers.Select(lines => member.Say(lines)), .. OfSecretaries.Select(lines => secretary.Say(lines)), .. OfLiaisons.Select(lines => liaison.Say(lines)),
        ];
    }

    private static bool IsFor(Topic topic, Role? role) => role is { } office ? topic.For.Contains(office) : topic.For.Count == 0;

    private static IEnumerable<Operation> Ask(Chatter who, Topic topic, Things things)
    {
        var words = Catalog.Of(Language.Chinese).GetValueOrDefault("words." + topic.Intent)?.Split('|')[0];
        yield return topic.OnlyShows && !string.IsNullOrEmpty(words) ? who.AskToSee(words) : who.Press(topic.Intent);
        yield return who.Press(Of(things, topic.Intent));
    }

    private static string Of(Things things, string intent) => string.Create(CultureInfo.InvariantCulture, $"{intent}:{things.About(intent)}");
}
