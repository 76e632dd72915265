using ChatGov.Sheets;

namespace ChatGov.Rosters;

/// <summary>Which column holds what, by what its heading means; -1 for a column that is not there.</summary>
internal sealed record RosterColumns(int Unit, int Code, int Name, int Phone, int WeCom)
{
    private static readonly string[] OthersNames =
        ["联系人", "紧急", "家属", "亲属", "父", "母", "配偶", "子女", "介绍人", "负责人", "推荐人", "监护", "填表", "审核", "登记人", "领导"];

    private static readonly Meaning UnitMeaning = new(
    [
        "单位", "单位名称", "所在单位", "工作单位", "所属单位", "隶属单位", "服务单位", "单位全称", "所在单位名称", "工作单位名称", "所属单位名称",
        "unit", "unitname", "organisation", "organization", "employer", "company",
    ]);

    private static readonly Meaning CodeMeaning = new(["统一社会信用代码", "社会信用代码", "统一信用代码", "信用代码", "单位代码", "uscc", "unitcode"]);

    private static readonly Meaning NameMeaning = new(["姓名", "名字", "name", "fullname", "membername"])
    {
        Ending = ["姓名"],

        // What our own tables call a name.
        Otherwise = ["名称"],
        Others = OthersNames,
    };

    private static readonly Meaning PhoneMeaning = new(
        ["手机", "手机号", "手机号码", "移动电话", "mobile", "mobilenumber", "mobilephone", "cellphone", "cell"])
    {
        Ending = ["手机", "手机号", "手机号码", "手机电话", "移动电话", "移动电话号码"],
        Otherwise = ["联系电话", "联系电话号码", "电话", "电话号码", "联系方式", "联络电话", "联络方式", "phone", "phonenumber", "tel", "telephone"],
        Others = [.. OthersNames, "座机", "固话", "固定", "办公", "传真", "短号", "宅电", "是否", "landline", "fax", "office", "emergency"],
    };

    // Not 账号 or account alone: that may be a bank's.
    private static readonly Meaning WeComMeaning = new(
    [
        "企业微信账号", "企业微信号", "企业微信id", "企业微信userid", "企业微信", "企微账号", "企微号", "企微id", "企微",
        "成员userid", "userid", "wecomuserid", "wecomid", "wecomaccount", "wecom",
    ]);

    public IEnumerable<int> Known => new[] { Unit, Code, Name, Phone, WeCom }.Where(column => column >= 0);

    public static RosterColumns Read(SheetRow header)
    {
        var headings = header.Headings();
        return new RosterColumns(
            UnitMeaning.Find(headings), CodeMeaning.Find(headings), NameMeaning.Find(headings), PhoneMeaning.Find(headings), WeComMeaning.Find(headings));
    }

    /// <summary>What the heading of a column may say.</summary>
    /// <param name="Sure">In so many words.</param>
    private sealed record Meaning(string[] Sure)
    {
        private const int None = 3;

        /// <summary>How it may end: 党员姓名, 本人手机号.</summary>
        public string[] Ending { get; init; } = [];

        /// <summary>What counts where nothing surer is there.</summary>
        public string[] Otherwise { get; init; } = [];

        /// <summary>What it says where it is somebody else's, or of another kind.</summary>
        public string[] Others { get; init; } = [];

        public int Find(IReadOnlyList<Heading> headings)
        {
            var best = headings.Select((heading, column) => (Rank: RankOf(heading), column)).MinBy(each => each.Rank);
            return best.Rank < None ? best.column : -1;
        }

        private int RankOf(Heading heading) =>
            Array.Exists(Others, heading.Mentions) ? None
            : heading.Words.Any(word => Sure.Contains(word, StringComparer.Ordinal)) ? 0
            : heading.Words.Any(word => Array.Exists(Ending, end => word.EndsWith(end, StringComparison.Ordinal))) ? 1
            : !heading.Words.Any(word => Otherwise.Contains(word, StringComparer.Ordinal)) ? None

            // 联系电话（手机）
            : Sure.Contains(heading.Aside, StringComparer.Ordinal) ? 1
            : 2;
    }
}
