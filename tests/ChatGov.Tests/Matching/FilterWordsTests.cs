using ChatGov.Matching;
using ChatGov.Tests.Support;
using ChatGov.Texts;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Matching;

/// <summary>Now is Monday, 23 November 2026, 10:00.</summary>
public sealed class FilterWordsTests
{
    [Theory]
    [InlineData("周末", "周末")]
    [InlineData("这周末有啥活", "11月28日周六、11月29日周日")]
    [InlineData("下周末", "12月5日周六、12月6日周日")]
    [InlineData("周六上午", "周六上午")]
    [InlineData("礼拜六前晌", "周六上午")]
    [InlineData("星期二、四晚上", "周二、周四晚上")]
    [InlineData("下周三", "12月2日周三")]
    [InlineData("下下周一", "12月7日周一")]
    [InlineData("本周六下午", "11月28日周六下午")]
    [InlineData("这周", "11月23日周一到11月29日周日")]
    [InlineData("今天", "11月23日周一")]
    [InlineData("今晚", "11月23日周一晚上")]
    [InlineData("明儿后晌", "11月24日周二下午")]
    [InlineData("明早", "11月24日周二上午")]
    [InlineData("大后天", "11月26日周四")]
    [InlineData("今天明天", "11月23日周一、11月24日周二")]
    [InlineData("11月28日", "11月28日周六")]
    [InlineData("28号 上午", "11月28日周六上午")]
    [InlineData("晚上", "晚上")]
    [InlineData("周六晚", "周六晚上")]
    [InlineData("工作日晚上", "工作日晚上")]
    [InlineData("平时", "工作日")]
    [InlineData("本社区", "本社区")]
    [InlineData("我们社区的", "本社区")]
    [InlineData("咱嘎查有啥活", "本社区")]
    [InlineData("附近", "附近（本社区和 3 公里以内）")]
    [InlineData("离我家近点的", "附近（本社区和 3 公里以内）")]
    [InlineData("周边有啥活", "附近（本社区和 3 公里以内）")]
    [InlineData("要资格的", "要先核验资格的")]
    [InlineData("修灯", "“修灯”")]
    [InlineData("有没有陪老人的", "“陪老人”")]
    [InlineData("想找点周末修灯的活", "周末、“修灯”")]
    [InlineData("周末修灯", "周末、“修灯”")]
    [InlineData("我们社区 周六上午 修灯", "周六上午、本社区、“修灯”")]
    [InlineData("　周末，附近，理发。", "周末、附近（本社区和 3 公里以内）、“理发”")]
    [InlineData("看护", "“看护”")]
    [InlineData("生活", "“生活”")]
    [InlineData("晚会", "“晚会”")]
    [InlineData("", "")]
    [InlineData("有啥活", "")]
    [InlineData("有什么任务吗", "")]
    public void People_say_it_like_this(string text, string read) => Assert.Equal(read, Shown(Language.Chinese, text));

    [Theory]
    [InlineData("weekend", "Weekend")]
    [InlineData("this weekend", "Sat 28 Nov, Sun 29 Nov")]
    [InlineData("Saturday morning", "Sat morning")]
    [InlineData("saturdays and sundays", "Weekend")]
    [InlineData("tonight", "Mon 23 Nov evening")]
    [InlineData("anything tomorrow?", "Tue 24 Nov")]
    [InlineData("next week", "Mon 30 Nov to Sun 6 Dec")]
    [InlineData("on Friday evening", "Fri evening")]
    [InlineData("in my community", "my community")]
    [InlineData("nearby repair", "near me (my community and within 3 km), “repair”")]
    [InlineData("show me tasks near me this weekend", "Sat 28 Nov, Sun 29 Nov, near me (my community and within 3 km)")]
    [InlineData("weekday evenings", "weekdays evening")]
    [InlineData("monk", "“monk”")]
    public void And_in_English(string text, string read) => Assert.Equal(read, Shown(Language.English, text));

    [Fact]
    public void A_new_time_takes_the_place_of_the_old_one_and_words_add_up()
    {
        var filter = Read("周末 修灯").And(Read("今天 梯子")).And(Read("本社区"));

        Assert.Equal("11月23日周一、本社区、“修灯”、“梯子”", ((IShown)filter).Show(Language.Chinese));
    }

    [Fact]
    public void No_text_makes_it_throw_and_no_filter_grows_without_end()
    {
        string[] pieces = ["周", "六", "末", "下", "今", "晚", "上午", "社区", "附近", "的", "修", " ", "、", "28号", "13月40日", "next", "on ", "week", "\0", "𠀀", "?", "，"];
        var texts = Gen.Elements(pieces).ListOf().Select(parts => string.Concat(parts));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var filter = Read(text).And(Read(text + "x")).And(Read("y " + text));
            return filter.Words.Count <= FilterWords.MostWords && ((IShown)filter).Show(Language.Chinese) is not null && ((IShown)filter).Show(Language.English) is not null;
        }));
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll<string>(text => Read(text ?? "").Words.Count <= FilterWords.MostWords));
    }

    private static ListFilter Read(string text) => FilterWords.Read(text, TestClock.Start);

    private static string Shown(string language, string text) => ((IShown)Read(text)).Show(language);
}
