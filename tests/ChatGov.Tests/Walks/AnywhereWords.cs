using ChatGov.Data;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Walks;

/// <summary>Says, at an open question, each word that is valid anywhere; puts the question back as it was between them.</summary>
internal sealed class AnywhereWords(Db db)
{
    // What is only shown leaves the question open as it is; the rest takes its place or ends it.
    private static readonly (string Says, bool Leaves, string[] Answers)[] Words =
    [
        ("帮助", true, ["可以回数字"]),
        ("我的数据", true, ["关于你的信息", "没有"]),
        ("语言", true, ["Which language"]),
        ("取消", false, ["先不做了"]),
        ("转人工", false, ["请用一句话说说"]),
        ("投诉平台", false, ["哪里不满意"]),
        ("退出", false, ["退出后马上停用", "不用退出"]),
    ];

    private readonly HashSet<string> _questions = new(StringComparer.Ordinal);

    public IEnumerable<string> Flows => _questions.Select(each => each.Split('/')[0]).Distinct(StringComparer.Ordinal);

    /// <summary>Where that chat has a question open that was not tried before.</summary>
    public async Task Try(TestBot bot, string who)
    {
        if (Open(who) is not { Flow: not null } before || !_questions.Add($"{before.Flow}/{before.Step}"))
        {
            return;
        }

        foreach (var (says, leaves, answers) in Words)
        {
            var answer = await bot.Ask(who, says);
            Assert.True(answers.Any(each => answer.Contains(each, StringComparison.Ordinal)), $"{before.Flow}/{before.Step} took {says}: {answer}");
            if (leaves)
            {
                var after = Open(who)!;
                Assert.Equal((before.Flow, before.Step), (after.Flow, after.Step));
            }

            await db.Write(tx => tx.Run(
                "UPDATE session SET flow = @Flow, step = @Step, data = @Data, flow_version = @FlowVersion WHERE id = @Id", before));
        }
    }

    private Row? Open(string who) => db.Read(tx => tx.First<Row>("SELECT id, flow, step, data, flow_version FROM session WHERE user_id = @who", new { who }));

    private sealed record Row
    {
        public long Id { get; init; }

        public string? Flow { get; init; }

        public string? Step { get; init; }

        public byte[]? Data { get; init; }

        public long FlowVersion { get; init; }
    }
}
