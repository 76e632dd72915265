using ChatGov.Emergencies;

namespace ChatGov.Tests.Emergencies;

/// <summary>How the rules read, apart from which there are.</summary>
public sealed class EmergencyRulesTests
{
    private const string Words =
        """
        class blind 跳楼价 是不是
        class first 我
        class other 老人 妈
        class towards 给
        class urgent 快来
        class ordinary 报名
        class not 没
        class fall* 摔倒
        class gone 没呼吸 没心跳
        class jump 跳楼
        class faint 晕
        class teach 讲座
        class thing 手机
        class drop 掉
        slip 摔 帅
        """;

    [Theory]
    [InlineData("老人在门口摔倒", Urgency.Now)]
    [InlineData("老 人 摔 倒", Urgency.Now)]
    [InlineData("老人帅倒", Urgency.Now)]
    [InlineData("老人一个人在很远的门口摔倒", Urgency.None)]
    [InlineData("摔倒老人", Urgency.None)]
    public void Signs_stand_in_their_order_and_within_their_distance(string text, Urgency expected) =>
        Assert.Equal(expected, Judge(text, "rule medical now fell : other ~4 fall"));

    [Theory]
    [InlineData("老人掉了", Urgency.Now)]
    [InlineData("掉了老人", Urgency.Now)]
    [InlineData("老人的手机掉了", Urgency.None)]
    public void A_sign_may_stand_in_either_order_and_not_across_another(string text, Urgency expected) =>
        Assert.Equal(expected, Judge(text, "rule missing now gone : other &4-thing drop"));

    [Theory]
    [InlineData("跳楼", Urgency.Now)]
    [InlineData("跳楼价", Urgency.None)]
    [InlineData("跳楼价 有人跳楼", Urgency.Now)]
    public void What_lies_in_a_blind_word_was_not_said(string text, Urgency expected) =>
        Assert.Equal(expected, Judge(text, "rule life now jump : jump"));

    [Theory]
    [InlineData("老人在门口 摔倒了一回", Urgency.Now)]
    [InlineData("摔 倒 老人", Urgency.Now)]
    [InlineData("疫苗怎么摔 倒是便宜的", Urgency.None)]
    public void A_blank_is_a_pause_unless_all_words_stand_apart(string text, Urgency expected) =>
        Assert.Equal(expected, Judge(text, "rule medical now fell : fall"));

    [Theory]
    [InlineData("《跳楼》放映几点", Urgency.None)]
    [InlineData("跳楼", Urgency.Now)]
    public void A_title_is_no_sign(string text, Urgency expected) =>
        Assert.Equal(expected, Judge(text, "class title 《", "rule life now jump : jump", "calm none : with title"));

    [Theory]
    [InlineData("没摔倒", Urgency.None)]
    [InlineData("是不是摔倒", Urgency.Now)]
    [InlineData("没呼吸没心跳", Urgency.Now)]
    [InlineData("没事。摔倒", Urgency.Now)]
    public void A_word_before_a_sign_calms_it_unless_it_is_a_part_of_a_sign(string text, Urgency expected) =>
        Assert.Equal(expected, Judge(text, "rule medical now sign : fall/gone", "calm none : before 1 not"));

    [Theory]
    [InlineData("摔倒讲座", Urgency.None)]
    [InlineData("摔倒的讲座", Urgency.None)]
    [InlineData("讲座上摔倒", Urgency.Now)]
    public void A_word_behind_a_sign_calms_it(string text, Urgency expected) =>
        Assert.Equal(expected, Judge(text, "rule medical now fell : fall", "calm none : after 2 teach"));

    [Theory]
    [InlineData("晕", Urgency.Now)]
    [InlineData("晕 能报名吗", Urgency.Maybe)]
    [InlineData("晕 能报名吗 快来", Urgency.Now)]
    public void An_uncertain_sign_is_certain_where_nothing_else_is_the_matter(string text, Urgency expected) =>
        Assert.Equal(expected, Judge(text, "rule medical maybe faint : faint"));

    [Fact]
    public void A_hint_never_becomes_certain() => Assert.Equal(Urgency.Maybe, Judge("晕 快来", "rule medical hint faint : faint"));

    [Theory]
    [InlineData("跳楼", Urgency.Now)]
    [InlineData("！跳楼。", Urgency.Now)]
    [InlineData("跳楼机", Urgency.None)]
    public void A_sign_may_have_to_stand_alone(string text, Urgency expected) =>
        Assert.Equal(expected, Judge(text, "rule life now jump : alone jump"));

    [Theory]
    [InlineData("rule medical now fell fall")]
    [InlineData("rule medicine now fell : fall")]
    [InlineData("rule medical soon fell : fall")]
    [InlineData("rule medical now fell : nosuchclass")]
    [InlineData("rule medical now fell : fall ~x gone")]
    [InlineData("rule medical now nothing :")]
    [InlineData("calm none : nowhere fall")]
    [InlineData("calm none : before fall")]
    [InlineData("calm none : with fall fall")]
    [InlineData("class late @nosuchclass")]
    [InlineData("class open (一|二")]
    [InlineData("words 一 二")]
    [InlineData("    一 二")]
    public void A_line_that_is_none_stops_the_start_and_is_named(string line)
    {
        var fault = Assert.Throws<FormatException>(() => RuleBook.Read("slip 甲 乙\n" + line + "\n" + Words));

        Assert.Contains("emergency rules", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("我不想活了", true)]
    [InlineData("活着没意思", true)]
    [InlineData("给孩子添累赘不如死了", true)]
    [InlineData("我老公打我我不想活了", true)]
    [InlineData("我妈不想活了", false)]
    [InlineData("有人闹着要跳楼", false)]
    [InlineData("我怕他想不开", false)]
    [InlineData("I don't want to live any more", true)]
    [InlineData("my brother wants to kill himself", false)]
    public void Who_speaks_of_their_own_death_is_told_from_who_speaks_of_anothers(string text, bool ofSelf)
    {
        var found = EmergencyReader.Read(text);

        Assert.Equal((Urgency.Now, EmergencyKind.Life, ofSelf), (found.Urgency, found.Kind, found.OfSelf));
    }

    [Theory]
    [InlineData("火")]
    [InlineData("着火")]
    [InlineData("我晕")]
    [InlineData("老人被狗咬")]
    [InlineData("死")]
    [InlineData("上次 没有 着火 讲座，")]
    public void The_longest_message_of_nothing_but_signs_is_read_to_its_end(string words)
    {
        var text = string.Concat(Enumerable.Repeat(words, 4_096 / words.Length));

        Assert.NotNull(EmergencyReader.Read(text).Rule);
    }

    private static Urgency Judge(string text, params string[] lines) =>
        RuleBook.Read(Words + "\n" + string.Join('\n', lines)).Judge(text).Urgency;
}
