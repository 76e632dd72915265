using System.Text.RegularExpressions;
using ChatGov.Data;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Cases;

/// <summary>
/// What people say of a matter, before any of it is kept: the names of others and numbers by which people are told apart are taken
/// out; what belongs to another office is not kept at all.
/// </summary>
public static partial class CaseTalk
{
    public const int LongestWords = 500;

    public const int LongestInAll = LongestWords * 4;
    public const int LongestSpot = 40;
    public const int LongestContact = 60;
    private const int Patience = 250;

    /// <summary>The words as they may be kept.</summary>
    public static string WithoutOthers(string words) =>
        WithoutNames(Redaction.Clean(Legible.Of(words).Trim(), keepPhones: false).Text);

    /// <summary>Building and stairs; a door is somebody's address.</summary>
    public static string WithoutDoor(string spot) => Door().Replace(WithoutOthers(spot), "").Trim(' ', '，', ',', '-', '－');

    /// <summary>A building or stairs named in a sentence: 3号楼2单元; null for none.</summary>
    public static string? SpotIn(string words) => Building().Match(words) is { Success: true } match ? match.Value : null;

    /// <summary>Which door it belongs to instead, as a code; null where the community hears it.</summary>
    public static string? BelongsTo(string words) => Elsewhere.FirstOrDefault(door => door.Words().IsMatch(words)).Door;

    /// <summary>What is wrong with what somebody said; null for nothing.</summary>
    internal static Refusal? Refuse(string words) =>
        words.Trim().Letters() is 0 or > LongestWords ? new Refusal(RefusalCode.ReasonMissing, ("limit", LongestWords))
        : BelongsTo(words) is { } door ? new Refusal(CaseRefusal.CaseBelongsElsewhere, ("door", new Phrase("case.door." + door)))
        : null;

    /// <summary>The same of what staff write, who can leave a number out themselves.</summary>
    internal static Refusal? RefuseOfStaff(CaseReport report) => WordsForOthers.Refuse(report.Words, report.Spot) ?? Refuse(report.Words);

    private static readonly (string Door, Func<Regex> Words)[] Elsewhere =
    [
        ("discipline", Misconduct),
        ("police", Crime),
        ("petition", Petition),
        ("counter", Entitlement),
    ];

    private static string WithoutNames(string words) => AfterAName().Replace(Introduced().Replace(words, "${by}某人"), "某${title}");

    // What somebody in office did, not that something is broken: 书记收了钱, never 书记说会修.
    [GeneratedRegex("(书记|主任|干部|村官|领导|局长|镇长|科长|公务员|工作人员|网格员)[^，。,.；;]{0,12}(受贿|行贿|贪污|贪钱|收了?钱|收红包|收礼|吃拿卡要|挪用|截留|冒领|克扣|以权谋私|优亲厚友|乱收费)|(举报|检举)[^，。]{0,8}(书记|主任|干部|领导|公务员)|official[^.,]{0,30}(bribe|embezzl|kickback)|(bribe|embezzl)[^.,]{0,30}(official|secretary|cadre)", RegexOptions.IgnoreCase, Patience)]
    private static partial Regex Misconduct();

    [GeneratedRegex("(贩毒|吸毒|聚众赌博|开赌场|卖淫|嫖娼|传销|家暴|打老婆|打孩子|偷东西|入室盗窃|小偷|抢劫|诈骗|被骗了|杀人|强奸|猥亵|放高利贷|非法集资)|drug deal|burglar|robbed|scammed|domestic violence|gambling den", RegexOptions.IgnoreCase, Patience)]
    private static partial Regex Crime();

    [GeneratedRegex("(我要|想|准备|打算|去)(上访|信访)|(征地|拆迁|补偿款)[^，。]{0,10}(不公|不合理|没给|没到|纠纷)|信访件|复查复核|petition office", RegexOptions.IgnoreCase, Patience)]
    private static partial Regex Petition();

    [GeneratedRegex("(低保|社保|医保|养老金|退休金|高龄补贴|残疾证|残疾人证|户口|身份证|公租房|廉租房|准生证|居住证|失业金|临时救助)[^，。]{0,10}(怎么办|咋办|如何办|在哪办|去哪办|到哪办|办理|申请|材料|条件|没到账|没发|转移|补办)|(apply|eligib)[^.,]{0,30}(subsidy|allowance|pension|insurance|permit)", RegexOptions.IgnoreCase, Patience)]
    private static partial Regex Entitlement();

    // 邻居王建国, 他叫李强: who it is, is nobody's to know; where a word only looks like a name nothing is lost but two letters.
    [GeneratedRegex("(?<by>邻居|住户|业主|租户|楼上的?|楼下的?|对门的?|隔壁的?|名叫|他叫|她叫|叫做)(?<name>[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕张孔曹严华金魏陶姜戚谢邹喻苏潘葛范彭郎鲁韦马苗凤方俞任袁柳鲍史唐费薛雷贺倪汤滕罗毕郝安常于傅卞齐康伍余顾孟黄穆萧尹姚邵汪毛戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫丁邓洪包石崔龚程裴陆翁曲井段焦侯谷全班甘宁白][\\u4e00-\\u9fff]{1,2})(?=家|的|在|总|老|又|把|天天|每天|经常|半夜|养|占|往|不|[，。,.；;、\\s]|$)", RegexOptions.None, Patience)]
    private static partial Regex Introduced();

    [GeneratedRegex("(?:老|小)?[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕张孔曹严华金魏陶姜戚谢邹喻苏潘葛范彭郎鲁韦马苗凤方俞任袁柳鲍史唐费薛雷贺倪汤滕罗毕郝安常于傅卞齐康伍余顾孟黄穆萧尹姚邵汪毛戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫丁邓洪包石崔龚程裴陆翁曲井段焦侯谷全班甘宁白][\\u4e00-\\u9fff]{0,2}?(?<title>大爷|大妈|大叔|大婶|大姐|大哥|大娘|阿姨|奶奶|爷爷|叔叔|师傅|先生|女士|老师|老板)", RegexOptions.None, Patience)]
    private static partial Regex AfterAName();

    [GeneratedRegex("(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})\\s*(?:号楼|栋)\\s*(?:(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})\\s*单元)?|\\b(?:building|block)\\s*[0-9]{1,3}", RegexOptions.IgnoreCase, Patience)]
    private static partial Regex Building();

    [GeneratedRegex("(?<=单元|门|号楼|栋|[-－—])\\s*[0-9０-９]{3,4}\\s*(?:室|户|号房|房)?(?![0-9０-９]|号楼|栋)|[0-9０-９]{3,4}\\s*(?:室|户|号房|房)", RegexOptions.None, Patience)]
    private static partial Regex Door();
}
