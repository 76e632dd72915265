using ChatGov.Texts;

namespace ChatGov.Retention;

/// <summary>What of a table has served its time.</summary>
/// <param name="Age">Rows are gone when the instant that <paramref name="Where"/> compares with <c>@before</c> is this long past.</param>
/// <param name="Where">Over the table's own columns, <c>@before</c> and <c>@Now</c>.</param>
/// <param name="Set">What is taken out of the row; null when the whole row is deleted.</param>
public sealed record RetentionRule(string Table, TimeSpan Age, string Where, string? Set = null)
{
    public string Key { get; init; } = "id";

    /// <summary>Rows are numbered in the order of time and many: only the oldest are looked at.</summary>
    public bool IsOldestFirst { get; init; }

    [Limit("yearsAfterService")]
    private const int YearsAfterService = 5;

    public static readonly TimeSpan AfterService = Years(YearsAfterService);

    public static TimeSpan Years(int years) => TimeSpan.FromDays(365 * years);
}

/// <summary>
/// The retention of <c>shared/Engine/Data/dictionary.json</c> as rules. What goes by the hour (inbox, outbox, unfinished answers) is
/// deleted by the bot's cleaning; people are erased by <see cref="RetentionRun"/>.
/// </summary>
public static class RetentionRules
{
    [Limit("yearsWithoutUse")]
    private const int YearsWithoutUse = 2;

    /// <summary>Since they last agreed or asked for something.</summary>
    public static readonly TimeSpan WithoutRegistration = RetentionRule.Years(YearsWithoutUse);

    /// <summary>In this order: what points to a row goes before it.</summary>
    public static readonly IReadOnlyList<RetentionRule> All =
    [
        new("idempotency", TimeSpan.FromHours(24), "created_at < @before") { Key = "token_id, idempotency_key" },
        .. Features.All.SelectMany(feature => feature.Retention),
        new("timer", RetentionRule.Years(3), "due_at < @before AND state <> 'Waiting'"),
        new("audit", RetentionRule.Years(3), "at < @before") { IsOldestFirst = true },
    ];
}
