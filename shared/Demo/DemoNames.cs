namespace ChatGov.Demo;

/// <summary>Made-up people and units: the same index always gives the same name, and none is a real person's.</summary>
internal static class DemoNames
{
    private const string Surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎";
    private const string First = "明晓文建国志海春秋冬雪梅兰竹菊云雨晴天宇航伟强勇军红丽芳燕玲静敏慧洁婷";
    private const string Second = "华平安康宁和顺泉川峰岩林森木叶花草星月光辉亮成功达远新立民生福贵祥瑞";

    private static readonly string[] UnitKinds =
    [
        "医院", "疾控中心", "中学", "小学", "幼儿园", "银行支行", "供电公司", "供水公司", "供热公司", "燃气公司", "电信营业部", "法院", "检察院",
        "司法局", "农牧局", "兽医站", "林草局", "文化馆", "乌兰牧骑", "消防站", "物流公司", "青年志愿者协会", "工会", "团委", "妇联", "科协",
        "文联", "残联", "工商联", "红十字会", "民政局", "财政局", "教育局", "住建局", "交通局", "水务局", "统计局", "气象局", "邮政局", "图书馆",
    ];

    public static string Person(int index)
    {
        var mixed = Mix((uint)index);
        var surname = Surnames[(int)(mixed % (uint)Surnames.Length)];
        var first = First[(int)(mixed / 64 % (uint)First.Length)];
        return index % 3 == 0
            ? $"{surname}{first}"
            : $"{surname}{first}{Second[(int)(mixed / 4096 % (uint)Second.Length)]}";
    }

    /// <summary>From a range that no operator has given out in this form: 199000 and five digits.</summary>
    public static string Phone(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"199000{index:00000}");

    public static string Unit(int index) => index < UnitKinds.Length
        ? "示范" + UnitKinds[index]
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"示范第{(index / UnitKinds.Length) + 1}{UnitKinds[index % UnitKinds.Length]}");

    /// <summary>A number that scatters neighbours: a step of the xorshift-multiply kind, the same on every machine.</summary>
    public static uint Mix(uint value)
    {
        value ^= value >> 16;
        value *= 0x7feb352d;
        value ^= value >> 15;
        value *= 0x846ca68b;
        return value ^ (value >> 16);
    }
}
