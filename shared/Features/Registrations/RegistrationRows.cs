using ChatGov.Data;
using ChatGov.Machines;

namespace ChatGov.Registrations;

/// <summary>The SQL of registrations. A change is saved only over the version it was decided on.</summary>
internal static class RegistrationRows
{
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
        Select + $" WHERE r.person_id = @personId AND r.kind = @kind AND r.state IN ({RegistrationMachine.Open})",
        new { personId, kind = kind.ToString() });

    public static List<Registration> OpenOf(Tx tx, long personId) => tx.All<Registration>(
        Select + $" WHERE r.person_id = @personId AND r.state IN ({RegistrationMachine.Open}) ORDER BY CASE r.kind WHEN 'Home' THEN 0 ELSE 1 END",
        new { personId });

    public static Registration Add(Tx tx, Registration registration) => RegistrationMachine.Table.Begin(tx, Insert(tx, registration));

    /// <summary>The same in consequence of something else.</summary>
    public static Registration AddAsSystem(Tx tx, Registration registration)
    {
        var added = Find(tx, Insert(tx, registration))!;
        RegistrationMachine.Table.BeginAsSystem(tx, added);
        return added;
    }

    public static void SetDue(Tx tx, Registration registration, DateTimeOffset dueAt)
    {
        tx.Run(
            "UPDATE registration SET due_at = @dueAt, row_version = row_version + 1 WHERE id = @Id AND row_version = @RowVersion",
            new { registration.Id, registration.RowVersion, dueAt });
        tx.Audit("registration", registration.Id, "set_due");
    }

    /// <summary>The actor moves it, and what else changes is written before.</summary>
    /// <exception cref="LostRace">Somebody else changed it first.</exception>
    public static Registration Save(Tx tx, Registration before, Registration after, Why why = default)
    {
        Write(tx, before, after);

        // An invitation becomes somebody's by their own step.
        RegistrationMachine.Table.Move(tx, before.PersonId is null ? before with { PersonId = after.PersonId } : before, after.State, why);
        return Changed(tx, before);
    }

    /// <summary>The same in consequence of something else.</summary>
    public static Registration SaveAsSystem(Tx tx, Registration before, Registration after, Why why = default)
    {
        Write(tx, before, after);
        RegistrationMachine.Table.MoveAsSystem(tx, before, after.State, why);
        return Changed(tx, before);
    }

    private static long Insert(Tx tx, Registration registration) => tx.Insert(
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

    private static Registration Changed(Tx tx, Registration before)
    {
        var now = Find(tx, before.Id)!;
        ServingChanges.Changed(tx, before, now);
        return now;
    }

    private static void Write(Tx tx, Registration before, Registration after)
    {
        var written = tx.Run(
            """
            UPDATE registration
            SET number = @Number, kind = @kind, person_id = @PersonId, org_id = @OrgId, roster_id = @RosterId,
                submitted_at = @SubmittedAt, due_at = @DueAt, confirmed_at = @ConfirmedAt, confirmed_by = @ConfirmedBy,
                target_org_id = @TargetOrgId, suspended_until = @SuspendedUntil, ended_at = @EndedAt, row_version = row_version + 1
            WHERE id = @Id AND row_version = @version
            """,
            new
            {
                after.Number,
                kind = after.Kind.ToString(),
                after.PersonId,
                after.OrgId,
                after.RosterId,
                after.SubmittedAt,
                after.DueAt,
                after.ConfirmedAt,
                after.ConfirmedBy,
                after.TargetOrgId,
                after.SuspendedUntil,
                after.EndedAt,
                before.Id,
                version = before.RowVersion,
            });
        if (written == 0)
        {
            throw new LostRace("registration", before.Id);
        }
    }
}
