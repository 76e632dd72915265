using ChatGov.Emergencies;

namespace ChatGov.Tests.Emergencies;

/// <summary>How the rules read, apart from which there are.</summary>
public sealed class EmergencyRulesTests
{
    private const string Words =
        """
        class blind 跳楼价 是不是
        class self 我
        class other 老人 妈
        class towards 给
        class crowd 大家
        class leaves 不管
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
    [InlineData("报名 摔倒", Urgency.Now)]
    [InlineData("手机 摔倒", Urgency.Now)]
    [InlineData("摔倒", Urgency.None)]
    public void A_word_of_either_class_may_have_to_be_there(string text, Urgency expected) =>
        Assert.Equal(expected, Judge(text, "rule medical now fell : fall with ordinary/thing"));

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
    [InlineData("没有我大家会更好", true)]
    [InlineData("想找个人说说话，活着没劲", true)]
    [InlineData("老伴走了以后活着没意思", true)]
    [InlineData("儿女都不管 活着没意思", true)]
    [InlineData("孩子们嫌我烦 不想活了", true)]
    [InlineData("没人管我死活 活着没劲", true)]
    [InlineData("一个人活着太没意思了", true)]
    [InlineData("老公出轨了 真不想活了", true)]
    [InlineData("别人都过得好 就我活着没意思", true)]
    [InlineData("同学都欺负我，我不想活了", true)]
    [InlineData("妈妈去世了 我活着没劲", true)]
    [InlineData("人活着真没意思", true)]
    [InlineData("领导骂我 想死的心都有了", true)]
    [InlineData("谁都不要我了 死了算了", true)]
    [InlineData("男朋友分手了 活不下去了", true)]
    [InlineData("全家都看不起我 不如死了", true)]
    [InlineData("nobody would miss me, I want to die", true)]
    [InlineData("my wife left me and I don't want to live", true)]
    [InlineData("我没了大家都轻松", true)]
    [InlineData("给家里添负担 死了算了", true)]
    [InlineData("老伴走了以后我爸不想活了", false)]
    [InlineData("我妈说活着没意思", false)]
    [InlineData("我妹被她老公打了 她不想活了", false)]
    [InlineData("邻居大姐说她不想活了", false)]
    [InlineData("隔壁老王说活够了 要喝药", false)]
    [InlineData("我闺女跟男朋友分手了 说不想活", false)]
    [InlineData("楼上有个人要跳楼", false)]
    [InlineData("有一个人在桥上要跳下去", false)]
    [InlineData("室友给我发消息说不想活了", false)]
    [InlineData("我老婆产后抑郁 说想死", false)]
    [InlineData("学生在群里说活着没意思", false)]
    [InlineData("her friend says she wants to die", false)]
    [InlineData("我爷爷一个人住 说活着没意思", false)]
    [InlineData("奶奶说自己活够了 不想活了", false)]
    public void Who_speaks_of_their_own_death_is_told_from_who_speaks_of_anothers(string text, bool ofSelf)
    {
        var found = EmergencyReader.Read(text);

        Assert.True((Urgency.Now, EmergencyKind.Life, ofSelf) == (found.Urgency, found.Kind, found.OfSelf), $"{found}");
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
