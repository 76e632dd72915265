using ChatGov.Claims;
using ChatGov.Tasks;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Conversations;

/// <summary>A step of a task or a claim as the audit tells it; born when <see cref="FromState"/> is null.</summary>
internal sealed record AuditStep
{
    public string Entity { get; init; } = "";

    public string? FromState { get; init; }

    public string ToState { get; init; } = "";

    public override string ToString() => $"{Entity}: {FromState ?? "–"} → {ToState}";
}

/// <summary>
/// A conversation with the whole bot on a test clock, kept as it would be read aloud: who says what, and what comes
/// back. In the end the audit tells which steps it took.
/// </summary>
internal sealed class Transcript : IAsyncDisposable
{
    public const string Secretary = "secretary";

    /// <summary>The test clock starts on the Monday before, at 10:00.</summary>
    public static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly TestDatabase _database;
    private readonly TestBot _bot;
    private readonly List<string> _lines = [];

    private Transcript(TestDatabase database, World world)
    {
        _database = database;
        _bot = new TestBot(database.Db);
        World = world;
    }

    public World World { get; }

    public static async Task<Transcript> Begin(Provider provider, params string[] members)
    {
        var database = TestDatabase.Create(provider);
        var transcript = new Transcript(database, await World.Create(database.Db));
        foreach (var name in members)
        {
            await transcript.World.Member(name);
            await transcript._bot.Answers(name);
        }

        return transcript;
    }

    public async Task Says(string who, string words, string expected)
    {
        _lines.Add($"{who}: {words}");
        Has(who, await _bot.Ask(who, words), expected);
    }

    /// <summary>Presses a button of the last message, counted from 1 as people see them.</summary>
    public async Task Presses(string who, int button, string expected)
    {
        var message = _bot.Last(who);
        _lines.Add($"{who}: [{message.Choices[button - 1].Label}]");
        Has(who, await _bot.Press(who, message, button - 1), expected);
    }

    /// <summary>The number of the first choice of the last message that has these words.</summary>
    public int LineOf(string who, string words) => _bot.Last(who).Choices.ToList().FindIndex(choice => choice.Label.Contains(words, StringComparison.Ordinal)) + 1;

    /// <summary>What came without being asked for.</summary>
    public async Task Hears(string who, string expected) => Has(who, await _bot.Answers(who), expected);

    /// <summary>Time goes on; every timer runs at its own time on the way.</summary>
    public async Task Until(DateTimeOffset instant)
    {
        _lines.Add($"— {Texts.Show.Moment(Texts.Language.Chinese, instant)} —");
        while (NextTimer() is { } due && due <= instant)
        {
            _database.Clock.MoveTo(due);
            await _bot.Timers.RunDue(CancellationToken.None);
            await _bot.Quiet();
        }

        _database.Clock.MoveTo(instant);
        await _bot.Quiet();
    }

    /// <summary>发任务 for Saturday from nine to eleven.</summary>
    /// <param name="special">1 nobody has to agree, 2 a home visit.</param>
    public async Task Publishes(int places, int special = 1)
    {
        await Says(Secretary, $"发任务 周六上午9点到11点 贺兰公园南门 清扫公园沙尘 要{places}个人 带手套 书记甲 19900001234", "发吗");
        await Says(Secretary, "要求不对", "特别的要求");
        await Says(Secretary, $"{special}", "发吗");
        await Says(Secretary, "1", "发出去了");
    }

    public async Task Cancels()
    {
        await Says(Secretary, "取消任务", "为什么取消");
        await Says(Secretary, "大风", "都会收到");
        await Says(Secretary, "1", "取消了");
    }

    /// <summary>What the audit tells, after asking that it is complete and that all holds that must.</summary>
    public HashSet<AuditStep> End()
    {
        AuditTrail.IsComplete(_database.Db, TaskMachine.Table);
        AuditTrail.IsComplete(_database.Db, ClaimMachine.Table);
        Invariants.Hold(_database.Db);
        return [.. _database.Db.Read(tx => tx.All<AuditStep>(
            "SELECT DISTINCT entity, from_state, to_state FROM audit WHERE entity IN ('task', 'claim') AND to_state IS NOT NULL"))];
    }

    public override string ToString() => string.Join('\n', _lines);

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _database.DisposeAsync();
    }

    private void Has(string who, string heard, string expected)
    {
        _lines.Add($"  → {who}: {heard.Replace("\n", "\n    ", StringComparison.Ordinal)}");
        Assert.True(heard.Contains(expected, StringComparison.Ordinal), $"“{expected}” is missing at the end of:\n{this}");
    }

    private DateTimeOffset? NextTimer() =>
        _database.Db.Read(tx => tx.First<DateTimeOffset?>("SELECT due_at FROM timer WHERE state = 'Waiting' ORDER BY due_at LIMIT 1"));
}
