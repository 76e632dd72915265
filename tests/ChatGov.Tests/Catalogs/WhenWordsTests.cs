using ChatGov.Deadlines;
using ChatGov.Tests.Support;
using ChatGov.Texts;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Catalogs;

/// <summary>Now is Monday 2026-11-23 10:00 in Shanghai.</summary>
public sealed class WhenWordsTests
{
    [Theory]
    [InlineData("周六上午9点", "2026-11-28 09:00", null)]
    [InlineData("周六上午9点到11点", "2026-11-28 09:00", "2026-11-28 11:00")]
    [InlineData("明天下午2点半到4点", "2026-11-24 14:30", "2026-11-24 16:00")]
    [InlineData("后天后晌3点 两小时", "2026-11-25 15:00", "2026-11-25 17:00")]
    [InlineData("11月28日 9:00-11:00", "2026-11-28 09:00", "2026-11-28 11:00")]
    [InlineData("2026-12-01 09:00", "2026-12-01 09:00", null)]
    [InlineData("1月5号上午十点一刻", "2027-01-05 10:15", null)]
    [InlineData("礼拜天晌午12点", "2026-11-29 12:00", null)]
    [InlineData("下周三晚上七点半 一个半小时", "2026-12-02 19:30", "2026-12-02 21:00")]
    [InlineData("今天下午3点 仨钟头", "2026-11-23 15:00", "2026-11-23 18:00")]
    [InlineData("Saturday 9am-11am", "2026-11-28 09:00", "2026-11-28 11:00")]
    [InlineData("tomorrow 2pm 1.5h", "2026-11-24 14:00", "2026-11-24 15:30")]
    [InlineData("周六９：００－１１：００", "2026-11-28 09:00", "2026-11-28 11:00")]
    public void Times_are_read_as_people_type_them(string text, string from, string? to)
    {
        var when = WhenWords.Read(text, TestClock.Start);

        Assert.Equal(from, Plain(when?.From));
        Assert.Equal(to, Plain(when?.To));
    }

    [Theory]
    [InlineData("周末")]
    [InlineData("尽快")]
    [InlineData("上午9点")] // no day
    [InlineData("13月40日 9点")]
    [InlineData("周六 25点")]
    public void What_names_no_one_time_is_not_guessed(string text) => Assert.Null(WhenWords.Read(text, TestClock.Start));

    [Fact]
    public void A_weekend_has_two_days()
    {
        Assert.True(WhenWords.IsAmbiguous("周末上午9点"));
        Assert.False(WhenWords.IsAmbiguous("周六上午9点"));
    }

    [Theory]
    [InlineData("11点半", "2026-11-28 11:30")]
    [InlineData("到下午2点", "2026-11-28 14:00")]
    [InlineData("俩小时", "2026-11-28 11:00")]
    [InlineData("半个小时", "2026-11-28 09:30")]
    [InlineData("90分钟", "2026-11-28 10:30")]
    public void An_end_is_a_time_or_a_duration(string text, string end) => Assert.Equal(
        end, Plain(WhenWords.ReadEnd(text, new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8)))));

    [Fact]
    public void No_text_whatever_makes_it_throw() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(),
        Gen.Elements("周", "下周", "9", "点", "半", "月", "日", "到", "-", "两", "小时", "十", "2026", ":", "am", " ").ArrayOf().ToArbitrary(),
        (text, parts) =>
        {
            WhenWords.Read(text ?? "", TestClock.Start);
            WhenWords.Read(string.Concat(parts), TestClock.Start);
            WhenWords.ReadEnd(string.Concat(parts), TestClock.Start);
            return true;
        }));

    private static string? Plain(DateTimeOffset? instant) => instant is { } at
        ? Shanghai.Local(at).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)
        : null;
}
