using ChatGov.Data;
using ChatGov.Paging;
using ChatGov.Rights;

namespace ChatGov.Organisations;

/// <summary>Somebody's role in an organisation, for a time.</summary>
public sealed record Appointment : IVersioned
{
    public long Id { get; init; }

    public long PersonId { get; init; }

    public string PersonName { get; init; } = "";

    public Role Role { get; init; }

    public long OrgId { get; init; }

    public string OrgName { get; init; } = "";

    public DateTimeOffset FromAt { get; init; }

    /// <summary>Null while no end is set.</summary>
    public DateTimeOffset? UntilAt { get; init; }

    /// <summary>The person has a chat by which the bot reaches them.</summary>
    public bool HasChat { get; init; }

    /// <summary>It rests: the account by which it was held left, and nobody has proven it since.</summary>
    public bool IsSuspended { get; init; }

    public long Version { get; init; }
}

/// <summary>The SQL of appointments.</summary>
public static class Appointments
{
    internal const string Select =
        """
        SELECT s.id, s.person_id, p.name AS person_name, s.role, s.org_id, o.name AS org_name, s.from_at, s.until_at, s.row_version AS version,
               EXISTS (SELECT 1 FROM known_chat i WHERE i.person_id = s.person_id) AS has_chat, s.suspended_at IS NOT NULL AS is_suspended
        FROM staff_role s JOIN person p ON p.id = s.person_id JOIN org o ON o.id = s.org_id
        """;

    private const string InTime = "s.from_at <= @Now AND (s.until_at IS NULL OR s.until_at > @Now)";
    private const string InForceNow = "s.suspended_at IS NULL AND " + InTime;

    public static Appointment? Find(Tx tx, long id) => tx.First<Appointment>(Select + " WHERE s.id = @id", new { id });

    public static Appointment? InForce(Tx tx, long id) =>
        tx.First<Appointment>(Select + $" WHERE s.id = @id AND {InForceNow}", new { id, tx.Now });

    public static List<Appointment> OfPerson(Tx tx, long personId) =>
        tx.All<Appointment>(Select + $" WHERE s.person_id = @personId AND {InForceNow} ORDER BY s.id", new { personId, tx.Now });

    /// <summary>In its time, though it may rest.</summary>
    internal static Appointment? NotOver(Tx tx, long id) => tx.First<Appointment>(Select + $" WHERE s.id = @id AND {InTime}", new { id, tx.Now });

    internal static List<Appointment> RestingOf(Tx tx, long personId) => tx.All<Appointment>(
        Select + $" WHERE s.person_id = @personId AND s.suspended_at IS NOT NULL AND {InTime} ORDER BY s.id", new { personId, tx.Now });

    /// <summary>Those in force, those that rest, and those that begin later.</summary>
    internal static List<Appointment> NotOverOf(Tx tx, long personId) =>
        tx.All<Appointment>(Select + " WHERE s.person_id = @personId AND (s.until_at IS NULL OR s.until_at > @Now) ORDER BY s.id", new { personId, tx.Now });

    /// <summary>The first of a role in force anywhere, such as the banner's office.</summary>
    public static Appointment? FirstOf(Tx tx, Role role) =>
        tx.First<Appointment>(Select + $" WHERE s.role = @role AND {InForceNow} ORDER BY s.id LIMIT 1", new { role = role.ToString(), tx.Now });

    /// <summary>One that the actor may see: over the part of the tree that is theirs.</summary>
    public static Outcome<Appointment> See(Tx tx, long id) =>
        tx.First<Appointment>(Select + $" WHERE s.id = @id AND {Seen}", new { id, tx.ScopeOrg }) is { } appointment ? appointment : RefusalCode.NotFound;

    public static readonly Sorts Sorts = new("staff_role", "s", ("fromAt", "from_at"), ("untilAt", "until_at?"));

    /// <param name="role">Null for every role.</param>
    /// <param name="past">Those that are over, instead of those in force or still to come.</param>
    public static Page<Appointment> List(Tx tx, long? orgId, Role? role, bool past, PageRequest page) => page.Cut(
        new SeenPage(page, Sorts, SeenBy(Reach.OfToken(tx)), Asked.For(
            (orgId is not (null or 0), "s.org_id = @orgId"),
            (role is not null, "s.role = @role"),
            (true, past ? "s.until_at <= @Now" : "(s.until_at IS NULL OR s.until_at > @Now)"))).Rows<Appointment>(
            tx,
            Select,
            new { tx.ScopeOrg, orgId, role = role?.ToString(), tx.Now }),
        appointment => appointment.Id);

    private static IReadOnlyList<Sight> SeenBy(Reach part) => [new(Sight.Any, "s.org_id", part)];

    private static readonly string Seen = Sight.Condition(SeenBy(new Reach(null, Reach.IsInPart)));
}
