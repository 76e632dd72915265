using System.Globalization;
using ChatGov.Tests.Support;
using ChatGov.Texts;
using ChatGov.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Catalogs;

public sealed class WhenWordsTests
{
    // Monday 2026-11-23 10:00.
    private static readonly DateTimeOffset Now = TestClock.Start;

    [Theory]
    [InlineData("周六上午9点", "11-28 09:00")]
    [InlineData("周六上午9点到11点", "11-28 09:00 11:00")]
    [InlineData("周六9-11点", "11-28 09:00 11:00")]
    [InlineData("周六9点-11点半", "11-28 09:00 11:30")]
    [InlineData("周六下午2-4点", "11-28 14:00 16:00")]
    [InlineData("明天下午2点半到4点", "11-24 14:30 16:00")]
    [InlineData("11月28日 9:00-11:00", "11-28 09:00 11:00")]
    [InlineData("１１月２８日　９：００－１１：００", "11-28 09:00 11:00")]
    [InlineData("后天后晌3点 两小时", "11-25 15:00 17:00")]
    [InlineData("2026-11-28 09:00", "11-28 09:00")]
    [InlineData("2026年11月28日上午九点", "11-28 09:00")]
    [InlineData("礼拜天 晌午", "11-29 12:00")]
    [InlineData("礼拜天晌午十二点到一点半", "11-29 12:00 13:30")]
    [InlineData("Saturday 9am-11am", "11-28 09:00 11:00")]
    [InlineData("Sat 9-11am", "11-28 09:00 11:00")]
    [InlineData("Saturday 2-4pm", "11-28 14:00 16:00")]
    [InlineData("Saturday 10-2pm", "11-28 10:00 14:00")]
    [InlineData("Saturday at 9:30 am for 2 hours", "11-28 09:30 11:30")]
    [InlineData("tomorrow afternoon 2:30 pm to 4 pm", "11-24 14:30 16:00")]
    [InlineData("28 Nov 9:00", "11-28 09:00")]
    [InlineData("Nov 28 at 9am", "11-28 09:00")]
    [InlineData("next Saturday 9:00", "12-05 09:00")]
    [InlineData("下周六上午9点", "12-05 09:00")]
    [InlineData("下下周六上午9点", "12-12 09:00")]
    [InlineData("这周六上午9点", "11-28 09:00")]
    [InlineData("周一下午3点", "11-23 15:00")]
    [InlineData("周一上午9点", "11-30 09:00")]
    [InlineData("星期一上午10点", "11-30 10:00")]
    [InlineData("今天下午三点一刻", "11-23 15:15")]
    [InlineData("今晚7点半", "11-23 19:30")]
    [InlineData("tonight at 7:30", "11-23 19:30")]
    [InlineData("明晚8点", "11-24 20:00")]
    [InlineData("明早8点", "11-24 08:00")]
    [InlineData("明儿前晌9点半", "11-24 09:30")]
    [InlineData("后儿后晌4点", "11-25 16:00")]
    [InlineData("大后天早上8点整", "11-26 08:00")]
    [InlineData("周六3点", "11-28 15:00")]
    [InlineData("周六03:00", "11-28 03:00")]
    [InlineData("周六14:30—16:00", "11-28 14:30 16:00")]
    [InlineData("周六上午9点到2点", "11-28 09:00 14:00")]
    [InlineData("周六晚上10点到12点", "11-28 22:00 11-29 00:00")]
    [InlineData("周六晚上10点到凌晨2点", "11-28 22:00 11-29 02:00")]
    [InlineData("周六9时30分至11时", "11-28 09:30 11:00")]
    [InlineData("28号上午9点", "11-28 09:00")]
    [InlineData("5号上午9点", "12-05 09:00")]
    [InlineData("11.28 9:00-11:00", "11-28 09:00 11:00")]
    [InlineData("11/28 9点 1.5h", "11-28 09:00 10:30")]
    [InlineData("11月20日9点", "11-20 09:00")]
    [InlineData("周六上午9点 俩小时", "11-28 09:00 11:00")]
    [InlineData("周六上午9点 仨钟头", "11-28 09:00 12:00")]
    [InlineData("周六上午9点 一个半小时", "11-28 09:00 10:30")]
    [InlineData("周六上午9点 半个钟头", "11-28 09:00 09:30")]
    [InlineData("周六上午9点，大概两个小时", "11-28 09:00 11:00")]
    [InlineData("周六上午9点 1小时30分钟", "11-28 09:00 10:30")]
    [InlineData("周六上午9点 90分钟", "11-28 09:00 10:30")]
    [InlineData("周六上午9点 两小时半", "11-28 09:00 11:30")]
    [InlineData("周6上午9点", "11-28 09:00")]
    [InlineData("1月5号上午十点一刻", "01-05 10:15")]
    [InlineData("下周三晚上七点半 一个半小时", "12-02 19:30 21:00")]
    [InlineData("今天下午3点 仨钟头", "11-23 15:00 18:00")]
    [InlineData("tomorrow 2pm 1.5h", "11-24 14:00 15:30")]
    [InlineData("今晚12点到1点", "11-24 00:00 01:00")]
    [InlineData("今晚10点到2点", "11-23 22:00 11-24 02:00")]
    [InlineData("后天凌晨0点到2点", "11-25 00:00 02:00")]
    [InlineData("明晚12点到凌晨1点", "11-25 00:00 01:00")]
    [InlineData("周六晚上10点到早上6点", "11-28 22:00 11-29 06:00")]
    [InlineData("周六11点到1点", "11-28 11:00 13:00")]
    [InlineData("周六晚上8点到10点", "11-28 20:00 22:00")]
    [InlineData("12月5号周六上午9点到11点", "12-05 09:00 11:00")]
    [InlineData("12月5号（周六）上午9点", "12-05 09:00")]
    [InlineData("明天（11月24日）上午9点", "11-24 09:00")]
    [InlineData("后天9点到9点", "11-25 09:00")]
    [InlineData("明天上午11点到9点", "11-24 11:00")]
    public void The_times_people_type_are_read(string text, string expected) =>
        Assert.Equal(expected, Shown(WhenWords.Read(text, Now)));

    [Theory]
    [InlineData("1月5日9点", "2027-01-05")]
    [InlineData("2月29日9点", "2028-02-29")]
    [InlineData("6月30日9点", "2026-06-30")]
    [InlineData("2027-03-01 9:00", "2027-03-01")]
    public void A_day_without_a_year_is_the_next_one_unless_it_has_just_passed(string text, string expected) =>
        Assert.Equal(expected, Day(WhenWords.Read(text, Now)!.From));

    [Theory]
    [InlineData("")]
    [InlineData("周六")]
    [InlineData("上午9点")]
    [InlineData("周六上午")]
    [InlineData("周末上午9点")]
    [InlineData("这个周末9点到11点")]
    [InlineData("周六日上午9点")]
    [InlineData("尽快")]
    [InlineData("每周六上午9点")]
    [InlineData("腊月初八上午9点")]
    [InlineData("农历十月二十上午9点")]
    [InlineData("上周六上午9点")]
    [InlineData("13月40日9点")]
    [InlineData("2026-02-30 9:00")]
    [InlineData("明天25点")]
    [InlineData("明天晚上2点")]
    [InlineData("sunny month 9am")]
    [InlineData("3号楼换灯泡 9点")]
    [InlineData("明天半夜12点到2点")]
    [InlineData("2月30日上午9点到11点 清扫公园沙尘")]
    [InlineData("11月31日上午9点到11点")]
    [InlineData("9月31号上午9点到11点")]
    [InlineData("32号上午9点")]
    [InlineData("12月5号周日上午9点到11点")]
    [InlineData("Saturday 27 Nov 9am")]
    [InlineData("12月1日至12月3日上午9点到11点")]
    [InlineData("12月1日至3日上午9点到11点")]
    [InlineData("明天上午9点到11点、后天上午9点到11点")]
    [InlineData("明天、后天上午9点到11点")]
    [InlineData("周六9点、14点")]
    [InlineData("明天上午9点到11点 2月")]
    [InlineData("昨天上午9点到11点")]
    public void What_is_not_certain_is_asked(string text) => Assert.Null(WhenWords.Read(text, Now));

    [Theory]
    [InlineData("周末", "11-28 11-29")]
    [InlineData("这周末上午", "11-28 11-29")]
    [InlineData("下周末", "12-05 12-06")]
    [InlineData("周六日", "11-28 11-29")]
    [InlineData("周六、周日9点", "11-28 11-29")]
    [InlineData("this weekend", "11-28 11-29")]
    [InlineData("周末，就周六吧 9点", "")]
    [InlineData("周六上午9点", "")]
    public void A_weekend_is_two_days_and_both_are_named(string text, string expected)
    {
        var days = WhenWords.WeekendDays(text, Now);

        Assert.Equal(expected, string.Join(' ', days.Select(day => day.ToString("MM-dd", CultureInfo.InvariantCulture))));
        Assert.Equal(expected.Length > 0, WhenWords.IsAmbiguous(text));
    }

    [Theory]
    [InlineData("11点", "11:00")]
    [InlineData("到11点半", "11:30")]
    [InlineData("11:30", "11:30")]
    [InlineData("2点", "14:00")]
    [InlineData("下午4点", "16:00")]
    [InlineData("12点", "12:00")]
    [InlineData("晌午", "12:00")]
    [InlineData("noon", "12:00")]
    [InlineData("两小时", "11:00")]
    [InlineData("2h", "11:00")]
    [InlineData("half an hour", "09:30")]
    [InlineData("9点到11点", "11:00")]
    [InlineData("不知道", null)]
    [InlineData("2", null)]
    public void The_end_is_an_hour_or_a_while(string text, string? expected)
    {
        var from = new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

        Assert.Equal(expected, WhenWords.ReadEnd(text, from) is { } end ? Show.Time(end) : null);
    }

    [Theory]
    [InlineData("周六上午9点 公园扫沙子 要20个人", "公园扫沙子 要20个人")]
    [InlineData("周六上午9点到11点公园扫沙子要20个人", "公园扫沙子要20个人")]
    [InlineData("公园扫沙子，周六上午9点，两小时", "公园扫沙子")]
    [InlineData("3号楼换灯泡 明天9点", "3号楼换灯泡")]
    [InlineData("明天9点3号楼换灯泡", "3号楼换灯泡")]
    [InlineData("周六9点20个人扫雪", "20个人扫雪")]
    [InlineData("四点半课堂看护 明天下午4点半到6点", "四点半课堂看护")]
    [InlineData("12月主题活动 12月5日9点", "12月主题活动")]
    [InlineData("Help Elders with phones Saturday 9am-11am", "Help Elders with phones")]
    public void What_is_left_is_the_rest_in_its_own_letters(string text, string rest) =>
        Assert.Equal(rest, WhenWords.Read(text, Now)!.Rest);

    [Theory]
    [InlineData("2月30日上午9点到11点 清扫公园沙尘 要2个人", "清扫公园沙尘 要2个人")]
    [InlineData("12月5号周日上午9点到11点 清扫公园沙尘", "清扫公园沙尘")]
    [InlineData("12月1日至12月3日上午9点到11点 清扫公园沙尘", "清扫公园沙尘")]
    [InlineData("四点半课堂看护", "四点半课堂看护")]
    [InlineData("3号楼换灯泡", "3号楼换灯泡")]
    public void What_was_not_understood_of_the_time_is_no_part_of_what_is_to_be_done(string text, string rest) =>
        Assert.Equal(rest, WhenWords.WithoutTimes(text));

    [Theory]
    [InlineData("周一", "11-30")]
    [InlineData("周五", "11-27")]
    [InlineData("明天", "11-24")]
    [InlineData("12月1日", "12-01")]
    public void A_day_alone_is_read_where_only_a_day_is_asked(string text, string expected) =>
        Assert.Equal(expected, WhenWords.ReadDay(text, Now)!.Value.ToString("MM-dd", CultureInfo.InvariantCulture));

    [Fact]
    public void No_text_makes_it_stumble()
    {
        var words = Gen.Elements(
            "周", "六", "日", "天", "末", "下", "上午", "下午", "晚", "凌晨", "明", "后", "大", "点", "半", "到", "-", ":", "号", "月", "年", "/", ".", " ",
            "9", "11", "30", "99", "2026", "9999", "0", "十", "百", "两", "仨", "小时", "钟头", "个", "am", "pm", "noon", "next", "sat", "nov", "for", "每", "农历", "\u0001", "\ud800");
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(words.ListOf().Select(string.Concat).ToArbitrary(), ReadsWell));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll<string?>(text => ReadsWell(text ?? "")));
        Assert.Null(WhenWords.Read(new string('9', 1_000_000), Now));
        Assert.True(ReadsWell(new string('点', 500)));
        Assert.True(ReadsWell(string.Concat(Enumerable.Repeat("9点到", 160))));
    }

    [Fact]
    public void A_weekday_is_always_one_of_the_next_seven_days_and_ahead()
    {
        var nows = Gen.Choose(0, 366 * 24 * 60).Select(minutes => Now.AddMinutes(minutes));
        var texts = from day in Gen.Choose(0, 6)
                    from prefix in Gen.Elements("周", "礼拜", "星期")
                    from hour in Gen.Choose(6, 20)
                    select (Text: $"{prefix}{"日一二三四五六"[day]}{(hour > 12 ? "下午" + (hour - 12) : "上午" + hour)}点", Day: day, Hour: hour);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(nows.Zip(texts).ToArbitrary(), each =>
        {
            var (now, (text, day, hour)) = each;
            var from = WhenWords.Read(text, now)!.From;
            return (int)from.DayOfWeek == day && from.Hour == hour && from > now && from - now <= TimeSpan.FromDays(7);
        }));
    }

    [Fact]
    public void What_is_shown_is_read_back_as_the_same()
    {
        var spans = from minutes in Gen.Choose(0, 180 * 24 * 4)
                    from length in Gen.Choose(1, 40)
                    let at = Now.AddMinutes(minutes * 15)
                    let end = at.AddMinutes(length * 15)
                    where end.Date == at.Date && at > Now
                    select (at, end);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(spans.ToArbitrary(), each =>
            WhenWords.Read(Show.Span(Language.Chinese, each.at, each.end), Now) is { } chinese && chinese.From == each.at && chinese.To == each.end
            && WhenWords.Read(Show.Span(Language.English, each.at, each.end), Now) is { } english && english.From == each.at && english.To == each.end));
    }

    private static bool ReadsWell(string text)
    {
        var when = WhenWords.Read(text, Now);
        _ = WhenWords.ReadDay(text, Now);
        _ = WhenWords.WeekendDays(text, Now);
        var end = WhenWords.ReadEnd(text, Now);
        return (when is null || when.To is not { } to || (to > when.From && to - when.From <= TimeSpan.FromHours(24)))
            && (end is null || end > Now);
    }

    private static string Shown(ReadWhen? when)
    {
        if (when is null)
        {
            return "";
        }

        var from = when.From.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
        return when.To is not { } to ? from
            : to.Date == when.From.Date ? $"{from} {Show.Time(to)}"
            : $"{from} {to.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)}";
    }

    private static string Day(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
