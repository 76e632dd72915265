using ChatGov.Data;
using ChatGov.Organisations;

namespace ChatGov.Registrations;

/// <summary>A registration as it stands. <see cref="OrgId"/> is null only while it is an invitation.</summary>
public sealed record Registration : ISealedRow<Registration>
{
    internal static readonly SealedColumn SealedReason = SealedColumn.Of("registration.reason_cipher");

    public long Id { get; init; }

    /// <summary>The receipt's number, <c>BD-2026-000123</c>.</summary>
    public string? Number { get; init; }

    public RegistrationKind Kind { get; init; }

    public long? PersonId { get; init; }

    public long? OrgId { get; init; }

    public long? RosterId { get; init; }

    public RegistrationState State { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When the community's answer is due; null when the work calendar does not reach that far.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public long? ConfirmedBy { get; init; }

    public long? TargetOrgId { get; init; }

    public DateTimeOffset? SuspendedUntil { get; init; }

    /// <summary>Why it was returned or ended, in the words of who did it.</summary>
    public string? Reason { get; init; }

    internal byte[]? ReasonCipher { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public long RowVersion { get; init; }

    public string OrgName { get; init; } = "";

    public string TargetOrgName { get; init; } = "";

    Registration ISealedRow<Registration>.Opened(Vault vault) => this with { Reason = SealedReason.Open(vault, Id, ReasonCipher), ReasonCipher = null };
}

/// <summary>The SQL of registrations. A change is saved only over the version it was decided on.</summary>
internal static class RegistrationRows
{
    public const string OpenStates = "'Submitted', 'Returned', 'Active', 'Transferring', 'Suspended'";

    /// <summary>Serves there.</summary>
    public const string ServingStates = "'Active', 'Transferring'";

    private const string Select =
        """
        SELECT r.id, r.number, r.kind, r.person_id, r.org_id, r.roster_id, r.state, r.submitted_at, r.due_at, r.confirmed_at,
               r.confirmed_by, r.target_org_id, r.suspended_until, r.reason_cipher, r.ended_at, r.row_version,
               COALESCE(o.name, '') AS org_name, COALESCE(t.name, '') AS target_org_name
        FROM registration r
        LEFT JOIN org o ON o.id = r.org_id
        LEFT JOIN org t ON t.id = r.target_org_id
        """;

    public static Registration? Find(Tx tx, long id) => tx.First<Registration>(Select + " WHERE r.id = @id", new { id });

    public static Registration? FindOpen(Tx tx, long personId, RegistrationKind kind) => tx.First<Registration>(
        Select + $" WHERE r.person_id = @personId AND r.kind = @kind AND r.state IN ({OpenStates})",
        new { personId, kind = kind.ToString() });

    public static List<Registration> OpenOf(Tx tx, long personId) => tx.All<Registration>(
        Select + $" WHERE r.person_id = @personId AND r.state IN ({OpenStates}) ORDER BY CASE r.kind WHEN 'Home' THEN 0 ELSE 1 END",
        new { personId });

    /// <summary>All that wait for a community's answer and that the actor may answer, oldest first.</summary>
    public static List<Registration> WaitingFor(Tx tx, long personId, long? only = null) => tx.All<Registration>(
        Select +
        $"""

        WHERE (@only IS NULL OR r.id = @only) AND ((r.state = 'Submitted') OR (r.state = 'Transferring'))
          AND {Offices.IsAnsweredByMe("CASE r.state WHEN 'Transferring' THEN r.target_org_id ELSE r.org_id END")}
        ORDER BY r.id
        LIMIT 50
        """,
        new { PersonId = personId, tx.Now, only });

    public static Registration Add(Tx tx, Registration registration, Who by, string action)
    {
        RegistrationMachine.Table.Require(null, registration.State, by);
        var id = tx.Insert(
            """
            INSERT INTO registration (number, kind, person_id, org_id, roster_id, state, submitted_at, due_at, confirmed_at, confirmed_by, created_at)
            VALUES (@Number, @kind, @PersonId, @OrgId, @RosterId, @state, @SubmittedAt, @DueAt, @ConfirmedAt, @ConfirmedBy, @Now)
            RETURNING id
            """,
            new
            {
                registration.Number,
                kind = registration.Kind.ToString(),
                registration.PersonId,
                registration.OrgId,
                registration.RosterId,
                state = registration.State.ToString(),
                registration.SubmittedAt,
                registration.DueAt,
                registration.ConfirmedAt,
                registration.ConfirmedBy,
                tx.Now,
            });
        tx.Audit("registration", id, action, to: registration.State.ToString());
        return Find(tx, id)!;
    }

    public static void SetDue(Tx tx, Registration registration, DateTimeOffset dueAt)
    {
        tx.Run(
            "UPDATE registration SET due_at = @dueAt, row_version = row_version + 1 WHERE id = @Id AND row_version = @RowVersion",
            new { registration.Id, registration.RowVersion, dueAt });
        tx.Audit("registration", registration.Id, "set_due");
    }

    /// <param name="code">Why, where a reason is demanded and nobody writes one.</param>
    /// <returns>The saved row, or null when somebody else changed it first.</returns>
    public static Registration? Save(Tx tx, Registration before, Registration after, Who by, string action, string? code = null)
    {
        RegistrationMachine.Table.Require(before.State, after.State, by, after.Reason ?? code);
        var saved = tx.Run(
            """
            UPDATE registration
            SET number = @Number, kind = @kind, person_id = @PersonId, org_id = @OrgId, roster_id = @RosterId, state = @state,
                submitted_at = @SubmittedAt, due_at = @DueAt, confirmed_at = @ConfirmedAt, confirmed_by = @ConfirmedBy,
                target_org_id = @TargetOrgId, suspended_until = @SuspendedUntil, reason_cipher = @reason, ended_at = @EndedAt,
                row_version = row_version + 1
            WHERE id = @Id AND row_version = @version
            """,
            new
            {
                after.Number,
                kind = after.Kind.ToString(),
                after.PersonId,
                after.OrgId,
                after.RosterId,
                state = after.State.ToString(),
                after.SubmittedAt,
                after.DueAt,
                after.ConfirmedAt,
                after.ConfirmedBy,
                after.TargetOrgId,
                after.SuspendedUntil,
                reason = Registration.SealedReason.SealWords(tx.Vault, before.Id, after.Reason),
                after.EndedAt,
                before.Id,
                version = before.RowVersion,
            });
        if (saved == 0)
        {
            return null;
        }

        tx.Audit("registration", before.Id, action, before.State.ToString(), after.State.ToString(), code);
        var now = Find(tx, before.Id)!;
        Serving.Changed(tx, before, now);
        return now;
    }
}
