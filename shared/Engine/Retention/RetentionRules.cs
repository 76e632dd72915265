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

    public static readonly TimeSpan AfterService = Years(5);

    public static TimeSpan Years(int years) => TimeSpan.FromDays(365 * years);
}

/// <summary>
/// The retention of <c>shared/Engine/Data/dictionary.json</c> as rules. What goes by the hour (inbox, outbox, unfinished answers) is
/// deleted by the bot's cleaning; people are erased by <see cref="RetentionRun"/>.
/// </summary>
public static class RetentionRules
{
    /// <summary>Since they last agreed or asked for something.</summary>
    public static readonly TimeSpan WithoutRegistration = RetentionRule.Years(2);

    /// <summary>In this order: what points to a row goes before it.</summary>
    public static readonly IReadOnlyList<RetentionRule> All =
    [
        .. Features.All.SelectMany(feature => feature.Retention),
        new("idempotency", TimeSpan.FromHours(24), "created_at < @before") { Key = "token_id, idempotency_key" },
        new("access_code", TimeSpan.FromDays(1), "kind = 'LinkChat' AND expires_at < @before"),
        new("access_code", TimeSpan.FromDays(30), "COALESCE(used_at, ended_at, expires_at) < @before"),
        new("api_token", RetentionRule.Years(1), "(expires_at < @before OR revoked_at < @before) AND NOT EXISTS (SELECT 1 FROM idempotency i WHERE i.token_id = api_token.id) AND NOT EXISTS (SELECT 1 FROM api_token c WHERE c.parent_id = api_token.id)"),
        new("departure", TimeSpan.FromDays(30), "noted_at < @before AND state <> 'Asked'"),
        new("photo", Photos.Album.UnattachedLife, "created_at < @before AND subject IS NULL"),
        new("photo", Photos.Album.Life, "created_at < @before"),
        new("help_request", RetentionRule.Years(2), "created_at < @before AND (text IS NOT NULL OR person_id IS NOT NULL OR chat_id <> '')", Set: "text = NULL, person_id = NULL, chat_id = ''"),
        new("consent", RetentionRule.Years(3), "withdrawn_at < @before"),
        new("staff_role", RetentionRule.Years(3), "until_at < @before AND NOT EXISTS (SELECT 1 FROM access_code c WHERE c.staff_role_id = staff_role.id)"),
        new("roster_import", RetentionRule.Years(3), "finished_at < @before AND NOT EXISTS (SELECT 1 FROM roster_import_piece p WHERE p.import_id = roster_import.id)"),
        new("timer", RetentionRule.Years(3), "due_at < @before AND state <> 'Waiting'"),
        new("audit", RetentionRule.Years(3), "at < @before") { IsOldestFirst = true },
        new(
            "roster", RetentionRule.Years(1), "left_at < @before AND (name <> '' OR phone_cipher IS NOT NULL OR wecom_user_id IS NOT NULL OR person_id IS NOT NULL)",
            Set: "name = '', phone_cipher = NULL, phone_hash = NULL, phone_last4 = NULL, wecom_user_id = NULL, person_id = NULL"),
    ];
}
