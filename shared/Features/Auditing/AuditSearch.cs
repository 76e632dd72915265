using ChatGov.Data;
using ChatGov.Paging;
using ChatGov.Rights;

namespace ChatGov.Auditing;

/// <summary>One change: who, what, when; ids and codes, never what was written.</summary>
public sealed record AuditEntry
{
    public long Id { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The person who did it; null for the program itself.</summary>
    public long? ActorId { get; init; }

    /// <summary>The token with which it was done; null in a chat.</summary>
    public long? TokenId { get; init; }

    /// <summary>The table of the changed row.</summary>
    public string Entity { get; init; } = "";

    /// <summary>Which row of the table.</summary>
    public long EntityId { get; init; }

    /// <summary>What was done, as a code.</summary>
    public string Action { get; init; } = "";

    /// <summary>Where it stood before; null where nothing moved.</summary>
    public string? FromState { get; init; }

    /// <summary>Where it stands since; null where nothing moved.</summary>
    public string? ToState { get; init; }

    /// <summary>Why, as a code; null where none was given.</summary>
    public string? ReasonCode { get; init; }
}

/// <summary>Which changes to list.</summary>
public sealed record AuditFilter(
    string? Entity = null, long? EntityId = null, long? ActorId = null, long? TokenId = null, string? Action = null, DateTimeOffset? From = null, DateTimeOffset? Until = null);

/// <summary>
/// What was changed in the part of the tree in which the actor runs the work, the latest first. What belongs to no place is
/// seen by the banner's office alone.
/// </summary>
public static class AuditSearch
{
    /// <summary>For one page. A secretary of twenty communities walks over half as many for a page of their own.</summary>
    public const int LookedAt = 2_000;

    private const string OrgOf =
        """
        CASE a.entity
            WHEN 'org' THEN a.entity_id
            WHEN 'task' THEN (SELECT t.org_id FROM task t WHERE t.id = a.entity_id)
            WHEN 'claim' THEN (SELECT t.org_id FROM claim c JOIN task t ON t.id = c.task_id WHERE c.id = a.entity_id)
            WHEN 'service_record' THEN (SELECT t.org_id FROM service_record s JOIN task t ON t.id = s.task_id WHERE s.id = a.entity_id)
            WHEN 'objection' THEN (SELECT t.org_id FROM objection b JOIN claim c ON c.id = b.claim_id JOIN task t ON t.id = c.task_id WHERE b.id = a.entity_id)
            WHEN 'registration' THEN (SELECT r.org_id FROM registration r WHERE r.id = a.entity_id)
            WHEN 'paper' THEN (SELECT p.org_id FROM paper p WHERE p.id = a.entity_id)
            WHEN 'staff_role' THEN (SELECT s.org_id FROM staff_role s WHERE s.id = a.entity_id)
            WHEN 'access_code' THEN (SELECT COALESCE(s.org_id, r.unit_id, t.org_id, p.org_id) FROM access_code k LEFT JOIN staff_role s ON s.id = k.staff_role_id
                LEFT JOIN roster r ON r.id = k.roster_id LEFT JOIN task t ON t.id = k.task_id LEFT JOIN care_plan p ON p.id = k.plan_id WHERE k.id = a.entity_id)
            WHEN 'help_request' THEN (SELECT h.org_id FROM help_request h WHERE h.id = a.entity_id)
        END
        """;

    // All that happened to one thing stands together in an index; all that happened to things of one kind would be put in order first.
    private static string IsAskedFor(AuditFilter filter)
    {
        var (ofKind, ofOne) = (filter.Entity is { Length: > 0 }, filter.EntityId is not (null or 0));
        return Asked.For(
            (ofKind && ofOne, "a.entity = @Entity AND a.entity_id = @EntityId"),
            (ofKind && !ofOne, "COALESCE(a.entity, '') = @Entity"),
            (!ofKind && ofOne, "a.entity_id = @EntityId"),
            (filter.ActorId is not (null or 0), "a.actor_id = @ActorId"),
            (filter.TokenId is not (null or 0), "a.token_id = @TokenId"),
            (filter.Action is { Length: > 0 }, "a.action = @Action"),
            (filter.From is not null, "a.at >= @since"),
            (filter.Until is not null, "a.at < @Until"));
    }

    /// <summary>Few or no rows, and more behind them, where little of what is walked over was asked for or belongs to the actor.</summary>
    public static Page<AuditEntry> List(Tx tx, AuditFilter filter, PageRequest page)
    {
        if (Can.RunCommunity.Reach(tx).Few is [])
        {
            return new Page<AuditEntry>([], null);
        }

        var walk = AuditWalk.Of(tx, filter, page);
        var found = page.Cut(Walked(tx, filter, page, walk), entry => entry.Id);
        return found.Next is null && walk.HasEarlier ? found with { Next = PageRequest.Cursor(walk.From) } : found;
    }

    private static List<AuditEntry> Walked(Tx tx, AuditFilter filter, PageRequest page, AuditWalk walk) => tx.All<AuditEntry>(
        $"""
        SELECT a.id, a.at, a.actor_id, a.token_id, a.entity, a.entity_id, a.action, a.from_state, a.to_state, a.reason_code
        FROM audit a
        WHERE a.id >= @From AND a.id < @Before AND {IsAskedFor(filter)} AND {(Can.Operate.OverAll(tx) ? "TRUE" : Can.RunCommunity.On($"({OrgOf})"))}
        ORDER BY a.id DESC LIMIT @Take
        """,
        new
        {
            walk.From,
            walk.Before,
            page.Take,
            filter.Entity,
            filter.EntityId,
            filter.ActorId,
            filter.TokenId,
            filter.Action,
            since = filter.From,
            filter.Until,
        });
}
