using System.Text.RegularExpressions;
using ChatGov.Data;
using ChatGov.People;
using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.Cases;

/// <summary>
/// What people say of a matter, before any of it is kept: the names of others and numbers by which people are told apart are taken
/// out; what belongs to another office is not kept at all.
/// </summary>
public static partial class CaseTalk
{
    public const int LongestWords = 500;

    public const int LongestInAll = LongestWords * 20;
    public const int LongestSpot = 40;
    public const int LongestContact = 60;
    private const int Patience = 250;
    private const int LeastDigits = 7;

    /// <summary>The words as they may be kept.</summary>
    public static string WithoutOthers(string words) =>
        WithoutNames(Redaction.Clean(Legible.Of(words).Trim(), keepPhones: false).Text);

    /// <summary>Building and stairs; a door is somebody's address.</summary>
    public static string WithoutDoor(string spot) => Door().Replace(WithoutOthers(spot), "").Trim(' ', '，', ',', '-', '－');

    /// <summary>A building or stairs named in a sentence: 3号楼2单元; null for none.</summary>
    public static string? SpotIn(string words) => Building().Match(words) is { Success: true } match ? match.Value : null;

    /// <summary>Whom to call: a number stands in it, of a mobile or of a house.</summary>
    public static bool IsContact(string contact) => contact.Trim().Letters() is > 0 and <= LongestContact && contact.Count(char.IsDigit) >= LeastDigits;

    /// <summary>The number at which somebody asks to be called, never one that is merely named: 打我电话 and a number; null for none.</summary>
    public static string? PhoneIn(string words) => OwnPhone().Match(words) is { Success: true } match ? Redaction.FirstPhone(match.Value) : null;

    /// <summary>Somebody may come to harm: the first contact is due in hours.</summary>
    public static bool IsDanger(string words) => WordList.IsIn(words, Danger);

    private static readonly string[] Danger = WordList.Of("case.words.danger");

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

    private static string WithoutNames(string words) => InEnglish().Replace(OfAHouse().Replace(Titled().Replace(Introduced().Replace(words, "${by}某人"), "某${title}"), "某家"), "somebody");

    private const string Surname = "[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕张孔曹严华金魏陶姜戚谢邹喻苏潘葛范彭郎鲁韦马苗凤方俞任袁柳鲍史唐费薛雷贺倪汤滕罗毕郝安常于傅卞齐康伍余顾孟黄穆萧肖尹姚邵汪毛戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫丁邓洪包石崔龚程裴陆翁曲井段焦侯谷甘宁白刘叶龙黎闫阎乔邢左房赖武聂关温尚牛申岳易覃池曾游涂]";

    // What begins as a name does and is none: 井盖, 马桶, 方便.
    private const string NoName = "(?!井盖|马桶|马路|安全|安排|安装|包子|方便|方向|白天|白色|石头|车库|水管|金属|花园|毛病|柳树|管道|房子|房顶|温度|左边|池子|任何|常常|经常|时常|成堆|成片|鲁菜|江边|高层|高空|高压|关门|关系|关不|关上|易燃|游泳|万一|季节|明天|段路|余下|康复|龙头|牛奶|宁静|卫生|于是|常年|常停)";

    // What somebody in office did, not that something is broken: 书记收了钱, never 书记说会修.
    [GeneratedRegex("(书记|主任|干部|村官|领导|局长|镇长|科长|公务员)[^，。,.；;]{0,12}(受贿|行贿|贪污|贪钱|收(了)?(钱|红包|礼|好处)|拿了?(我|人家|别人|群众)的?钱|吃拿卡要|挪用|截留|冒领|克扣|以权谋私|优亲厚友|乱收费)|(举报|检举)[^，。]{0,8}(书记|主任|干部|领导|公务员)|official[^.,]{0,30}(bribe|embezzl|kickback)|(bribe|embezzl)[^.,]{0,30}(official|secretary|cadre)", RegexOptions.IgnoreCase, Patience)]
    private static partial Regex Misconduct();

    // Not what is feared, prevented or named in passing while something is broken.
    [GeneratedRegex("(?<!反|防|怕|预防|宣传)(?:贩毒|贩卖毒品|吸毒|聚众赌博|开赌场|卖淫|嫖娼|传销|家暴(?![晒力])|打老婆|打孩子|入室盗窃|抢劫|被骗了|杀人|强奸|猥亵|放高利贷|非法集资|诈骗了)|被偷了|(?:电动车|自行车|钱包|手机|东西)(?:让人)?(?:给)?偷了|drug deal|burglar|robbed|scammed|domestic violence|gambling den", RegexOptions.IgnoreCase, Patience)]
    private static partial Regex Crime();

    [GeneratedRegex("(我要|想|准备|打算|去)(上访|信访)|(征地|拆迁|补偿款)[^，。]{0,10}(不公|不合理|没给|没到|纠纷)|信访件|复查复核|petition office", RegexOptions.IgnoreCase, Patience)]
    private static partial Regex Petition();

    [GeneratedRegex("(低保|社保|医保|养老金|退休金|高龄补贴|户口|身份证|公租房|廉租房|准生证|居住证|失业金|临时救助)[^，。]{0,10}(怎么办|咋办|如何办|在哪办|去哪办|到哪办|办理|申请|材料|条件|没到账|没发|转移|补办|要啥|要什么)|(申请|办理|怎么办|咋办|补办)(个)?(低保|社保|医保|养老金|退休金|高龄补贴|户口|身份证|公租房|廉租房|居住证|失业金|临时救助)|(apply|eligib)[^.,]{0,30}(subsidy|allowance|pension|insurance|permit)", RegexOptions.IgnoreCase, Patience)]
    private static partial Regex Entitlement();

    // 邻居王建国, 那人叫李强: who it is, is nobody's to know; where a word only looks like a name nothing is lost but two letters.
    [GeneratedRegex("(?<by>(?:邻居|住户|业主|租户|对门|隔壁|楼上|楼下)(?:住的|的)?(?:是|叫|姓)?|名叫|他叫|她叫|那人叫|叫做)" + NoName + "(?<name>(?:欧阳|上官|司马|诸葛|慕容)[\\u4e00-\\u9fff]{1,2}|" + Surname + "[\\u4e00-\\u9fff]{1,2}?)(?=家|的|在|总|老|又|也|都|和|跟|说|反映|早|从|让|有|把|天天|每天|经常|半夜|晚上|养|占|往|不|打|装|唱|放|堆|停|倒|扔|[，。,.；;、\\s]|$)", RegexOptions.None, Patience)]
    private static partial Regex Introduced();

    // Mr Wang in 302, Mrs. Li of flat 5-201: name and door.
    [GeneratedRegex("\\b(?:Mr|Mrs|Ms|Miss|Dr|Uncle|Aunt|Auntie|Grandma|Grandpa)\\.?\\s+[A-Z][a-z]+(?:\\s+[A-Z][a-z]+)?(?:\\s+(?:in|at|of|from)\\s+(?:flat|apartment|room|door|unit|no\\.?)?\\s*#?[0-9][0-9-]*)?|(?<=\\bneighbou?r\\s+)[A-Z][a-z]+(?:\\s+[A-Z][a-z]+)?", RegexOptions.None, Patience)]
    private static partial Regex InEnglish();

    // 3号楼张伟家, 老李家.
    [GeneratedRegex("(?:(?<=[楼层号室户元院])(?<![不])" + NoName + Surname + "[\\u4e00-\\u9fff]{1,2}?|(?:老|小)" + Surname + ")家(?![里具长庭属电园政常乡务门])", RegexOptions.None, Patience)]
    private static partial Regex OfAHouse();

    [GeneratedRegex("(?<![安方全])(?:老|小)?" + NoName + Surname + "[\\u4e00-\\u9fff]{0,2}?(?<title>大爷|大妈|大叔|大婶|大姐|大哥|大娘|阿姨|奶奶|爷爷|叔叔|师傅|先生|女士|老师|老板)", RegexOptions.None, Patience)]
    private static partial Regex Titled();

    [GeneratedRegex("(?:我|本人|俺|call me|reach me|my (?:phone|number|mobile))[^0-9０-９，。;；]{0,10}(?:[+＋]?[0-9０-９][0-9０-９ -]{6,17})", RegexOptions.IgnoreCase, Patience)]
    private static partial Regex OwnPhone();

    [GeneratedRegex("(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})\\s*(?:号楼|栋)\\s*(?:(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})\\s*单元)?|\\b(?:building|block)\\s*[0-9]{1,3}", RegexOptions.IgnoreCase, Patience)]
    private static partial Regex Building();

    /// <summary>The same within a sentence, as a form looks for it.</summary>
    internal static Regex Spot() => SpotWithin();

    [GeneratedRegex("(?<v>(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})\\s*(?:号楼|栋)\\s*(?:(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})\\s*单元)?(?:\\s*[0-9０-９]{3,4}(?:室|户)?)?)", RegexOptions.None, Patience)]
    private static partial Regex SpotWithin();

    [GeneratedRegex("(?<=单元|门|号楼|栋|[-－—])\\s*[0-9０-９]{3,4}\\s*(?:室|户|号房|房)?(?![0-9０-９]|号楼|栋)|[0-9０-９]{3,4}\\s*(?:室|户|号房|房)", RegexOptions.None, Patience)]
    private static partial Regex Door();
}
