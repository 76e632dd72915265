using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Registrations;

namespace ChatGov.People;

/// <summary>What came of it.</summary>
/// <param name="Communities">Those that confirmed the person under the name before, and know now.</param>
/// <param name="Rosters">Rows of units that still say something else: only the unit changes those.</param>
public sealed record Renamed(string Before, string Name, IReadOnlyList<string> Communities, IReadOnlyList<RosterName> Rosters);

public sealed record RosterName
{
    public string Unit { get; init; } = "";

    public string Name { get; init; } = "";
}

/// <summary>
/// 改名: whoever is known corrects their own name (PIPL art. 46). What shows a name from then on shows the new one; what was issued stays
/// as it is, and a unit's roster is the unit's.
/// </summary>
public static class Renaming
{
    // It is said to people in office: no more often than somebody mistypes.
    private const int MostADay = 3;

    public static Outcome<Renamed> Rename(Tx tx, string wanted) => tx.UseCase<Renamed>(() =>
    {
        var personId = tx.Actor.RequiredPersonId;
        Persons.Lock(tx, personId);
        var name = PersonName.Clean(wanted);
        if (!PersonName.IsOne(name))
        {
            return new Refusal(PersonRefusal.NotAName, ("limit", PersonName.Longest));
        }

        if (Persons.NameOf(tx, personId) == name)
        {
            return new Renamed(name, name, [], RostersOf(tx, personId, name));
        }

        return Budgets.Spend(tx, $"rename {personId}", Budgets.Day(tx.Now), MostADay) ? Keep(tx, personId, name) : PersonRefusal.RenamedToday;
    });

    /// <summary>Keeps a name in place of the one before, and tells whoever confirmed or appointed the person by that.</summary>
    internal static Renamed Keep(Tx tx, long personId, string name)
    {
        var before = Persons.NameOf(tx, personId);
        var appointments = Appointments.NotOverOf(tx, personId);
        tx.Run("UPDATE person SET name = @name WHERE id = @personId", new { personId, name });
        tx.Audit("person", personId, "rename");
        foreach (var appointment in appointments)
        {
            AppointmentNotices.TellOthers(tx, appointment, "access.notice.renamed", [("now", name)]);
        }

        return new Renamed(before, name, before.Length > 0 ? TellCommunities(tx, before, name) : [], RostersOf(tx, personId, name));
    }

    private static List<string> TellCommunities(Tx tx, string before, string name)
    {
        var confirmed = RegistrationLists.Own(tx).Where(each => each.State is not (RegistrationState.Submitted or RegistrationState.Returned)).ToList();
        foreach (var registration in confirmed)
        {
            foreach (var secretary in Offices.AnsweringFor(tx, registration.OrgId!.Value).Where(each => each != tx.Actor.PersonId))
            {
                tx.Send(
                    secretary, OutboxKind.News, "registration.notice.renamed",
                    [("number", registration.Number!), ("community", registration.OrgName), ("before", before), ("name", name)]);
            }
        }

        return confirmed.ConvertAll(each => each.OrgName);
    }

    private static List<RosterName> RostersOf(Tx tx, long personId, string name) =>
        tx.All<RosterName>(
            "SELECT u.name AS unit, m.name FROM roster m JOIN org u ON u.id = m.unit_id WHERE m.person_id = @personId AND m.left_at IS NULL ORDER BY m.id", new { personId })
            .FindAll(row => !PersonName.AreSame(row.Name, name));
}
