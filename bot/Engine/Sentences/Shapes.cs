using System.Text.RegularExpressions;

namespace ChatGov.Sentences;

/// <summary>The shapes of values, over half-width lower-case text.</summary>
internal static partial class Shapes
{
    private const int Limit = 2_000;
    private const string Digit = "一二两三四五六七八九十俩仨";
    private const string Surnames =
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";

    public static readonly IReadOnlyDictionary<string, int> Ordinals = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["first"] = 1, ["second"] = 2, ["third"] = 3, ["fourth"] = 4, ["fifth"] = 5, ["头一个"] = 1, ["头一条"] = 1, ["top one"] = 1,
    };

    public static readonly IReadOnlyDictionary<string, long> EnglishNumbers = new Dictionary<string, long>(StringComparer.Ordinal)
    {
        ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9, ["ten"] = 10, ["twelve"] = 12, ["twenty"] = 20,
    };

    /// <summary>周六有人吗: a single letter may be part of a longer word.</summary>
    [GeneratedRegex(@"[吗么?？](?=\s*$)", RegexOptions.None, Limit)]
    public static partial Regex QuestionEnd();

    /// <summary>我叫高兴, 姓安, my name is May: whatever follows to the next pause.</summary>
    [GeneratedRegex("(?:叫做?|名叫|姓名?|名字是|我是|他是|她是|my name is|name's|i am|i'm|called)\\s*(?<name>[^,，。;；!！?？\\s]{1,12}(?: [a-z'-]{1,15}){0,3})", RegexOptions.IgnoreCase, Limit)]
    public static partial Regex Called();

    [GeneratedRegex("…+", RegexOptions.None, Limit)]
    public static partial Regex LeftOut();

    /// <summary>Of whoever stands before it: they were not there.</summary>
    [GeneratedRegex("没来|没到|没露面|缺席|没参加|没有来|didn't (?:come|show)|did not come|absent", RegexOptions.None, Limit)]
    public static partial Regex Absent();

    [GeneratedRegex("(?<![a-z0-9])(?:(?=[a-z0-9-]*[0-9])(?=[a-z0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)+|(?=[a-z]*[0-9])(?=[0-9]*[a-z])[a-z0-9]{4,24})(?![a-z0-9])", RegexOptions.None, Limit)]
    public static partial Regex Code();

    [GeneratedRegex("(?<![0-9])1[0-9]{10}(?![0-9])", RegexOptions.None, Limit)]
    public static partial Regex Phone();

    [GeneratedRegex("(?:(?:[0-9]{1,3}|[" + Digit + "]{1,3})(?:号楼|栋|幢|号院|单元|楼(?!道|下|上|梯|门))\\s*)+(?:(?:[0-9]{1,3}|[" + Digit + "]{1,2})(?:单元|层|楼))?|(?:building|block) [0-9]{1,3}", RegexOptions.None, Limit)]
    public static partial Regex Building();

    [GeneratedRegex("(?<![第0-9.])(?<n>[0-9]{1,4}|[" + Digit + "]{1,3})来?\\s*(?:个(?:人|志愿者|同志|师傅|党员)|人次|人|位|名|口人|场|套|间|次|回|份|件|台|把|辆|户|张|盒|箱|斤|袋|床|条(?!件)|本|顶|吨|棵|盏|篇|个(?!半|月|小时|钟|礼拜|星期|多|[点大小])(?<!一个)(?<!前[二两三四五]个)(?<!前[2-9]个))|\\b(?<n>[0-9]{1,4}|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\\s+(?:more\\s+|new\\s+)?(?:people|doctors?|drivers?|nurses?|invite codes?|codes?|teachers?|shovels?|bags?|sets?|households?|chairs?|volunteers?|persons?|times?|talks?|rooms?|chairs?|helpers?|of us)\\b", RegexOptions.None, Limit)]
    public static partial Regex Amount();

    [GeneratedRegex("(?<first>前)(?<n>[两二三四五2-9])个|(?<n>[0-9]{1,2}|[一二三四五六七八九十])\\s*(?:到|至|-|~)\\s*(?<last>[0-9]{1,2}|[一二三四五六七八九十]{1,2})\\s*号|第\\s*(?<n>[0-9]{1,3}|[" + Digit + "]{1,3})\\s*(?:个|条|项|号)?|(?<![0-9.])(?<n>[0-9]{1,3})\\s*(?:号(?!楼|院|线)|(?:st|nd|rd|th)\\b)?(?![0-9.:点])|(?<n>[" + Digit + "]{1,2})号(?!楼|院|线)|(?<ring>[①-⑳])|(?<word>头一个|头一条|top one|\\b(?:first|second|third|fourth|fifth)\\b)|^\\s*(?<n>[" + Digit + "])\\s*$|(?<=选)(?<n>[" + Digit + "])", RegexOptions.None, Limit)]
    public static partial Regex Number();

    [GeneratedRegex("(?<it>(?<![\\u4e00-\\u9fff])[老小][王李张刘陈杨赵黄周吴徐孙胡朱何郭马罗梁宋郑谢韩唐])(?![路家庄村沟])|(?<=除了|除|让|叫|换成|改成|安排|换|请|给|由|就|只有|是|和|、|,|，|^|跟|\\s|员|徒弟|同事|社区的|一下|派给|移给|交给|有)(?<it>(?:[老小][" + Surnames + "]|[" + Surnames + "](?:师傅|阿姨|书记|大爷|大妈|奶奶|爷爷|老师|姐|哥|主任)|[" + Surnames + "][\\u4e00-\\u9fff]{1,2}?))(?=吧|带|没来|没到|来了|来不了|来的|没有来|带队|负责|迟到|早走|晚到|请假|替|都来|以外|之外|外|$|[、,，。 和跟]|去|多干|少干|只干|干了|到了|不来|没露面|的驳回|报了|报没报|昨天没来|今天没来|过了|一块|一起|调走|离职|和|跟)", RegexOptions.None, Limit)]
    public static partial Regex Person();

    [GeneratedRegex("(?<it>[^\\u0001，。,.!！?？ 、给让找由叫和跟的了是我们你在去到向对问请帮把与同有能]{2,8}?(?:公司|管理局|局|医院|学校|中学|小学|银行|法院|检察院|消防站|消防队|幼儿园|协会|妇联|团委|工会|派出所|物业|联社|中心|乌兰牧骑))(?!长|里|门口|南门|北门)", RegexOptions.None, Limit)]
    public static partial Regex Organisation();

    [GeneratedRegex("(?<it>(?:[^\\u0001，。,.!！?？ 、给让找由叫和跟的了是我你在去到向对问请帮把与同有能们住搬于从这那哪本个换转改来离看]{1,8}?(?:小区|社区|嘎查|公园|广场|街道|苏木|镇(?!静|定)|大街|那边|路(?:口)?(?![灯上])|巷|胡同|家园|花园|桥头|车站)|楼道|单元门|小区门口|社区门口|门口|地下室|充电棚|车棚|党群服务中心|活动室|会议室|操场|幼儿园|(?<![\\u4e00-\\u9fff])(?:小区|社区|嘎查|公园|广场)|(?<=到|去|在|楼)(?:小区|社区|嘎查|公园|广场|院里|楼下))(?:里|边|旁边|附近|后面|前面)?(?:的)?(?:[东南西北]门|[东南西北]边|门口|活动室|会议室|广场|地下室|车棚|垃圾站)?|[东南西北]门(?:口|外)?)", RegexOptions.None, Limit)]
    public static partial Regex Place();

    /// <summary>A Chinese letter, a Latin word or a number.</summary>
    [GeneratedRegex("[a-z']+|[0-9]+|\\p{L}", RegexOptions.None, Limit)]
    public static partial Regex Tokens();

    /// <summary>Where a message may turn to something else.</summary>
    [GeneratedRegex("[，。；！？,;!?\\n]|顺便|另外|然后|\\band (?:also|then)\\b", RegexOptions.None, Limit)]
    public static partial Regex Parts();

    [GeneratedRegex("昨|前天|前儿|上(?:一)?个?(?:周|礼拜|星期|月)|去年|last|yesterday", RegexOptions.None, Limit)]
    public static partial Regex Before();
}
