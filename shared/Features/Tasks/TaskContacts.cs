using ChatGov.Data;
using ChatGov.People;

namespace ChatGov.Tasks;

/// <summary>Whom those who come may call: a name and a number that the organiser types in.</summary>
internal static class TaskContacts
{
    /// <summary>As SQL: nobody can be called.</summary>
    public const string WithoutContact = "contact_name_cipher = NULL, contact_phone_cipher = NULL";

    /// <summary>Whom the actor named in a community the last time: nobody is asked twice for the same.</summary>
    public static Contact? LastOfMine(Tx tx, long orgId) =>
        tx.First<long?>(
            "SELECT id FROM task WHERE org_id = @orgId AND organiser_id = @PersonId AND contact_phone_cipher IS NOT NULL ORDER BY id DESC LIMIT 1", new { orgId, tx.Actor.PersonId }) is { } id
        && TaskRows.Find(tx, id) is { ContactName.Length: > 0 } last ? new Contact(last.ContactName, TaskSeals.NumberToCall(tx, id)) : null;

    /// <summary>
    /// Takes a person who is erased out as a contact. Of what is over the whole contact goes; of what is still to come only
    /// theirs, and those who run the community see that one is missing.
    /// </summary>
    public static void Forget(Tx tx, long personId)
    {
        const string without = $"UPDATE task SET {WithoutContact}, row_version = row_version + 1";
        tx.Run(without + " WHERE organiser_id = @personId AND ends_at < @Now", new { personId, tx.Now });
        var (name, phone) = (tx.First<string>("SELECT name FROM person WHERE id = @personId", new { personId }), Persons.PhoneOf(tx, personId));
        foreach (var task in tx.All<VolunteerTask>(
            $"SELECT {TaskRows.Columns} FROM task t JOIN org o ON o.id = t.org_id WHERE t.organiser_id = @personId AND t.contact_phone_cipher IS NOT NULL",
            new { personId }))
        {
            if (task.ContactName == name || TaskSeals.NumberToCall(tx, task.Id) == phone)
            {
                tx.Run(without + " WHERE id = @Id", new { task.Id });
            }
        }
    }
}
