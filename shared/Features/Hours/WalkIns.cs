using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Registrations;
using ChatGov.Tasks;

namespace ChatGov.Hours;

/// <summary>Somebody who came without being on the list.</summary>
public sealed record WalkIn
{
    public long PersonId { get; init; }

    public string Name { get; init; } = "";

    /// <summary>Empty for who is on no unit's list.</summary>
    public string UnitName { get; init; } = "";

    /// <summary>The registration's receipt: two of one name and one unit differ by it.</summary>
    public string Number { get; init; } = "";

    /// <summary>What is to be written down.</summary>
    public long Minutes { get; init; }
}

/// <summary>加上张三: only who is registered, never who writes the roster, and only where they were not elsewhere.</summary>
internal static class WalkIns
{
    /// <summary>
    /// A condition over task <c>t</c>: the person served, is still to serve or says they served at another task at the
    /// same time.
    /// </summary>
    public static string ServedMeanwhile(string personId) =>
        $"""
        EXISTS (SELECT 1 FROM claim m JOIN task other ON other.id = m.task_id
                WHERE m.person_id = {personId} AND m.task_id <> t.id
                  AND m.state IN ({ClaimMachine.Present})
                  AND other.starts_at < t.ends_at AND t.starts_at < other.ends_at)
        """;

    /// <summary>Whoever is registered in the task's community, or whose unit is its partner: of them those of one name are looked for.</summary>
    public static List<WalkIn> Known(Tx tx, VolunteerTask task) => tx.All<WalkIn>(
        $"""
        SELECT p.id AS person_id, p.name, COALESCE(MIN(r.number), '') AS number,
               COALESCE((SELECT MIN(u.name) FROM roster m JOIN org u ON u.id = m.unit_id WHERE m.person_id = p.id AND m.left_at IS NULL), '') AS unit_name
        FROM person p JOIN registration r ON r.person_id = p.id AND r.state IN ({RegistrationMachine.Serving})
        WHERE p.name <> '' AND p.erased_at IS NULL
          AND EXISTS (SELECT 1 FROM consent a WHERE a.person_id = p.id AND a.scope = 'Service' AND a.withdrawn_at IS NULL)
          AND (r.org_id = @OrgId
            OR EXISTS (SELECT 1 FROM roster m JOIN org u ON u.id = m.unit_id
                       WHERE m.person_id = p.id AND m.left_at IS NULL AND u.partner_org_id = @OrgId))
          AND p.id IN (SELECT k.person_id FROM registration k WHERE k.org_id = @OrgId AND k.state IN ({RegistrationMachine.Serving})
                       UNION SELECT m.person_id FROM roster m
                       WHERE m.left_at IS NULL AND m.unit_id IN (SELECT u.id FROM org u WHERE u.partner_org_id = @OrgId))
        GROUP BY p.id, p.name
        ORDER BY p.id
        """,
        new { task.OrgId });

    /// <summary>The number on the list, for who is on it already.</summary>
    public static long? NumberOnList(Tx tx, VolunteerTask task, long personId) => ClaimRows.FindOf(tx, task.Id, personId)?.Number;

    /// <summary>The first rule that stands against it; null when none does.</summary>
    public static RefusalCode? Against(Tx tx, VolunteerTask task, WalkIn walkIn)
    {
        // Nobody writes down their own hours, and organiser and deputy do not write down each other's here.
        if (walkIn.PersonId == tx.Actor.PersonId || walkIn.PersonId == task.OrganiserId)
        {
            return HoursRefusal.WalkInOrganises;
        }

        return tx.Exists($"SELECT COUNT(*) FROM task t WHERE t.id = @Id AND {ServedMeanwhile("@PersonId")}", new { task.Id, walkIn.PersonId })
            ? HoursRefusal.WalkInElsewhere
            : null;
    }

    /// <summary>Their line on the list. Part of a use case that holds the person and the task.</summary>
    public static Claim Insert(Tx tx, VolunteerTask task, WalkIn walkIn) =>
        ClaimRows.Insert(tx, task, walkIn.PersonId, TaskRows.NextNumber(tx, task.Id), ClaimState.Attended);
}
