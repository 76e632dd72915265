using System.Text.RegularExpressions;

namespace ChatGov.Values;

/// <summary>The shapes of <see cref="WhenWords"/>, over half-width lower-case text.</summary>
internal static partial class WhenPatterns
{
    public static readonly string[] EnglishDays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    public static readonly string[] EnglishMonths = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Stands in place of each letter that was read.</summary>
    public const char Taken = '\u0001';

    public static IReadOnlyList<Regex> Days => [IsoDay(), MonthDay(), EnglishMonthDay(), NearDay(), Weekend(), NamedWeekday(), DayOfMonth()];

    public static IReadOnlyList<Regex> Spans => [SharedRange(), Range()];

    public static IReadOnlyList<Regex> Moments => [Clock(), Noon(), Duration()];

    public static int Int(Match match, string group) =>
        Numerals.TryRead(match.Groups[group].Value, out var number) && decimal.IsInteger(number) ? (int)number : 0;

    // Texts are short and the shapes have no nested repetition: the limit is for a starved machine, not for them.
    private const int Limit = 2_000;

    private const string Two = "(?:[0-9]{1,2}|[零〇一二三四五六七八九十两]{1,3})";
    private const string Month = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
    private const string Parts = "上午|前晌|早上|早晨|清早|清晨|一早|早|凌晨|半夜|中午|晌午|正午|下午|后晌|午后|傍晚|晚上|夜里|夜晚|晚|(?<=[今明\u0001])晨";
    private const string To = "\\s*(?:一直|干|做|忙|扫|弄)?(?:到|至|-|–|—|~|to|until|till)\\s*(?:次日|第二天|当天)?\\s*";

    private const string Tail =
        "(?::(?<minute>[0-5]?[0-9])(?![0-9])(?:\\s*(?<meridiem>[ap]\\.?m\\.?))?" +
        "|点(?:钟|整)?(?:(?<half>半)|过?(?<quarters>[一三1])刻|(?<minute>" + Two + ")分?(?![0-9号楼个人名位]))?|时(?:整|(?<minute>" + Two + ")分)?|\\s*(?<meridiem>[ap]\\.?m(?![a-z])\\.?))";

    private const string One = "(?:(?<part>" + Parts + ")\\s*(?:的)?)?(?<![0-9.])(?:at\\s+)?(?<hour>" + Two + ")" + Tail;

    // Group names with a 2 behind them are those of the end.
    private const string End =
        "(?:(?<part2>" + Parts + ")\\s*(?:的)?)?(?<hour2>" + Two + ")" +
        "(?::(?<minute2>[0-5]?[0-9])(?![0-9])(?:\\s*(?<meridiem2>[ap]\\.?m\\.?))?" +
        "|点(?:钟|整)?(?:(?<half2>半)|过?(?<quarters2>[一三1])刻|(?<minute2>" + Two + ")分?(?![0-9号楼个人名位]))?|时(?:整|(?<minute2>" + Two + ")分)?|\\s*(?<meridiem2>[ap]\\.?m(?![a-z])\\.?))";

    [GeneratedRegex("(?:(?<next>下)个?|这个?|本)?(?:周末|双休日)|\\b(?:(?<next>next)\\s+)?week-?end", RegexOptions.IgnoreCase, Limit)]
    public static partial Regex Weekend();

    [GeneratedRegex("(?:(?<next>下)个?)?(?:周|礼拜|星期)六(?:周|礼拜|星期|[、,和或跟])*[日天]", RegexOptions.None, Limit)]
    public static partial Regex BothDays();

    [GeneratedRegex("每(?:个|天|日|周|月|逢|礼拜|星期)|农历|阴历|腊月|正月|冬月|初[一二三四五六七八九十]|廿|昨(?:天|日|儿|晚)|前天|上个?(?:周|礼拜|星期)[一二三四五六日天末]|every\\s|each\\s|\\byesterday\\b", RegexOptions.IgnoreCase, Limit)]
    public static partial Regex Unsure();

    [GeneratedRegex("(?<![0-9])(?<year>[0-9]{4})\\s*(?:[-/.]\\s*(?<month>[0-9]{1,2})\\s*[-/.]\\s*(?<day>[0-9]{1,2})|年\\s*(?<month>" + Two + ")\\s*月\\s*(?<day>" + Two + "))(?![0-9])\\s*[日号]?", RegexOptions.None, Limit)]
    public static partial Regex IsoDay();

    [GeneratedRegex("(?<![0-9])(?<month>" + Two + ")\\s*月(?:份)?\\s*(?<day>" + Two + ")(?![0-9]|[共个起直些])\\s*[日号]?", RegexOptions.None, Limit)]
    public static partial Regex MonthDay();

    [GeneratedRegex("(?:(?<last>去年)|(?<next>明年)|(?<this>今年))的?\\s*(?<month>" + Two + ")\\s*月\\s*(?<day>" + Two + ")(?![0-9])\\s*[日号]?", RegexOptions.None, Limit)]
    public static partial Regex DayOfYear();

    [GeneratedRegex("\\b(?<day>[0-9]{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?<month>" + Month + ")\\b\\.?|\\b(?<month>" + Month + ")\\b\\.?\\s+(?<day>[0-9]{1,2})(?:st|nd|rd|th)?\\b(?!:)", RegexOptions.None, Limit)]
    public static partial Regex EnglishMonthDay();

    [GeneratedRegex("大后(?:天|儿个?|日)|后(?:天|儿个?|日)|明(?:天|儿个?|日)|明(?=[早晚晨])|今(?:天|儿个?|日)|今(?=[早晚晨])|(?:the\\s+)?day after tomorrow|\\b(?:tomorrow|today)\\b", RegexOptions.None, Limit)]
    public static partial Regex NearDay();

    [GeneratedRegex("(?:(?<nextnext>下下)|(?<next>下)|(?<this>这|本))?(?:个)?(?<!上个?)(?:周|礼拜|星期)(?<chinese>[一二三四五六日天]|[1-7](?![0-9:点]))|\\b(?:(?<next>next)\\s+|this\\s+|on\\s+)?(?<english>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\\b", RegexOptions.IgnoreCase, Limit)]
    public static partial Regex Weekday();

    // Behind a day that was read: the short English names are words too, such as "in the sun".
    [GeneratedRegex("(?:(?<nextnext>下下)|(?<next>下)|(?<this>这|本))?(?:个)?(?:周|礼拜|星期)(?<chinese>[一二三四五六日天]|[1-7](?![0-9:点]))|\\b(?<english>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\\b", RegexOptions.IgnoreCase, Limit)]
    public static partial Regex NamedWeekday();

    [GeneratedRegex("\u0001\\s*(?:[、,，和及与至到~–—-]|and|to)\\s*" + Two + "\\s*[号日](?![0-9号楼个人名位院栋室])", RegexOptions.None, Limit)]
    public static partial Regex AnotherDay();

    [GeneratedRegex("\u0001\\s*(?:[、,，和及与]|and)\\s*(?:" + Parts + ")?\\s*(?:[0-9]{1,2}:[0-5][0-9]|" + Two + "点)", RegexOptions.None, Limit)]
    public static partial Regex AnotherClock();

    [GeneratedRegex("(?<![0-9零〇一二三四五六七八九十两])(?<month>" + Two + ")\\s*月(?!份?[底初中])", RegexOptions.None, Limit)]
    public static partial Regex MonthAlone();

    [GeneratedRegex("(?<![0-9./:])(?<month>[0-9]{1,2})[./](?<day>[0-9]{1,2})(?![0-9./:点时]|\\s*(?:个|小时|钟头|h))", RegexOptions.None, Limit)]
    public static partial Regex SlashDay();

    // Behind a day: 12月12号到14号.
    [GeneratedRegex("(?<=\u0001\\s*(?:到|至|~|–|—|-)\\s*)(?<day>" + Two + ")[号日](?![0-9号楼栋])", RegexOptions.None, Limit)]
    public static partial Regex LastDay();

    // 28号, but not 3号楼.
    [GeneratedRegex("(?<![0-9一二三四五六七八九十])(?<day>" + Two + ")(?:[号日](?=\\s|[,，。]|$|[0-9]|" + Parts + ")|日(?![期常用记本报子程历]))", RegexOptions.None, Limit)]
    public static partial Regex DayOfMonth();

    [GeneratedRegex("(?:(?<part>" + Parts + ")\\s*)?(?<![0-9.])(?<hour>[0-9]{1,2}|[一二三四五六七八九十]{1,3})\\s*(?:到|至|-|–|—|~)\\s*(?:(?<part2>" + Parts + ")\\s*)?(?<hour2>[0-9]{1,2}|[一二三四五六七八九十]{1,3})点(?:钟|整)?(?<half2>半)?|\\b(?<hour>[0-9]{1,2})(?::(?<minute>[0-9]{2}))?\\s*(?:-|–|—|~|to)\\s*(?<hour2>[0-9]{1,2})(?::(?<minute2>[0-9]{2}))?\\s*(?<meridiem2>[ap]\\.?m(?![a-z])\\.?)|(?<![0-9:.]|\\b[a-z]{3} )\\b(?:from\\s+)?(?<hour>[0-9]{1,2})\\s+(?:to|until|till)\\s+(?<hour2>[0-9]{1,2})\\b(?!\\s*(?:people|persons?|volunteers?|helpers?|places?|of|more|bags?|chairs?|years?|[0-9:%\\p{IsCJKUnifiedIdeographs}]))", RegexOptions.None, Limit)]
    public static partial Regex SharedRange();

    /// <summary>A part of the day, with an hour or without.</summary>
    [GeneratedRegex(Parts, RegexOptions.None, Limit)]
    public static partial Regex PartAlone();

    /// <summary>The same by a word of its own: 早 alone begins 早餐 as well.</summary>
    [GeneratedRegex("上午|前晌|早上|早晨|清早|清晨|一早|凌晨|半夜|中午|晌午|正午|下午|后晌|午后|傍晚|晚上|夜里|夜晚", RegexOptions.None, Limit)]
    public static partial Regex PartInWords();

    /// <summary>A day that is over.</summary>
    [GeneratedRegex("大?前天|昨(?:天|日|儿个?)|\\b(?:the day before )?yesterday\\b", RegexOptions.IgnoreCase, Limit)]
    public static partial Regex PastDay();

    [GeneratedRegex("\\b(?:morning|noon|afternoon|evening|tonight)\\b", RegexOptions.None, Limit)]
    public static partial Regex EnglishPart();

    [GeneratedRegex(One + To + End, RegexOptions.None, Limit)]
    public static partial Regex Range();

    [GeneratedRegex(One, RegexOptions.None, Limit)]
    public static partial Regex Clock();

    [GeneratedRegex("晌午|中午|正午|\\bnoon\\b", RegexOptions.None, Limit)]
    public static partial Regex Noon();

    [GeneratedRegex("(?:大概|大约|一共|共|约|干|做|for\\s+|about\\s+)?(?<![0-9.点:])(?:" +
        "(?<hours>[0-9]{1,2}(?:\\.[0-9])?|[一二三四五六七八九十两俩仨]{1,3}|\\b(?:" + Numerals.EnglishWords + "))\\s*(?:个)?来?(?<half>半| and a half)?\\s*(?:小时|钟头|hours?\\b|hrs?\\b|h\\b)(?<half>半)?(?:\\s*(?:and )?零?(?<minutes>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:分钟?|min(?:utes?|s)?\\b)|(?<minutes>[一二三四五]十五?)(?![分点号个人名位多几]))?" +
        "|(?<hours>[一二三四五六七八九十两俩仨])个(?<half>半)?钟(?!头)" +
        "|(?<half>半)(?:个)?(?:小时|钟头)|(?<half>half an hour)" +
        "|(?<minutes>[0-9]{1,3}|[一二三四五六七八九十]{1,3}|\\b(?:" + Numerals.EnglishWords + "))\\s*(?:分钟|min(?:utes?|s)?\\b))(?!\\s*(?:后|前|之后|之前|以后|以前|内|later|ago))", RegexOptions.None, Limit)]
    public static partial Regex Duration();
}
