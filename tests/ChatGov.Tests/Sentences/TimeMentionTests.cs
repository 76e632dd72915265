using System.Globalization;
using ChatGov.Values;

namespace ChatGov.Tests.Sentences;

/// <summary>Times are found wherever a sentence names them, before today and after, whatever else it says.</summary>
public sealed class TimeMentionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("明天上午九点到十一点扫雪", "11-29 09:00/11-29 11:00")]
    [InlineData("昨儿从九点干到十一点半", "11-27 09:00/11-27 11:30")]
    [InlineData("周六上午有没有活", "11-28 06:00/11-28 12:00")]
    [InlineData("今儿后晌有啥能搭把手的没", "11-28 12:00/11-28 18:00")]
    [InlineData("下礼拜三去", "12-02 00:00/12-03 00:00")]
    [InlineData("上周日那回没给我算", "11-22 00:00/11-23 00:00")]
    [InlineData("这周末有啥活", "11-28 00:00/11-30 00:00")]
    [InlineData("下个月再说", "12-01 00:00/01-01 00:00")]
    [InlineData("下个月30号", "12-30 00:00/12-31 00:00")]
    [InlineData("上季度服务总时长", "07-01 00:00/10-01 00:00")]
    [InlineData("十一月份的统计表", "11-01 00:00/12-01 00:00")]
    [InlineData("元旦前别安排我", "01-01 00:00/01-02 00:00")]
    [InlineData("过年以后再说", "02-06 00:00/02-07 00:00")]
    [InlineData("move it to sunday afternoon", "11-29 12:00/11-29 18:00")]
    [InlineData("除了王强都来了", "")]
    [InlineData("2号早走了一小时", "")]
    [InlineData("1号", "")]
    [InlineData("29日你来吗", "11-29 00:00/11-30 00:00")]
    [InlineData("下下周再说", "12-07 00:00/12-14 00:00")]
    [InlineData("上上周三的", "11-11 00:00/11-12 00:00")]
    [InlineData("下下周末", "12-12 00:00/12-14 00:00")]
    [InlineData("十二月三日到五日都有空", "12-03 00:00/12-06 00:00")]
    [InlineData("12月28日到1月2日歇着", "12-28 00:00/01-03 00:00")]
    [InlineData("九月到十一月的时长", "09-01 00:00/12-01 00:00")]
    [InlineData("今年第三季度", "07-01 00:00/10-01 00:00")]
    [InlineData("上半年做了多少", "01-01 00:00/07-01 00:00")]
    [InlineData("最近三天有什么活", "11-25 00:00/11-29 00:00")]
    [InlineData("一周前的那次", "11-21 00:00/11-22 00:00")]
    [InlineData("过两个小时我再去", "")]
    [InlineData("两小时后到", "11-28 11:00/11-28 11:00")]
    [InlineData("昨晚上没人管", "11-27 18:00/11-28 00:00")]
    [InlineData("这周一的活", "11-23 00:00/11-24 00:00")]
    [InlineData("清明去扫墓", "04-05 00:00/04-06 00:00")]
    [InlineData("除夕那天", "02-05 00:00/02-06 00:00")]
    [InlineData("saturday 9 to 11 at the library", "11-28 09:00/11-28 11:00")]
    [InlineData("5 to 10 people", "")]
    public void Times_are_found(string text, string times) => Assert.Equal(
        times, string.Join(' ', TimeMentions.Find(text, Now).Select(time => $"{At(time.From)}/{At(time.To)}")));

    [Theory]
    [InlineData("明天上午11点到9点")]
    [InlineData("2月30日扫雪")]
    [InlineData("任务 下周一到0日")]
    [InlineData("今天至0日上午")]
    [InlineData("下个月31日几号楼，14月3日")]
    public void What_cannot_be_is_told_as_wrong(string text) => Assert.Contains(TimeMentions.Find(text, Now), time => time.IsWrong);

    [Theory]
    [InlineData("俩小时灯换好了", 120)]
    [InlineData("一个半钟头", 90)]
    [InlineData("扫了半天", 240)]
    [InlineData("用了一刻钟", 15)]
    [InlineData("an hour and a half", 90)]
    public void Lengths_are_found(string text, int minutes) => Assert.Equal(minutes, Assert.Single(Lengths.Find(text)).Minutes);

    private static string At(DateTimeOffset at) => at.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
}
