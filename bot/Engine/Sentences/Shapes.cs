using System.Text.RegularExpressions;
using ChatGov.Values;

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

    [GeneratedRegex("(?<![a-z0-9])(?![0-9]{1,2}(?:[ap]m)\\b|[0-9]+-[a-z]+\\b)(?:(?=[a-z0-9-]*[0-9])(?=[a-z0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)+|(?=[a-z]*[0-9])(?=[0-9]*[a-z])[a-z0-9]{4,24})(?![a-z0-9])", RegexOptions.None, Limit)]
    public static partial Regex Code();

    [GeneratedRegex("(?<![0-9])1[0-9]{10}(?![0-9])", RegexOptions.None, Limit)]
    public static partial Regex Phone();

    [GeneratedRegex("(?:(?:[0-9]{1,3}|[" + Digit + "]{1,3})(?:号楼|栋|幢|号院|单元|楼(?!道|下|上|梯|门))\\s*)+(?:(?:[0-9]{1,3}|[" + Digit + "]{1,2})(?:单元|层|楼))?|(?:building|block) [0-9]{1,3}", RegexOptions.None, Limit)]
    public static partial Regex Building();

    [GeneratedRegex("(?<![第0-9.])(?<n>[0-9]{1,4}|[" + Digit + "]{1,3})来?\\s*(?:个(?:人|志愿者|同志|师傅|党员)|人次|人|位|名|口人|场|套|间|次|回|份|件|台|把|辆|户|张|盒|箱|斤|袋|床|条(?!件)|本|顶|吨|棵|盏|篇|双|批(?!了|准|第)|根|个(?!半|月|小时|钟|礼拜|星期|多|点|大(?![夫爷妈姐哥])|小(?![伙朋孩学组]))(?<!一个)(?<!前[二两三四五]个)(?<!前[2-9]个))|\\b(?<n>[0-9]{1,4}|" + Numerals.EnglishWords + ")\\s+(?:more\\s+|new\\s+)?(?:people|doctors?|drivers?|nurses?|invite codes?|codes?|teachers?|shovels?|bags?|sets?|households?|chairs?|volunteers?|persons?|times?|talks?|rooms?|chairs?|helpers?|of us)\\b|\\b(?:people|number|places?|headcount)\\s+to\\s+(?<n>[0-9]{1,4}|" + Numerals.EnglishWords + ")\\b|(?<=来了|到了|到场)(?<n>[0-9]{1,3}|[" + Digit + "]{1,3})个|\\b(?<n>[0-9]{1,4}|" + Numerals.EnglishWords + ")\\s+(?!hours|minutes|mins|hrs|days|weeks|months|years|times|points|stars|oclock)(?:[a-z]{3,} )?[a-z]{3,}s\\b", RegexOptions.None, Limit)]
    public static partial Regex Amount();

    [GeneratedRegex("(?<first>前)(?<n>[两二三四五2-9])个|\\b(?<first>first) (?<n>two|three|four|five)\\b|(?<n>[0-9]{1,2}|[一二三四五六七八九十])\\s*(?:到|至|-|~)\\s*(?<last>[0-9]{1,2}|[一二三四五六七八九十]{1,2})\\s*号|第\\s*(?<n>[0-9]{1,3}|[" + Digit + "]{1,3})\\s*(?:个|条|项|号)?|(?<![0-9.])(?<n>[0-9]{1,3})\\s*(?:号(?!楼|院|线)|(?:st|nd|rd|th)\\b)?(?![0-9.:点])|(?<n>[" + Digit + "]{1,2})号(?!楼|院|线)|(?<ring>[①-⑳])|(?<word>头一个|头一条|top one|\\b(?:first|second|third|fourth|fifth)\\b)|^\\s*(?<n>[" + Digit + "])\\s*$|(?<=选)(?<n>[" + Digit + "])", RegexOptions.None, Limit)]
    public static partial Regex Number();

    [GeneratedRegex("(?<it>(?<![大从多最很太较细胆窄瘦矮])[老小](?:[王李张刘陈杨赵黄周吴徐孙胡朱何郭罗梁宋郑谢韩唐冯董程曹袁邓许沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪任姜范姚谭廖邹熊陆郝崔邱秦顾侯邵孟钱汤尹黎乔贺闫窦]|马(?!路)|高(?!层)|白(?!菜)))(?![路家庄村沟区学时孩子])|(?<=除了|除|让|叫|换成|改成|安排|换|请|给|由|就|只有|是|和|、|,|，|^|跟|\\s|员|徒弟|同事|社区的|一下|派给|移给|交给|有|:|：)(?!谢谢|老师|小时|小区|老幼)(?<it>(?:[老小][" + Surnames + "]|[" + Surnames + "](?:师傅|阿姨|书记|大爷|大妈|奶奶|爷爷|老师|姐|哥|主任)|[" + Surnames + "][\\u4e00-\\u9fff]{1,2}?))(?=吧|带|没来|没到|来了|来不了|来的|没有来|带队|负责|迟到|早走|晚到|请假|替|都来|以外|之外|外|$|[、,，。 和跟]|去|多干|少干|只干|干了|到了|不来|没露面|的驳回|报了|报没报|缺席|昨天没来|今天没来|过了|一块|一起|调走|离职|和|跟)|(?<=\\b(?:except|replace|only|ask|let) )(?!me\\b|you\\b|us\\b|it\\b|the\\b|for\\b|that\\b|this\\b|if\\b|when\\b|somebody\\b|someone\\b)(?<it>(?:old |mr |mrs |ms )?[a-z]{2,12})(?= (?:came|did|was|will|can|leads?|with|lead)\\b|[,.;]|\\s*$)|(?<=(?:缺勤|缺席|没到的|没来的|未到|就差|只差|除了|有事的|缺了|到的|来的|参加的)[:是有]?\\s*)(?![:是有了])(?<it>[\\u4e00-\\u9fff]{2,4}?)(?=[、,，。;；和跟]|没|以外|之外|外|都|其他|其余|$)|(?<=(?:缺勤|缺席|没到的|没来的|未到|就差|只差|除了|到的是|来的是|参加的是)[^。;；]{2,24}[、和跟])(?<it>[\\u4e00-\\u9fff]{2,4}?)(?=[、,，。;；和跟]|没|以外|之外|外|都|其他|其余|$)|(?<=让|由|换|换成|改由|改成|交给|托给|变更为)(?!大家|大伙|他|她|人|别人|谁|我|你|孩子|志愿|居民|物业|社区|单位|副|书记|主任)(?<it>[\\u4e00-\\u9fff]{2,4}?)(?=带队|领头|牵头|负责|主持|接着|接手|替我|代我|指挥)|(?<it>[" + Surnames + "][\u4e00-\u9fff]{1,2}?)(?=没来|没到|缺席|没露面|请了?病?假)|(?<![\u4e00-\u9fff][老我你他她])(?<it>[王李张刘陈杨赵黄周吴徐孙胡朱何郭罗梁宋郑谢韩唐冯董程曹袁邓许沈曾彭吕苏蒋蔡贾丁魏薛叶余潘杜戴夏钟汪任姜范姚谭廖邹熊陆郝崔邱秦顾侯邵孟钱汤尹黎乔贺闫窦](?:大娘|大爷|奶奶|爷爷|阿姨|老师|师傅|大夫|医生|校长|大叔|婶|大嫂|大姐|大哥|姨))|(?<=查一下|查查|查下|名册,|名册，|看看|找一下)(?<it>[" + Surnames + "][\u4e00-\u9fff]{1,2}?)(?=有没有|报到|报没报|登记|在不在)|(?<=[叫是])(?!人|车|大家|什么|啥|我|你|他|她|上|个|不|谁|哪|没)(?<it>[\\u4e00-\\u9fff]{2,4}?)(?=不是[\\u4e00-\\u9fff]{2,4}$|的(?:报到|同志|党员)|,? ?加到)|(?<=同学|实习生|徒弟|科的|党员叫|名叫)(?<it>[\\u4e00-\\u9fff]{2,4}?)(?=一起|也|替|带|[,， ]|$)|(?<=^|[\\s,，、])(?!人|大家|全|都|谁|我|你|他|她|它|没|有|雪|水|电|暖|车|快递|昨|今|明|就|已|刚|又|也|还|两|三|几|[0-9])(?<it>[\\u4e00-\\u9fff]{2,3}?)(?=来了(?:$|[\\s,，])|到了(?:$|[\\s,，])|没来|没到|没见)|(?<=\\b(?:could|can|let|add|replace|remove|swap) )(?!you\\b|somebody\\b|someone\\b|anyone\\b|anybody\\b|we\\b|she\\b|they\\b|one\\b|the\\b|people\\b|that\\b|this\\b|our\\b)(?<it>[a-z]{3,12})(?= (?:take|to our|to the|lead|from|with|go instead|replace)\\b)", RegexOptions.None, Limit)]
    public static partial Regex Person();

    [GeneratedRegex("(?<it>[^\\u0001，。,.!！?？ 、给让找由叫和跟的了是我们你在去到向对问请帮把与同有能]{2,8}?(?:公司|管理局|局|医院|学校|中学|小学|银行|法院|检察院|消防站|消防队|幼儿园|协会|妇联|团委|工会|派出所|物业|联社|(?<!党群服务|便民服务|活动)中心|乌兰牧骑))(?!长|里|门口|南门|北门)|(?<![\\u4e00-\\u9fff-[我们俺咱是本归给让跟和与转派交请了]])(?<it>旗?[一二]?(?:医院|法院|银行|学校|城管|派出所|检察院|公安局|民政局|妇联|团委|工会|物业|残联|卫健委|[水电]厂|中学|小学|供[热水电]站|水管站|供电所|信用社|农商行|农行|工行|建行|信用联社|[一二三四五六]中|[一二三四五六]小(?!时|队|区)|邮政局|供电公司|供热公司))(?!长|里|门口|南门|北门|看|取|拿)|\\b(?:our|the|at|with) (?:the )?(?<it>(?:power |heating |water )?(?:bank|hospital|court|school|company|police station))\\b|(?<=在)(?<it>旗?(?:医院|中学|银行|农商行|法院|学校))(?=[\\u4e00-\\u9fff]{0,4}(?:上班|工作|科))", RegexOptions.None, Limit)]
    public static partial Regex Organisation();

    [GeneratedRegex("(?<it>(?:[^\\u0001，。,.!！?？ 、给让找由叫和跟的了是我你在去到向对问请帮把与同有能们住搬于从这那哪本个换转改来离看报给]{1,8}?(?:小区|社区|嘎查|公园|广场|街道|苏木|镇(?!静|定)|大街|那边|路(?:口)?(?![灯上])|巷|胡同|家园|花园|苑|家属院|大院|桥头|车站)|楼道|单元门|养老院|敬老院|(?:公交|汽)?车站|公交站|停车场|菜市场|网吧|文化馆|图书馆|体育馆|盲道|巷子|平房区|车库|楼前头?|楼后头?|超市|卫生院|水房|锅炉房|小区门口|社区门口|门口|地下室|充电棚|车棚|党群服务中心|活动室|会议室|操场|幼儿园|(?<![\\u4e00-\\u9fff])(?:小区|社区|嘎查|公园|广场)|(?<=到|去|在|楼)(?:小区|社区|嘎查|公园|广场|院里|楼下))(?:里|边|旁边|附近|后面|前面)?(?:的)?(?:[东南西北]门|[东南西北]边|门口|活动室|会议室|广场|地下室|车棚|垃圾站)?|[东南西北]门(?:口|外)?|村口|篮球场|单元口|[东南西北]墙根|楼下|(?:[东南西北]边)?空地|消防通道|(?<=[住到去在从回])[\\u4e00-\\u9fff]{1,3}?(?:沟|滩|湾|梁|屯|村(?!委|里)|营子|山(?!上|里|下))|[\\u4e00-\\u9fff]{1,3}街(?!道|坊|上)|(?<=[去到往](?:旗)?)(?:旗)?(?:医院|法院|银行|学校|派出所))|\\b(?<it>(?:(?:school|library|riverside|community|train|bus|north|south|east|west|main|front|back) )?(?:gate|market|park|library|station|square|stairwell|playground|community cent(?:er|re)|clinic|underpass|nursing home))\\b|\\b(?!(?:the|my|our|your|a|new|another|this|that|which|local|whole|in|to|of|with)\\b)(?<it>[a-z]{3,12}) community\\b|(?<=\\b(?:moved|move|transfer(?:red)?) to )(?!the\\b|a\\b|another\\b|next\\b|my\\b)(?<it>[a-z]{4,12})\\b|(?<=住在?)[\\u4e00-\\u9fff]{1,4}?(?:苑|府|城|里|湾)(?=$|[,，。 ])", RegexOptions.None, Limit)]
    public static partial Regex Place();

    /// <summary>Where a message may turn to something else.</summary>
    [GeneratedRegex("[，。；！？,;!?\\n]|顺便|另外|然后|\\band (?:also|then)\\b", RegexOptions.None, Limit)]
    public static partial Regex Parts();

    [GeneratedRegex("咋|怎么|却|但|可是|才|只|just|only|but", RegexOptions.None, Limit)]
    public static partial Regex Contrast();

    /// <summary>Right before a length: that is what it was.</summary>
    [GeneratedRegex("(?:其实|实际|应该是?|明明|actually|should be)[^,，。;；]{0,6}$", RegexOptions.None, Limit)]
    public static partial Regex InTruth();

    /// <summary>行，我去; 就这个吧; 我要报名: a yes to what is in sight, and nothing else.</summary>
    [GeneratedRegex("^(?:[行好成中那就这个它我俺也想要去来吧呀啊嘞，,。! ]|可以|报名|报上|参加|认领|领|接|算我|算上|一个|给)+$|^(?:ok|yes|sure|okay)?[, ]*(?:i'll (?:go|take it|do it)|count me in|sign me up)[.!]?$", RegexOptions.IgnoreCase, Limit)]
    public static partial Regex PlainYes();

    /// <summary>Behind a number of a list: that one not.</summary>
    [GeneratedRegex("不要|不去|不参加|不干|不来|不接|不报|不行|去不了|来不了|取消|退|算了|别|not", RegexOptions.None, Limit)]
    public static partial Regex Refused();

    /// <summary>Behind a number of a list: that one.</summary>
    [GeneratedRegex("照|要|批|通过|过|去|来|接|留|保留|可以|行|报|keep|yes", RegexOptions.None, Limit)]
    public static partial Regex Wanted();

    /// <summary>Right before an amount: not what was there first.</summary>
    [GeneratedRegex("(?:改成|改为|改到|变成|换成|加到|减到|来了|到了|实到|实际|只来|to )$", RegexOptions.None, Limit)]
    public static partial Regex Became();

    [GeneratedRegex("全部|全都|统统|一起|一次性|一键|所有|个个|都(?!没|不|还)|全(?!家|国|市|旗|县|年|天|程|面|名)|\\b(?:all|every(?:one|body|thing))\\b", RegexOptions.None, Limit)]
    public static partial Regex Everything();

    [GeneratedRegex("(?:不是|除了?|除去|\\b(?:not|except|but)) *$", RegexOptions.None, Limit)]
    public static partial Regex SaysNot();

    /// <summary>Between two times: from the one to the other.</summary>
    [GeneratedRegex("改|挪|推|调|换|延|提前|移|move|change|push|postpone|reschedule", RegexOptions.None, Limit)]
    public static partial Regex Moved();

    [GeneratedRegex("(?:周|星期|礼拜)(?<from>[一二三四五六日天])(?:到|至|-|~)(?:周|星期|礼拜)?(?<to>[一二三四五六日天])", RegexOptions.None, Limit)]
    public static partial Regex Weekdays();

    /// <summary>Where a message may turn to what is the matter.</summary>
    [GeneratedRegex("[，。；！？,;!?\\n]|顺便|另外|然后|但是?|可是?|不过|等等|\\bbut\\b", RegexOptions.None, Limit)]
    public static partial Regex Turns();

    [GeneratedRegex("昨|前天|前儿|上(?:一)?个?(?:周|礼拜|星期|月)|去年|last|yesterday", RegexOptions.None, Limit)]
    public static partial Regex Before();
}
