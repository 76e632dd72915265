using ChatGov.Sentences;

namespace ChatGov.Tests.Sentences;

/// <summary>What a sentence names, as the command that tells it says it: by kind, each with its borders.</summary>
public sealed class SlotTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    /// <summary>Where one number is wanted and another is not, only the one is.</summary>
    [Theory]
    [InlineData("第二个我不去了第一个照去", "member", "2", "1")]
    [InlineData("第二个不要第三个要", "member", "3", "2")]
    [InlineData("认领1和2", "member", "1,2", "")]
    [InlineData("任领二号和三号", "member", "2,3", "")]
    public void Numbers_are_told_apart_by_what_is_said_of_each(string text, string role, string numbers, string not)
    {
        var slots = UnderstandCommand.Of(text, role, Now).Slots;
        Assert.Equal(numbers, string.Join(',', slots.N));
        Assert.Equal(not, string.Join(',', slots.Not));
    }

    [Theory]
    [InlineData("全部通过", "secretary")]
    [InlineData("Everyone showed up", "secretary")]
    public void Everything_in_a_list_is_all(string text, string role) => Assert.Equal("all", UnderstandCommand.Of(text, role, Now).Slots.Numbers);

    /// <summary>What is told of what has been means the last such day; what is offered, the next.</summary>
    [Theory]
    [InlineData("周四晚上劝导岗上完了，两钟头没啥事", "member", "2026-11-26")]
    [InlineData("我周四晚上有空", "member", "2026-12-03")]
    public void A_weekday_lies_where_the_wish_looks(string text, string role, string day) =>
        Assert.Equal(day, UnderstandCommand.Of(text, role, Now).Slots.When[0].From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("沙尘暴预警今天后晌的活动挪到明天后晌", "2026-11-29")]
    [InlineData("Move the cleanup to Sunday Dec 6, 10am instead", "2026-12-06")]
    [InlineData("12月12号到14号我闲着", "2026-12-12")]
    public void Of_two_times_the_one_that_is_meant_stays_and_one_day_said_twice_is_one(string text, string day)
    {
        var when = Assert.Single(UnderstandCommand.Of(text, "secretary", Now).Slots.When);
        Assert.Equal(day, when.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>2026-08-15 is over; the day of the moon lies in September 2027.</summary>
    [Theory]
    [InlineData("八月十五晚上有空", "ask", "2027-08-15")]
    [InlineData("8月15号晚上有空", null, "2026-08-15")]
    [InlineData("十二月五号晚上有空", null, "2026-12-05")]
    public void A_day_of_either_calendar_is_asked_about(string text, string? calendar, string day)
    {
        var when = Assert.Single(UnderstandCommand.Of(text, "member", Now).Slots.When);
        Assert.Equal((calendar, day), (when.Calendar, when.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("不是周六是周日", "周六", 1)]
    [InlineData("除了周三都行", "周三", 0)]
    public void A_day_that_is_denied_is_not_meant(string text, string not, int meant)
    {
        var slots = UnderstandCommand.Of(text, "member", Now).Slots;
        Assert.Equal((not, meant), (string.Join(',', slots.Not), slots.When.Count));
    }

    [Theory]
    [InlineData("我明明干了三小时咋就给记了一个小时", 180)]
    [InlineData("上次那次只记了一小时，其实干了两小时", 120)]
    [InlineData("帮着修好了俩插座，一个钟头零十分", 70)]
    [InlineData("all done, took about two hours", 120)]
    [InlineData("活干完了 花了一个来小时", 60)]
    public void A_length_is_what_was_worked(string text, int minutes) => Assert.Equal(minutes, UnderstandCommand.Of(text, "member", Now).Slots.Minutes);

    [Theory]
    [InlineData("包饺子那个人数从8个改成12个", 12)]
    [InlineData("报了十个来了七个", 7)]
    [InlineData("change the number of people to 6", 6)]
    [InlineData("We delivered all 60 blankets yesterday", 60)]
    [InlineData("我们医院能出两个大夫每个月义诊一回", 2)]
    public void An_amount_is_the_one_that_holds(string text, long quantity) => Assert.Equal(quantity, UnderstandCommand.Of(text, "secretary", Now).Slots.Quantity);

    /// <summary>One name for each: a day, a skill, a person.</summary>
    [Theory]
    [InlineData("除了星期天我哪天都能来", "member", "周日")]
    [InlineData("周一到周三都不行，周末可以", "member", "周一,周二,周三")]
    [InlineData("修水管我不会，教老人用手机可以", "member", "HomeRepair")]
    [InlineData("can fix computers but not plumbing", "member", "HomeRepair")]
    [InlineData("昨天的活动李强没来，其他人都参加了", "secretary", "李强")]
    public void What_is_said_no_to_is_named(string text, string role, string not) => Assert.Equal(not, string.Join(',', UnderstandCommand.Of(text, role, Now).Slots.Not));

    [Theory]
    [InlineData("谢谢，灯修好了")]
    [InlineData("老师，几点集合")]
    [InlineData("小区的路灯亮了")]
    [InlineData("叫大家都来")]
    public void Who_is_nobody_is_no_person(string text) => Assert.Empty(UnderstandCommand.Of(text, "resident", Now).Slots.People);

    [Theory]
    [InlineData("把我登记到柳树沟", "柳树沟")]
    [InlineData("消防通道叫车堵死了", "消防通道")]
    [InlineData("我到养老院门口了", "养老院门口")]
    [InlineData("I'm at the library gate now", "library gate")]
    public void A_place_is_found_by_what_it_is(string text, string place) => Assert.Equal(place, UnderstandCommand.Of(text, "member", Now).Slots.Place);

    /// <summary>What makes it doubtful belongs to the wish beside it.</summary>
    [Theory]
    [InlineData("取消任务，有人触电了")]
    [InlineData("改期吧，现场有人打架动刀子了")]
    [InlineData("周末有空，可我爸刚刚心梗")]
    [InlineData("认领3号，等等我爸突然说不出话了")]
    [InlineData("明天扫雪去不了，老伴摔了起不来")]
    [InlineData("我的看望，李奶奶叫不醒")]
    [InlineData("证明开了吗，顺便说下楼道里有电瓶车在烧")]
    [InlineData("任务里那个大爷没呼吸了")]
    [InlineData("会议室里有人休克了")]
    [InlineData("发任务的时候楼下冒烟了")]
    public void An_emergency_beside_a_wish_is_one(string text) => Assert.Equal("emergency", UnderstandCommand.Of(text, "member", Now).Intent);

    /// <summary>Each lies over the beginning of a longer word that means something else.</summary>
    [Theory]
    [InlineData("我们公司打算给困难户送五十袋面")]
    [InlineData("我名字给打错了，是赵琦不是赵奇")]
    [InlineData("她不想被打扰，以后不用来了")]
    [InlineData("走访记一笔:东墙根有人乱倒垃圾")]
    [InlineData("那个拉水的事不用了我哥给拉来了")]
    [InlineData("老爷子说不用人来看，让以后别去了")]
    [InlineData("工棚外头这条路冻成冰溜子咧 走不成")]
    [InlineData("我的报到审核到底过没过？等两天了")]
    public void What_only_begins_like_an_emergency_is_none(string text) => Assert.NotEqual("emergency", UnderstandCommand.Of(text, "any", Now).Intent);
}
