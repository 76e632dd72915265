using ChatGov.Data;
using ChatGov.Demo;

namespace ChatGov.Messengers.Terminal;

/// <summary>Who one may be in the terminal, and how one is told.</summary>
public sealed class TerminalPeople(Db db)
{
    public DemoPersona First => DemoPersonas.Ready[0];

    public DemoPersona? Find(string words) => db.Read(tx => DemoPersonas.Find(tx, words));

    public static string Welcome(DemoPersona person) => person.InviteCode is null
        ? $"—— 你现在是 {person.UserId}：{person.What}。发“帮助”看能做什么，/as 换人，/quit 离开。"
        : $"—— 你现在是 {person.UserId}：{person.What}，手里的邀请码是 {person.InviteCode}。发“报到”开始，/as 换人，/quit 离开。";

    public static string List() =>
        "—— 可以换成（/as 名字；名册上的党员用 /as 数字，1 到 "
        + DemoBanner.MemberCount.ToString(System.Globalization.CultureInfo.InvariantCulture) + "）：\n"
        + string.Join('\n', DemoPersonas.Ready.Select(each => $"  {each.UserId}  {each.What}"));
}
