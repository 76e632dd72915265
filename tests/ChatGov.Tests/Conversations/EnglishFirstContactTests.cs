using ChatGov.Tests.Support;

namespace ChatGov.Tests.Conversations;

/// <summary>Somebody who speaks English from their first word: nothing Chinese comes back but the names of places.</summary>
public sealed class EnglishFirstContactTests
{
    [Theory, Databases]
    public async Task From_hello_to_a_task_everything_is_in_English(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await stage.World.Publish(stage.World.Draft(Transcript.Saturday) with { Title = "Sweeping the park", Place = "South gate" });
        await using var bot = new TestBot(stage.Database.Db);
        (string Says, string Hears)[] talk =
        [
            ("hi", "Do you agree"),
            ("1", "just say what you want"),
            ("I want to register", "invite code"),
            ("retired", "Which community"),
            ("Helan", "Which of these"),
            ("1", "What is your name"),
            ("Anna Berg", "You will have an answer by"),
            ("am I registered", "waiting for the community"),
            ("pause", "not registered yet"),
            ("transfer", "Please open"),
            ("what tasks are there this weekend", "Sweeping the park"),
            ("help", "task"),
        ];
        var heard = new List<string>();
        foreach (var (says, hears) in talk)
        {
            heard.Add($"> {says}\n{await bot.Ask("anna", says)}");
            Assert.True(heard[^1].Contains(hears, StringComparison.OrdinalIgnoreCase), $"“{hears}” is missing at the end of:\n{string.Join('\n', heard)}");
        }

        var names = new[] { "贺兰社区", "测试旗", "书记甲", "东街道", "手套", "注意脚下台阶" };
        var chinese = string.Join('\n', heard);
        chinese = names.Aggregate(chinese, (text, name) => text.Replace(name, "", StringComparison.Ordinal));
        Assert.DoesNotMatch("[\\u4e00-\\u9fff]", chinese);
    }

    [Theory]
    [InlineData("贺兰山社区", "helan", true)]
    [InlineData("贺兰山社区", "He Lan Shan", true)]
    [InlineData("贺兰山社区", "Helanshan Community", true)]
    [InlineData("贺兰山社区", "lanshan", true)]
    [InlineData("贺兰山社区", "hel", false)]
    [InlineData("绿园小区", "lvyuan", true)]
    [InlineData("绿园小区", "lu yuan", true)]
    [InlineData("长乐嘎查", "changle", true)]
    [InlineData("长乐嘎查", "zhangle", true)]
    [InlineData("园林社区", "helan", false)]
    public void A_name_is_known_by_its_sound(string name, string typed, bool isIn) => Assert.Equal(isIn, Texts.Pinyin.Typed(typed) is { } sound && Texts.Pinyin.IsIn(name, sound));

    [Theory]
    [InlineData("贺兰")]
    [InlineData("B区")]
    [InlineData("3")]
    [InlineData("x")]
    [InlineData("the community")]
    public void What_is_not_in_latin_letters_has_no_sound(string typed) => Assert.Null(Texts.Pinyin.Typed(typed));
}
