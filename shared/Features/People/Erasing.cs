using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Registrations;

namespace ChatGov.People;

/// <summary>
/// 删除我 (PIPL art. 47): leaves, then takes out everything that names the person. What stays is a tombstone: the
/// times served without a name, because the community's totals rest on them, and the audit, which holds ids only.
/// The unit's roster row belongs to the unit and is no longer tied to anybody. What they wrote in an office (public texts,
/// reasons given to others, sealed) belongs to the office and ends with its own retention.
/// </summary>
public static class Erasing
{
    public static Outcome<bool> Erase(Tx tx) => tx.UseCase<bool>(() =>
    {
        var personId = tx.Actor.RequiredPersonId;
        var left = RegistrationEndings.Leave(tx);
        if (!left.Ok)
        {
            return left.Refusal!;
        }

        foreach (var forget in Features.All.SelectMany(feature => feature.Forgets))
        {
            forget(tx, personId);
        }

        tx.Audit("person", personId, "erase");
        tx.Db.Scrub(tx);
        return true;
    });

    /// <summary>The same for a chat in which nobody ever agreed to anything: what was asked there goes.</summary>
    public static Outcome<bool> EraseChat(Tx tx, ChatOwner account) => tx.UseCase<bool>(() =>
    {
        ChatTraces.ForgetAccount(tx, account);
        tx.Audit("session", 0, "erase");
        tx.Db.Scrub(tx);
        return true;
    });

    internal static void Forget(Tx tx, long personId)
    {
        tx.Run("DELETE FROM person_skill WHERE person_id = @personId", new { personId });
        tx.Run("DELETE FROM person_free_time WHERE person_id = @personId", new { personId });
        tx.Run("DELETE FROM news_off WHERE person_id = @personId", new { personId });
        tx.All<long>("SELECT id FROM chat_identity WHERE person_id = @personId ORDER BY id", new { personId }).ForEach(id => ChatsOf.Remove(tx, id));
        tx.Run(
            """
            UPDATE person
            SET name = '', kind = NULL, phone_cipher = NULL, phone_hash = NULL, national_volunteer_no = NULL,
                paused_until = NULL, muted = FALSE, plain_order = FALSE, erased_at = @Now, row_version = row_version + 1
            WHERE id = @personId
            """,
            new { personId, tx.Now });
    }
}
