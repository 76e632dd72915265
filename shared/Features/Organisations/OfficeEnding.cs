using ChatGov.Data;

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
        new OfficeChanged(orgId, personId).Tell(tx);
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
