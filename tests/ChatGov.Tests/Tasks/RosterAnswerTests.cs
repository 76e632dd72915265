using ChatGov.Hours;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Tasks;

public sealed class RosterAnswerTests
{
    [Theory]
    [InlineData("都到了", "")]
    [InlineData("大家都到齐了。", "")]
    [InlineData("全来了", "")]
    [InlineData("All came", "")]
    [InlineData("除了3号", "3")]
    [InlineData("除了３号，其他人都到了", "3")]
    [InlineData("除了3号、5号没来", "3 5")]
    [InlineData("除了3、5 都到了", "3 5")]
    [InlineData("除了三号和十二号", "3 12")]
    [InlineData("3号没来", "3")]
    [InlineData("3号和5号没到，其他都到了", "3 5")]
    [InlineData("缺3号", "3")]
    [InlineData("就3号没来，别的都到了", "3")]
    [InlineData("只有王小明没来，剩下的都来了", "王小明")]
    [InlineData("除了王小明", "王小明")]
    [InlineData("王小明没来", "王小明")]
    [InlineData("除了王和平，欧阳小明", "王和平 欧阳小明")]
    [InlineData("all but 3", "3")]
    [InlineData("everyone except 3 and 5", "3 5")]
    [InlineData("都没来", "*")]
    [InlineData("没人来", "*")]
    [InlineData("nobody came", "*")]
    public void The_organisers_words_say_who_did_not_come(string text, string absent) =>
        Assert.Equal(absent, string.Join(' ', RosterAnswer.Read(text)!.Absent));

    [Theory]
    [InlineData("3号只来了1小时", "", "3=60", "")]
    [InlineData("3号 40分钟", "", "3=40", "")]
    [InlineData("2号和5号只来了半小时", "", "2=30 5=30", "")]
    [InlineData("2号、5号只来了半个小时", "", "2=30 5=30", "")]
    [InlineData("三号只做了一个半小时", "", "3=90", "")]
    [InlineData("王小明只来了1.5小时，其他都到了", "", "王小明=90", "")]
    [InlineData("3号来了1小时就走了", "", "3=60", "")]
    [InlineData("3号1小时、5号半小时", "", "3=60 5=30", "")]
    [InlineData("大家都只来了一小时", "", "*=60", "")]
    [InlineData("除了3号，2号和5号只来了半小时", "3", "2=30 5=30", "")]
    [InlineData("2号只来了1小时，3号没来", "3", "2=60", "")]
    [InlineData("2号只来了1小时3号没来", "3", "2=60", "")]
    [InlineData("3号没来2号只来了1小时", "3", "2=60", "")]
    [InlineData("除了3号 加上张三", "3", "", "张三")]
    [InlineData("除了3号，2号只来了1小时，加上张三", "3", "2=60", "张三")]
    [InlineData("都到了，加上张三和李四", "", "", "张三和李四")]
    [InlineData("加上张三、李四", "", "", "张三 李四")]
    [InlineData("加上张三，李四", "", "", "张三 李四")]
    [InlineData("都到了，张三也来了", "", "", "张三")]
    [InlineData("加上张三，只来了1小时", "", "", "张三=60")]
    [InlineData("加上张三1小时，除了2号", "2", "", "张三=60")]
    [InlineData("还要加上欧阳小明 40分钟", "", "", "欧阳小明=40")]
    [InlineData("都没来，加上张三", "*", "", "张三")]
    [InlineData("3 only 40 minutes, add zhang san", "", "3=40", "zhang san")]
    [InlineData("all came, plus Zhang San", "", "", "zhang san")]
    public void They_say_also_who_was_there_for_less_and_who_came_without_being_on_the_list(string text, string absent, string shorter, string added)
    {
        var answer = RosterAnswer.Read(text)!;

        Assert.Equal(absent, string.Join(' ', answer.Absent));
        Assert.Equal(shorter, string.Join(' ', answer.Shorter.Select(each => $"{each.Who}={each.Minutes}")));
        Assert.Equal(added, string.Join(' ', answer.Added.Select(each => each.Minutes is null ? each.Name : $"{each.Name}={each.Minutes}")));
    }

    [Theory]
    [InlineData("只来了1小时")]
    [InlineData("除了3号，5号，2号只来了半小时")]
    [InlineData("除了3号2号只来了1小时")]
    [InlineData("2号，5号只来了半小时")]
    [InlineData("其他人只来了1小时")]
    [InlineData("3号没来1小时")]
    [InlineData("都没来，3号只来了1小时")]
    [InlineData("加上3号")]
    [InlineData("加上")]
    [InlineData("加上张三一小时")]
    [InlineData("加上张三，李四，王五没来")]
    [InlineData("3号10点就走了")]
    [InlineData("")]
    [InlineData("除了")]
    [InlineData("没来")]
    [InlineData("3号")]
    [InlineData("到了")]
    [InlineData("都到了吗")]
    [InlineData("除了3号都没来")]
    [InlineData("nobody except 3")]
    [InlineData("好的")]
    public void What_could_mean_two_things_is_not_read(string text) => Assert.Null(RosterAnswer.Read(text));

    [Fact]
    public void No_text_makes_it_stumble() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll<string?>(text =>
            RosterAnswer.Read(text ?? "") is null or { Absent: not null }));
}
