using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Organisations;
using ChatGov.People;

namespace ChatGov.Registrations;

/// <summary>A registration that waits for an answer, as the secretary's list shows it.</summary>
/// <param name="Name">The member's name: the secretary has to know whom they confirm.</param>
/// <param name="CalendarYearMissing">The year whose work calendar is missing, so that no deadline can be told.</param>
/// <param name="PersonKind">As what they report; null where they did not say.</param>
public sealed record WaitingRegistration(Registration Registration, string Name, string UnitName, Light Light, int? CalendarYearMissing, PersonKind? PersonKind);

/// <summary>Whether a roster member has reported as a member in service: yes or no, and nothing more.</summary>
public sealed record RosterReport
{
    public long RosterId { get; init; }

    public string Name { get; init; } = "";

    public bool HasReported { get; init; }

    /// <summary>Reports, but not as a member in service: counted here neither as reported nor as missing.</summary>
    public bool ReportsAsOther { get; init; }
}

/// <summary>What people may see of registrations.</summary>
public static class Looking
{
    /// <summary>我报上了没: the member's own open registrations.</summary>
    public static List<Registration> Own(Tx tx) => RegistrationRows.OpenOf(tx, tx.Actor.RequiredPersonId);

    /// <summary>The community in which the actor reports or has reported, the home before the unit's; null for none.</summary>
    public static long? CommunityOf(Tx tx) => tx.Actor.PersonId is not { } personId ? null : tx.First<long?>(
        """
        SELECT org_id FROM registration
        WHERE person_id = @personId AND state IN ('Submitted', 'Returned', 'Active', 'Transferring', 'Suspended')
        ORDER BY CASE kind WHEN 'Home' THEN 0 ELSE 1 END, id
        LIMIT 1
        """,
        new { personId });

    public static bool HasActive(Tx tx, long personId) => tx.Exists(
        "SELECT COUNT(*) FROM registration WHERE person_id = @personId AND state IN ('Active', 'Transferring')", new { personId });

    /// <summary>待办: what waits for the actor's answer, oldest first.</summary>
    public static List<WaitingRegistration> WaitingForMe(Tx tx, long? only = null) =>
        RegistrationRows.WaitingFor(tx, tx.Actor.RequiredPersonId, only).ConvertAll(registration => new WaitingRegistration(
            registration,
            tx.First<string>("SELECT name FROM person WHERE id = @PersonId", new { registration.PersonId }) ?? "",
            tx.First<string>(
                "SELECT u.name FROM roster m JOIN org u ON u.id = m.unit_id WHERE m.id = @RosterId", new { registration.RosterId }) ?? "",
            Lights.Of(tx.Now, registration.SubmittedAt, registration.DueAt),
            registration.DueAt is null ? MissingYear(tx.Now) : null,
            PersonKinds.Of(tx, registration.PersonId!.Value)));

    /// <summary>本单位报到情况, for the liaison of the unit: reported or not.</summary>
    public static Outcome<List<RosterReport>> OfUnit(Tx tx, long unitId)
    {
        if (!Scope.SpeaksForUnit(tx, unitId))
        {
            return RefusalCode.NotFound;
        }

        return tx.All<RosterReport>(
            """
            SELECT m.id AS roster_id, m.name,
                   EXISTS (SELECT 1 FROM registration r
                           WHERE r.person_id = m.person_id AND r.state IN ('Active', 'Transferring', 'Suspended') AND p.kind = 'ServingMember') AS has_reported,
                   EXISTS (SELECT 1 FROM registration r
                           WHERE r.person_id = m.person_id AND r.state IN ('Active', 'Transferring', 'Suspended') AND p.kind <> 'ServingMember') AS reports_as_other
            FROM roster m LEFT JOIN person p ON p.id = m.person_id
            WHERE m.unit_id = @unitId AND m.left_at IS NULL
            ORDER BY m.id
            """,
            new { unitId });
    }

    private static int MissingYear(DateTimeOffset now)
    {
        var year = Shanghai.Local(now).Year;
        return WorkCalendar.Default.Years.Contains(year) ? year + 1 : year;
    }
}
