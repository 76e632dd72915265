using System.Text.RegularExpressions;

namespace ChatGov.Tasks;

/// <summary>How the parts of a task stand in one sentence: 周六上午9点 贺兰公园南门 清扫公园沙尘 要20个人 带扫帚 张三 19900001234.</summary>
internal static partial class TaskWords
{
    /// <summary>要20个人, 20人, 招三个人, 20 people.</summary>
    [GeneratedRegex(@"(?:要|招|需要|来|缺)?\s*(?<n>[0-9]{1,3}|[一二两俩仨三四五六七八九十百]{1,4})\s*(?:(?:个人|人|位|名|people|volunteers)(?:参加|来|就够了?|就行|足够|够了)?|个(?:就够了?|就行|足够|够了))(?![\p{L}])", RegexOptions.IgnoreCase, 1000)]
    public static partial Regex Places();

    /// <summary>A word by itself that ends like a place, or any place behind 在…集合.</summary>
    [GeneratedRegex(@"(?:在|地点|集合点|at)\s*[:：]?\s*(?<v>[^\s，,。;；]{2,20}?)\s*(?:集合|见面|见)(?![\p{L}])|(?<![^\s，,。;；])(?:在|地点[:：]?)?(?<v>[^\s，,。;；0-9]{1,16}(?:门口|南门|北门|东门|西门|大门|正门|活动室|会议室|服务站|服务中心|居委会|村委会|广场|公园|车站|路口|楼下|院子|院里|大院|小学|中学|幼儿园|敬老院|养老院|医院|超市|商场|社区))(?=[\s，,。;；]|$)|(?<![^\s，,。;；])在(?<v>[^\s，,。;；0-9]{0,12}?(?:门口|南门|北门|东门|西门|活动室|会议室|服务站|服务中心|居委会|村委会|广场|公园|车站|路口|楼下|院子|敬老院|养老院|中学|小学|幼儿园|超市)(?:[东南西北]门|门口)?)(?=\p{L})", RegexOptions.IgnoreCase, 1000)]
    public static partial Regex Place();

    /// <summary>带扫帚, 自己带手套和水, 不用带东西.</summary>
    [GeneratedRegex(@"(?<![^\s，,。;；])(?:什么都)?(?<v>不用)带(?:什么|任何)?(?:东西|工具)?(?=[\s，,。;；]|$)|(?<![^\s，,。;；])(?:请)?(?:自己带|自带|带上|带好|带着|带|bring)\s*(?<v>[^\s，,。;；]{1,20})(?=[\s，,。;；]|$)", RegexOptions.IgnoreCase, 1000)]
    public static partial Regex Bring();

    /// <summary>注意路滑.</summary>
    [GeneratedRegex(@"(?<![^\s，,。;；])(?:注意安全[:：]?|注意|当心|小心)\s*(?<v>[^\s，,。;；]{1,30})(?=[\s，,。;；]|$)", RegexOptions.None, 1000)]
    public static partial Regex Risk();

    /// <summary>帮我发个任务: what only asks for it.</summary>
    [GeneratedRegex(@"^\s*(?:(?:请|麻烦你?|帮我|给我|帮忙|我想|我要|想)+\s*(?:(?:发布?|建|上|开|发起|组织)(?:个|一个|一条|条|一场)?\s*(?:新)?(?:任务|活动|岗位)?)?|(?:发布?|建|上|发起)(?:个|一个|一条|条)(?:新)?(?:任务|活动|岗位))\s*[:：,，]?\s*(?=\S)", RegexOptions.None, 1000)]
    public static partial Regex Asking();

    /// <summary>4周, 连续四个星期.</summary>
    [GeneratedRegex(@"^(?:连续|一共|共)?\s*(?<n>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})\s*个?(?:周|星期|礼拜|weeks?)$", RegexOptions.IgnoreCase, 1000)]
    public static partial Regex Weeks();
}
