namespace ChatGov.Tests.Support;

/// <summary>A statement, or a kind of them, that may read the whole of a table that grows with the years, and why.</summary>
/// <param name="Table">The one table that may be read whole; or any.</param>
/// <param name="Part">The statement, or what stands in it.</param>
internal sealed record MayReadAll(string Table, string Part, string Why)
{
    public const string AnyTable = "";

    private const string Short = "no row is older than 90 days, and it is asked when somebody leaves, is erased or moves; an index would cost with every message";

    private const string Oldest = "looks at the oldest alone";
    private const string Keys = "a key is retired: whatever was made with it is made anew";

    /// <summary>Statements, or the part that many of one kind have in common, which may read the whole of one table.</summary>
    public static readonly IReadOnlyList<MayReadAll> Allowed =
    [
        new(AnyTable, " AS sorted FROM ", "a page in an order of the reader's own choice: an index of it is walked until the page is full"),

        new("outbox", "UPDATE outbox SET chat_id = NULL, sent_chat_id = NULL WHERE person_id = @personId AND state <> 'Sending'", Short),
        new(
            "outbox",
            "UPDATE outbox SET chat_id = NULL, sent_chat_id = NULL WHERE person_id IS NULL AND state NOT IN ('Waiting', 'Sending')"
                + " AND (channel = @Channel AND chat_id = @ChatId OR sent_channel = @Channel AND sent_chat_id = @ChatId)",
            Short),
        new("outbox", "UPDATE outbox SET chat_id = @to WHERE channel = @channel AND chat_id = @from AND state IN ('Waiting', 'Sending')", Short),
        new("prompt", "DELETE FROM prompt WHERE person_id = @personId", Short),
        new("inbox", "DELETE FROM inbox WHERE id IN ( SELECT id FROM (SELECT id, received_at FROM inbox WHERE state = 'Handled' ORDER BY id LIMIT 500) oldest WHERE received_at < @inbox)", Oldest),
        new("inbox", "DELETE FROM inbox WHERE state <> 'Handled' AND id IN ( SELECT id FROM (SELECT id, received_at FROM inbox ORDER BY id LIMIT 500) oldest WHERE received_at < @stuck)", Oldest),
        new(
            "outbox",
            "DELETE FROM outbox WHERE id IN ( SELECT id FROM ( SELECT id, created_at FROM outbox WHERE state NOT IN ('Waiting', 'Sending') AND dedupe_key IS NULL ORDER BY id LIMIT 500) oldest"
                + " WHERE created_at < @outbox)",
            Oldest),
        new("prompt", "DELETE FROM prompt WHERE id IN ( SELECT id FROM (SELECT id, expires_at FROM prompt ORDER BY id LIMIT 500) oldest WHERE expires_at < @Now)", Oldest),
        new("audit", "DELETE FROM audit WHERE (id) IN (SELECT id FROM (SELECT * FROM audit ORDER BY id LIMIT 200) audit WHERE at < @before)", Oldest),

        new(AnyTable, ", 1, 5) <> @head", Keys),
        new("access_code", "secret_hash NOT LIKE @current", Keys),
        new("api_token", "SELECT DISTINCT person_id FROM api_token WHERE revoked_at IS NULL AND expires_at > @Now AND secret_hash NOT LIKE @current ORDER BY person_id", Keys),

        new("person", "FROM person p WHERE p.erased_at IS NULL AND NOT EXISTS (SELECT 1 FROM staff_role s WHERE s.person_id = p.id", "looks at each person once, by night: what they are in is found by index"),
        new("person", "SELECT id, created_at FROM person WHERE erased_at IS NULL ORDER BY id", "a copy was put back: each of them is looked for among the erased"),
        new("person", "SELECT id, created_at FROM person WHERE erased_at IS NOT NULL ORDER BY id", "all of them are written into a file, when the program starts and with each copy"),
        new("person", "SELECT COUNT(*) FROM (SELECT 1 FROM org UNION ALL SELECT 1 FROM person) t", "asked when somebody opens the program for the first time, or loads the example"),
        new("audit", "SELECT COUNT(*) FROM audit WHERE at < @before", "counted when somebody asks what a run would take out"),
        new(
            "agreement",
            "INSERT INTO counter (name, next_value) VALUES (@name, 2 + (SELECT COUNT(*) FROM agreement WHERE term = 1 AND SUBSTR(number, 1, LENGTH(@name)) = @name))"
                + " ON CONFLICT (name) DO UPDATE SET next_value = counter.next_value + 1 RETURNING next_value",
            "a number for a new agreement, a few in a month, counted in an index of nothing but numbers"),
        new(
            "agreement",
            "INSERT INTO agreement (number, term, title, goal, rhythm, exit_clause, starts_at, ends_at, state, drafted_for, drafted_by, previous_id, created_at, active_since)"
                + " SELECT number, term + 1, title, goal, rhythm, exit_clause, ends_at, @end, @state, drafted_for, drafted_by, id, @Now, @since FROM agreement WHERE id = @Id RETURNING id",
            "finds the one before by its id; what it lists besides is its key to that one, where an INSERT does not look"),
    ];

    /// <summary>What SQLite finds by an index, and PostgreSQL does not expect to be few: it cannot know how old the oldest are.</summary>
    public static readonly IReadOnlyList<MayReadAll> OnPostgres =
    [
        new(
            "api_token",
            "DELETE FROM api_token WHERE (id) IN (SELECT id FROM api_token WHERE (expires_at < @before OR revoked_at < @before)"
                + " AND NOT EXISTS (SELECT 1 FROM idempotency i WHERE i.token_id = api_token.id) AND NOT EXISTS (SELECT 1 FROM api_token c WHERE c.parent_id = api_token.id) LIMIT 200)",
            "once a night, and none is older than a year after its end"),
        new(
            "outbox",
            "DELETE FROM outbox WHERE id IN ( SELECT id FROM outbox WHERE state NOT IN ('Waiting', 'Sending') AND dedupe_key IS NOT NULL AND created_at < @keys LIMIT 500)",
            "once an hour, and no row is older than 90 days; an index would cost with every message"),
    ];

    public bool IsWhole => Part.StartsWith("SELECT", StringComparison.Ordinal) || Part.StartsWith("UPDATE", StringComparison.Ordinal)
        || Part.StartsWith("DELETE", StringComparison.Ordinal) || Part.StartsWith("INSERT", StringComparison.Ordinal);

    public bool Covers(string fault) => (Table == AnyTable || fault.StartsWith(Table + ": ", StringComparison.Ordinal)) && fault.Contains(Part, StringComparison.Ordinal);
}
