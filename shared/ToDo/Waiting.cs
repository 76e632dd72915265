using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Organisations;
using ChatGov.Rights;

namespace ChatGov.ToDo;

public enum ToDoKind
{
    /// <summary>报到: somebody waits for a yes.</summary>
    Registration,

    /// <summary>转社区: somebody wants to come over.</summary>
    Transfer,

    /// <summary>A claim that asks for a yes.</summary>
    Claim,

    /// <summary>A task is over and its roster is not confirmed.</summary>
    Roster,

    /// <summary>有误 and 补录: hours that somebody asks to be put right.</summary>
    Objection,

    /// <summary>提需求: somebody asked the community for something.</summary>
    Need,

    /// <summary>对接: a unit proposes what it has.</summary>
    Match,

    /// <summary>转人工: somebody asked for a human.</summary>
    HelpRequest,

    /// <summary>More than twenty accounts left at once: people, or the app's scope.</summary>
    Departures,

    /// <summary>Something waits for a secretary or a liaison, and there is none: appoint one.</summary>
    Vacancy,
}

/// <summary>Something that waits for one's answer.</summary>
public sealed record ToDoItem
{
    public ToDoKind Kind { get; init; }

    /// <summary>Of the registration, claim, task, objection or help request, or of the first of those that left.</summary>
    public long Id { get; init; }

    /// <summary>Empty where no community is known.</summary>
    public string OrgName { get; init; } = "";

    /// <summary>The title of the task it is about; empty where it is about none.</summary>
    public string Title { get; init; } = "";

    public DateTimeOffset Since { get; init; }

    /// <summary>When the answer is due, where a rule says so.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public Light Light { get; init; }
}

/// <summary>Where one kind of what waits is found.</summary>
/// <param name="For">Who answers it, over its place.</param>
/// <param name="Sql">Gives id, org_id, title, since, due_at.</param>
public sealed record ToDoSource(ToDoKind Kind, Can For, string Sql);

/// <param name="Items">What is due first comes first; at most <see cref="Waiting.Shown"/>.</param>
/// <param name="Total">How many there are.</param>
public sealed record ToDoList(IReadOnlyList<ToDoItem> Items, long Total);

/// <summary>待办: all that waits in the part of the tree in which the actor runs the work; what people asked for, for their own community alone.</summary>
public static class Waiting
{
    public const int Shown = 100;

    private static readonly string All =
        $"""
        SELECT CASE r.state WHEN 'Transferring' THEN 'Transfer' ELSE 'Registration' END AS kind, r.id,
               CASE r.state WHEN 'Transferring' THEN r.target_org_id ELSE r.org_id END AS org_id, '' AS title, r.submitted_at AS since, r.due_at
        FROM registration r WHERE r.state IN ('Submitted', 'Transferring')
        UNION ALL
        SELECT 'Claim', c.id, t.org_id, t.title, c.claimed_at, t.starts_at FROM claim c JOIN task t ON t.id = c.task_id WHERE c.state = 'Pending'
        UNION ALL
        SELECT 'Roster', t.id, t.org_id, t.title, t.ends_at, CAST(NULL AS BIGINT) FROM task t
        WHERE t.state IN ('InProgress', 'AwaitingConfirm', 'Published', 'Filled') AND t.ends_at <= @Now AND t.taken > 0
        UNION ALL
        SELECT 'Objection', b.id, t.org_id, t.title, b.raised_at, CAST(NULL AS BIGINT)
        FROM objection b JOIN claim c ON c.id = b.claim_id JOIN task t ON t.id = c.task_id WHERE b.decided_at IS NULL
        UNION ALL
        SELECT 'HelpRequest', h.id, h.org_id, '', h.created_at, CAST(NULL AS BIGINT) FROM help_request h WHERE h.answered_at IS NULL
        UNION ALL
        SELECT 'Departures', MIN(d.id), CAST(NULL AS BIGINT), '', MIN(d.noted_at), CAST(NULL AS BIGINT) FROM departure d WHERE d.state = 'Asked' GROUP BY d.state
        UNION ALL
        SELECT 'Vacancy', v.id, v.org_id, v.org_name, v.since, CAST(NULL AS BIGINT) FROM ({Vacancies.Select}) v
        {string.Concat(Features.All.SelectMany(feature => feature.ToDo).Select(Further))}
        """;

    // What belongs to no community, and every complaint, is the operator's.
    private static readonly string Mine =
        $"""
        FROM ({All}) w LEFT JOIN org o ON o.id = w.org_id
        WHERE (w.org_id IS NULL AND @isOperator)
           OR EXISTS (SELECT 1 FROM org_closure g WHERE g.ancestor_id = @under AND g.descendant_id = w.org_id)
        """;

    private static string Further(ToDoSource source) =>
        $"\nUNION ALL\nSELECT '{source.Kind}', s.id, s.org_id, s.title, s.since, s.due_at FROM ({source.Sql}) s WHERE {source.For.On("s.org_id")}";

    public static ToDoList Find(Tx tx)
    {
        var parameters = new { tx.Now, under = Scope.RunsUnder(tx), isOperator = Scope.IsWholeBanner(tx), Shown };
        var items = tx.All<ToDoItem>(
            $"""
            SELECT w.kind, w.id, COALESCE(o.name, '') AS org_name, w.title, w.since, w.due_at {Mine}
            ORDER BY CASE WHEN w.due_at IS NULL THEN 1 ELSE 0 END, w.due_at, w.since, w.kind, w.id LIMIT @Shown
            """,
            parameters);
        return new ToDoList(items.ConvertAll(item => item with { Light = Lights.Of(tx.Now, item.Since, item.DueAt) }), tx.Count($"SELECT COUNT(*) {Mine}", parameters));
    }
}
