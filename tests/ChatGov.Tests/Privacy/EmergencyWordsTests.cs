using ChatGov.People;

namespace ChatGov.Tests.Privacy;

public sealed class EmergencyWordsTests
{
    [Theory]
    [InlineData("老人摔倒起不来了", "medical")]
    [InlineData("有人闹着要跳楼", "life")]
    [InlineData("3号楼着火了", "fire")]
    [InlineData("楼道里有煤气味", "fire")]
    [InlineData("有人持刀", "crime")]
    [InlineData("my neighbour is unconscious", "medical")]
    public void An_emergency_is_recognised(string text, string kind) => Assert.Equal("emergency.answer." + kind, EmergencyWords.Find(text));

    [Theory]
    [InlineData("演示灭火器")]
    [InlineData("想报名防溺水宣传")]
    [InlineData("灯坏了没人会修")]
    [InlineData("任务")]
    public void What_only_sounds_like_one_is_not(string text) => Assert.Null(EmergencyWords.Find(text));
}
