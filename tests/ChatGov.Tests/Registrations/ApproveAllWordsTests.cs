using ChatGov.Registrations;

namespace ChatGov.Tests.Registrations;

/// <summary>Whom the words of 都通过 approve: whoever is left out in any shape is never among them.</summary>
public sealed class ApproveAllWordsTests
{
    private static readonly WaitingRegistration[] Waiting =
    [
        new() { Id = 1, Name = "王小明" }, new() { Id = 2, Name = "李一红" }, new() { Id = 3, Name = "赵大山" }, new() { Id = 61, Name = "孙河" },
    ];

    [Theory]
    [InlineData("都通过", "1 2 3 61")]
    [InlineData("王小明除外都通过", "2 3 61")]
    [InlineData("都通过，王小明除外", "2 3 61")]
    [InlineData("除了王小明都通过", "2 3 61")]
    [InlineData("都通过，3号先放一放", "1 2 61")]
    [InlineData("其他都通过，第二个先等等", "1 3 61")]
    [InlineData("1号和2号都通过", "1 2")]
    [InlineData("61号和3号都通过", "3 61")]
    [InlineData("只通过李一红", "2")]
    [InlineData("只通过3", "3")]
    [InlineData("王小明和赵大山一起通过", "1 3")]
    [InlineData("approve all but 王小明", "2 3 61")]
    public void Those_who_are_meant(string words, string ids) => Assert.Equal(ids, Ids(words));

    [Theory]
    [InlineData("王小明和李一红除外，其他都通过")]
    [InlineData("王小明、李一红除外，其他都通过")]
    [InlineData("都通过，除了王小明、李一红")]
    [InlineData("除了王小明、李一红都通过")]
    [InlineData("除了王小明，李一红，其他都通过")]
    [InlineData("1号、2号先等等，其他都通过")]
    [InlineData("1号，2号先等等，其他都通过")]
    [InlineData("王小明等等，第二个也放一放，其余都通过")]
    public void Every_one_of_several_who_are_left_out(string words) => Assert.Equal("3 61", Ids(words));

    [Theory]
    [InlineData("1号通过，2号先等等", "1")]
    [InlineData("1号通过、2号先等等", "1")]
    [InlineData("王小明和赵大山都通过，李一红先等等", "1 3")]
    [InlineData("王小明通过，李一红先等等，其他的也都可以通过", "1 3 61")]
    public void Those_who_are_named_where_another_is_left_out(string words, string ids) => Assert.Equal(ids, Ids(words));

    [Theory]
    [InlineData("先别都通过")]
    [InlineData("都通过先等等")]
    [InlineData("除了9号都通过")]
    [InlineData("第九个除外都通过")]
    [InlineData("孙某先等等，其他都通过")]
    [InlineData("9号和1号都通过")]
    [InlineData("1号通过，1号除外")]
    public void Nobody_where_it_is_not_clear_who(string words) => Assert.Null(Ids(words));

    private static string? Ids(string words) => ApproveAllWords.Meant(Waiting, words) is { } meant ? string.Join(' ', meant.Select(each => each.Id)) : null;
}
