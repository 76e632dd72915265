using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Tasks;

namespace ChatGov.Organisations;

/// <summary>
/// An office ends: by dismissal, by its day, with its organisation, or because its holder leaves. Whoever is asked is found by office
/// from then on; what was written down by person is handed over here, and those who take over are told once.
/// </summary>
public static class OfficeEnding
{
    internal const string Timer = "staff.office_ends";

    /// <summary>The role is over by now.</summary>
    internal static void HandOver(Tx tx, long personId, long orgId)
    {
        Agreements.AgreementContacts.Renew(tx, orgId);
        var tasks = tx.All<string>(
            $"""
            SELECT t.title FROM task t
            WHERE t.organiser_id = @personId AND t.state IN ({TaskMachine.Open})
              AND EXISTS (SELECT 1 FROM org_closure g WHERE g.ancestor_id = @orgId AND g.descendant_id = t.org_id)
              AND NOT EXISTS (SELECT 1 FROM held_role s JOIN org_closure c ON c.ancestor_id = s.org_id
                              WHERE s.person_id = @personId AND c.descendant_id = t.org_id AND s.role IN ('Secretary', 'Deputy', 'StreetOffice', 'BannerOffice') AND {Offices.InForce})
            ORDER BY t.starts_at, t.id
            """,
            new { personId, orgId, tx.Now });
        if (tasks.Count > 0)
        {
            foreach (var successor in Offices.AnsweringFor(tx, orgId))
            {
                tx.Send(successor, OutboxKind.News, "org.notice.tasks_taken_over", [("count", tasks.Count), ("title", tasks[0])]);
            }
        }

        Vacancies.Tell(tx, orgId);
    }

    internal static void OnItsDay(Tx tx, long roleId)
    {
        if (Appointments.Find(tx, roleId) is { UntilAt: { } until } appointment && until <= tx.Now)
        {
            HandOver(tx, appointment.PersonId, appointment.OrgId);
        }
    }
}
