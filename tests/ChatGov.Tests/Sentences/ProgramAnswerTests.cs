using ChatGov.Data;
using ChatGov.HelpRequests;
using ChatGov.Settings;
using ChatGov.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace ChatGov.Tests.Sentences;

/// <summary>Answers to questions about the programme: the operator's first, a community's own before them.</summary>
public sealed class ProgramAnswerTests
{
    private const string Own = """
        # ours
        ? 社区几点上班 | 周末上班吗
        zh: 工作日 9 点到 17 点半。
        en: Weekdays 9:00 to 17:30.
        贺兰社区: 周六上午也有人。
        """;

    [Theory]
    [InlineData("社区几点上班啊", "zh-CN", null, "工作日 9 点到 17 点半。")]
    [InlineData("社区几点上班啊", "en", null, "Weekdays 9:00 to 17:30.")]
    [InlineData("周末上班吗", "zh-CN", "贺兰社区", "周六上午也有人。")]
    [InlineData("要钱吗", "zh-CN", "贺兰社区", "报到、领任务、开证明都不收钱。")]
    [InlineData("月亮离这儿有多远", "zh-CN", null, null)]
    public async Task The_most_like_question_is_answered(string question, string language, string? community, string? answer)
    {
        await using var database = TestDatabase.Create(Provider.Sqlite);
        await Keep(database, Own);

        Assert.Equal(answer, database.Db.Read(tx => ProgramAnswers.Find(tx, question, language, community)));
    }

    [Theory]
    [InlineData("zh: 没有问题的回答", "line 1")]
    [InlineData("? 几点上班\n没有冒号", "line 2")]
    [InlineData("? 几点上班\nzh: 九点\nzh: 十点", "line 3")]
    public async Task A_line_that_is_neither_stops_the_start_and_is_named(string file, string line)
    {
        await using var database = TestDatabase.Create(Provider.Sqlite);

        var fault = await Assert.ThrowsAsync<ConfigurationFault>(() => Keep(database, file));

        Assert.Contains(line, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_stops_the_start()
    {
        await using var database = TestDatabase.Create(Provider.Sqlite);
        await Assert.ThrowsAsync<ConfigurationFault>(() => ProgramAnswers.Keep(database.Db, SettingsWith("nowhere/answers.txt")));
    }

    private static async Task Keep(TestDatabase database, string text)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, text);
            await ProgramAnswers.Keep(database.Db, SettingsWith(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static SettingValues SettingsWith(string file) => SettingValues.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { [ProgramAnswers.Setting] = file }).Build());
}
