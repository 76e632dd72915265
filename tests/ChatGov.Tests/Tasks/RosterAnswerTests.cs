using ChatGov.Tasks;
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
