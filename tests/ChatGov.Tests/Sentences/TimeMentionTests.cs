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
    public void Times_are_found(string text, string times) => Assert.Equal(
        times, string.Join(' ', TimeMentions.Find(text, Now).Select(time => $"{At(time.From)}/{At(time.To)}")));

    [Theory]
    [InlineData("明天上午11点到9点")]
    [InlineData("2月30日扫雪")]
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
