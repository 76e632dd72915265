using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Paging;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Registrations;

/// <summary>A registration as its community's desk shows it.</summary>
public sealed record RegistrationView : IVersioned, ISealedRow<RegistrationView>
{
    public long Id { get; init; }

    /// <summary>The receipt's number, <c>BD-2026-000123</c>.</summary>
    public string? Number { get; init; }

    public RegistrationKind Kind { get; init; }

    /// <summary>The member's name: the secretary has to know whom they confirm.</summary>
    public string PersonName { get; init; } = "";

    /// <summary>As what they report, as they say: only members in service count as 在职党员报到. Null where they did not say.</summary>
    public PersonKind? PersonKind { get; init; }

    /// <summary>The unit on whose roster they are; empty where they are on none.</summary>
    public string UnitName { get; init; } = "";

    public long OrgId { get; init; }

    public string OrgName { get; init; } = "";

    /// <summary>Where they are moving to.</summary>
    public long? TargetOrgId { get; init; }

    public RegistrationState State { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When the community's answer is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public Light Light { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Until when it rests; null where it does not.</summary>
    public DateTimeOffset? SuspendedUntil { get; init; }

    /// <summary>Why it was returned or ended.</summary>
    public string? Reason { get; init; }

    internal byte[]? ReasonCipher { get; init; }

    public long Version { get; init; }

    RegistrationView ISealedRow<RegistrationView>.Opened(Vault vault) => this with { Reason = Registration.SealedReason.Open(vault, Id, ReasonCipher), ReasonCipher = null };
}

/// <summary>The registrations of the part of the tree in which the actor runs the work. Invitations are on the roster, not here.</summary>
public static class RegistrationViews
{
    private const string Select =
        """
        SELECT r.id, r.number, r.kind, p.name AS person_name, p.kind AS person_kind, COALESCE(u.name, '') AS unit_name, r.org_id, o.name AS org_name, r.target_org_id,
               r.state, r.submitted_at, r.due_at, r.confirmed_at, r.suspended_until, r.reason_cipher, r.row_version AS version
        FROM registration r
        JOIN person p ON p.id = r.person_id
        JOIN org o ON o.id = r.org_id
        LEFT JOIN roster m ON m.id = r.roster_id
        LEFT JOIN org u ON u.id = m.unit_id
        """;

    // A transfer is seen by the community that is left and by the one that has to answer.
    private static IReadOnlyList<Sight> SeenBy(Reach reach) => [new(Sight.Any, "r.org_id", reach), new($"r.state = {RegistrationMachine.Transferring}", "r.target_org_id", reach)];

    private static readonly string Seen = Sight.Condition(SeenBy(new Reach(null, Can.RunCommunity.On)));

    public static Outcome<RegistrationView> Find(Tx tx, long id) =>
        tx.First<RegistrationView>(Select + $" WHERE r.id = @id AND {Seen}", new { id }) is { } row ? Lit(tx, row) : RefusalCode.NotFound;

    public static readonly Sorts Sorts = new("registration", "r", ("submittedAt", "submitted_at?"), ("dueAt", "due_at?"));

    public static Page<RegistrationView> List(Tx tx, RegistrationState? state, RegistrationKind? kind, PersonKind? personKind, long? orgId, PageRequest page) => page.Cut(
        new SeenPage(page, Sorts, Sights(tx, orgId ?? 0), Asked.For(
            (state is not null, "r.state = @state"),
            (kind is not null, "r.kind = @kind"),
            (orgId is not (null or 0), "r.org_id = @orgId"),
            (personKind is not null, "EXISTS (SELECT 1 FROM person k WHERE k.id = r.person_id AND k.kind = @personKind)"))).Rows<RegistrationView>(
            tx,
            Select,
            new { state = state?.ToString(), kind = kind?.ToString(), personKind = personKind?.ToString(), orgId })
            .ConvertAll(row => Lit(tx, row)),
        row => row.Id);

    // All of a community that one runs is seen for that alone.
    private static IReadOnlyList<Sight> Sights(Tx tx, long orgId) => orgId != 0 && Can.RunCommunity.Reach(tx, orgId) is { Few: [_] } one
        ? [new Sight(Sight.Any, "r.org_id", one)]
        : SeenBy(Can.RunCommunity.Reach(tx));

    private static RegistrationView Lit(Tx tx, RegistrationView row) => row with { Light = Lights.Of(tx.Now, row.SubmittedAt, row.DueAt) };
}
