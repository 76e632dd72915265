using ChatGov.Sheets;

namespace ChatGov.Rosters;

/// <summary>Which column holds what, by the words of the header row; -1 for a column that is not there.</summary>
internal sealed record RosterColumns(int Unit, int Code, int Name, int Phone, int WeCom)
{
    private static readonly string[] UnitWords = ["单位", "单位名称", "所在单位", "工作单位", "unit", "unitname"];
    private static readonly string[] CodeWords = ["统一社会信用代码", "信用代码", "单位代码", "uscc", "unitcode"];
    private static readonly string[] NameWords = ["姓名", "名字", "党员姓名", "name", "fullname", "membername"];
    private static readonly string[] PhoneWords = ["手机", "手机号", "手机号码", "电话", "电话号码", "联系电话", "联系方式", "phone", "mobile", "phonenumber", "mobilenumber"];

    // Not 账号 or account alone: that may be a bank's.
    private static readonly string[] WeComWords =
    [
        "企业微信账号", "企业微信帐号", "企业微信号", "企业微信id", "企业微信userid", "企业微信", "企微账号", "企微帐号", "企微号", "企微id", "企微",
        "成员userid", "userid", "wecomuserid", "wecomid", "wecomaccount", "wecom",
    ];

    public static RosterColumns Read(SheetRow header)
    {
        var words = header.Cells.Select(Plain).ToList();
        return new RosterColumns(Find(words, UnitWords), Find(words, CodeWords), Find(words, NameWords), Find(words, PhoneWords), Find(words, WeComWords));
    }

    private static int Find(List<string> words, string[] known) => words.FindIndex(word => known.Contains(word, StringComparer.Ordinal));

    private static string Plain(string cell) =>
        new string([.. cell.Where(letter => char.IsLetterOrDigit(letter))]).ToLowerInvariant();
}
