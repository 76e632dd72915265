using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Registrations;

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
public static class RegistrationLists
{
    /// <summary>我报上了没: the member's own open registrations.</summary>
    public static List<Registration> Own(Tx tx) => RegistrationRows.OpenOf(tx, tx.Actor.RequiredPersonId);

    /// <summary>The community in which the actor reports or has reported, the home before the unit's; null for none.</summary>
    public static long? CommunityOf(Tx tx) => tx.Actor.PersonId is not { } personId ? null : tx.First<long?>(
        $"""
        SELECT org_id FROM registration
        WHERE person_id = @personId AND state IN ({RegistrationMachine.Open})
        ORDER BY CASE kind WHEN 'Home' THEN 0 ELSE 1 END, id
        LIMIT 1
        """,
        new { personId });

    public static bool HasActive(Tx tx, long personId) => tx.Exists(
        $"SELECT COUNT(*) FROM registration WHERE person_id = @personId AND state IN ({RegistrationMachine.Serving})", new { personId });

    /// <summary>我的数据: where they report or reported.</summary>
    internal static Phrase? ToMember(Tx tx, long personId)
    {
        var rows = tx.All<OwnRegistration>(
            """
            SELECT COALESCE(r.number, '') AS number, COALESCE(o.name, '') AS community, r.state, r.suspended_until, r.ended_at
            FROM registration r LEFT JOIN org o ON o.id = r.org_id WHERE r.person_id = @personId ORDER BY r.id
            """,
            new { personId });
        return rows.Count == 0 ? null : new Phrase("my_data.registrations", ("list", new Several(rows.Select(row => new Phrase(
            row.EndedAt is not null ? "my_data.registration.ended" : row.SuspendedUntil is not null ? "my_data.registration.resting" : "my_data.registration",
            ("community", row.Community), ("number", row.Number), ("state", new Named<RegistrationState>(row.State)),
            ("day", (row.EndedAt ?? row.SuspendedUntil) is { } day ? Shanghai.Day(day) : ""))))));
    }

    /// <summary>The year whose work calendar is missing, so that no deadline can be told.</summary>
    public static int MissingYear(DateTimeOffset now)
    {
        var year = Shanghai.Local(now).Year;
        return WorkCalendar.Default.Years.Contains(year) ? year + 1 : year;
    }

    /// <summary>本单位报到情况, for the liaison of the unit: reported or not.</summary>
    public static Outcome<List<RosterReport>> OfUnit(Tx tx, long unitId)
    {
        if (!Can.SpeakForUnit.Over(tx, unitId))
        {
            return RefusalCode.NotFound;
        }

        return tx.All<RosterReport>(
            $"""
            SELECT m.id AS roster_id, m.name,
                   EXISTS (SELECT 1 FROM registration r
                           WHERE r.person_id = m.person_id AND r.state IN ({RegistrationMachine.Reported}) AND p.kind = 'ServingMember') AS has_reported,
                   EXISTS (SELECT 1 FROM registration r
                           WHERE r.person_id = m.person_id AND r.state IN ({RegistrationMachine.Reported}) AND p.kind <> 'ServingMember') AS reports_as_other
            FROM roster m LEFT JOIN person p ON p.id = m.person_id
            WHERE m.unit_id = @unitId AND m.left_at IS NULL
            ORDER BY m.id
            """,
            new { unitId });
    }

    private sealed record OwnRegistration
    {
        public string Number { get; init; } = "";

        public string Community { get; init; } = "";

        public RegistrationState State { get; init; }

        public DateTimeOffset? SuspendedUntil { get; init; }

        public DateTimeOffset? EndedAt { get; init; }
    }
}
