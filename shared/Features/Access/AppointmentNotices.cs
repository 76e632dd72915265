using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Access;

/// <summary>Who has to know what becomes of an appointment: whoever made it, and the office that answers for it.</summary>
internal static class AppointmentNotices
{
    /// <summary>Tells them, but for who does it and who holds it: those see it for themselves.</summary>
    /// <param name="besides">Somebody more, such as who issued the code.</param>
    public static void TellOthers(Tx tx, Appointment appointment, string key, IReadOnlyList<(string Name, object Value)> args, long? besides = null)
    {
        var maker = tx.First<long?>("SELECT appointed_by FROM staff_role WHERE id = @Id", new { appointment.Id });
        var concerned = Staff.OfficeOver(tx, appointment).Append(besides ?? 0).Append(maker ?? 0)
            .Where(person => person != 0 && person != tx.Actor.PersonId && person != appointment.PersonId).Distinct().Order();
        foreach (var person in concerned)
        {
            tx.Send(
                person, OutboxKind.News, key,
                [("name", appointment.PersonName), ("org", appointment.OrgName), ("role", new Named<Role>(appointment.Role)), .. args]);
        }
    }
}
