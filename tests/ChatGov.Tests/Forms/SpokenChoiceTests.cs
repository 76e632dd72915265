using ChatGov.Forms;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Forms;

/// <summary>One of a few, said as one says it: by a piece of it, where that is a piece of no other, denies nothing and asks nothing.</summary>
public sealed class SpokenChoiceTests
{
    [Theory]
    [InlineData("在这里说就行", "here")]
    [InlineData("你就在这里跟我说", "here")]
    [InlineData("给我打电话吧", "phone")]
    [InlineData("每天一趟", "daily")]
    [InlineData("就每周吧", "weekly")]
    public async Task A_piece_of_one_option_chooses_it(string words, string code) => Assert.Equal(code, await Read(words));

    [Theory]
    [InlineData("别打电话")]
    [InlineData("不在这里说")]
    [InlineData("打电话要钱吗")]
    [InlineData("哪个是在这里说")]
    [InlineData("每隔两天")]
    [InlineData("我家楼下的路灯坏了好几天了，打电话都没有人管，你们到底管还是不管")]
    public async Task What_denies_asks_or_tells_something_else_chooses_none(string words) => Assert.Null(await Read(words));

    private static async Task<string?> Read(string words)
    {
        await using var database = TestDatabase.Create(Provider.Sqlite);
        var question = new ChoiceQuestion("how") { Ask = "x", Unclear = new Fault("x"), Among = _ => [new("here", "在这里说"), new("phone", "打电话"), new("daily", "每天一次"), new("weekly", "每周一次")] };
        var read = database.Db.Read(tx => question.Read(new FormRun(null!, tx, "zh-CN", new Dictionary<string, string>()), Said.Typed(words, DateTimeOffset.UnixEpoch) with { Asked = true }));
        return read.IsRead ? (string?)read.Value : null;
    }
}
