using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;

namespace ChatGov.Access;

/// <summary>
/// An account that left stays that of its person, and is not served as them: it acts as nobody, nothing is sent there, and the
/// offices of somebody who has no other chat rest. What first proved each of them proves it anew.
/// </summary>
internal static class Suspension
{
    /// <summary>Somebody is known by it, or stands on a roster with it.</summary>
    public static bool IsOfSomebody(Tx tx, string channel, string userId) =>
        tx.Exists("SELECT COUNT(*) FROM known_chat WHERE channel = @channel AND user_id = @userId", new { channel, userId })
        || (channel == WeComAccount.Channel && tx.Exists(
            "SELECT COUNT(*) FROM roster WHERE wecom_user_id = @userId AND left_at IS NULL", new { userId }));

    public static bool HasChat(Tx tx, long personId) => tx.Exists("SELECT COUNT(*) FROM known_chat WHERE person_id = @personId", new { personId });

    /// <summary>
    /// Somebody who had a chat (only there one agrees to anything) and has none any more, whether the account is suspended or somebody
    /// else's by now: what they are given rests from the beginning.
    /// </summary>
    public static bool IsAbsent(Tx tx, long personId) => !HasChat(tx, personId) && tx.Exists(
        """
        SELECT (SELECT COUNT(*) FROM chat_identity WHERE person_id = @personId) + (SELECT COUNT(*) FROM consent WHERE person_id = @personId)
        """,
        new { personId });

    public static void Suspend(Tx tx, DepartedAccount left)
    {
        TakeOffRosters(tx, left);
        if (tx.First<ChatIdentity>(
            "SELECT id, person_id FROM known_chat WHERE channel = @Channel AND user_id = @UserId", left) is not { } account)
        {
            return;
        }

        tx.Run("UPDATE chat_identity SET suspended_at = @Now WHERE id = @Id", new { account.Id, tx.Now });
        tx.Audit("person", account.PersonId, "suspend_account");
        ChatsOf.EndWhatWaits(tx, account.Id);
        Codes.EndPlaceCodes(tx, account.PersonId);
        if (!HasChat(tx, account.PersonId))
        {
            SuspendOffices(tx, account.PersonId);
        }
    }

    /// <summary>
    /// Takes back what was suspended at that moment, and nothing since: the account, the offices, the rosters. Whoever was told that an
    /// office rests is told that it goes on. What <see cref="ChatsOf.EndWhatWaits"/> ended stays ended: what was half said, messages that
    /// waited, and codes, those for friends too.
    /// </summary>
    public static void Undo(Tx tx, DepartedAccount left)
    {
        tx.Run(
            """
            UPDATE roster SET wecom_user_id = @UserId
            WHERE id IN (SELECT roster_id FROM departure_row WHERE departure_id = @Id) AND wecom_user_id IS NULL AND left_at IS NULL
            """,
            left);
        tx.Run("DELETE FROM departure_row WHERE departure_id = @Id", left);
        if (tx.First<ChatIdentity>(
            "SELECT id, person_id FROM chat_identity WHERE channel = @Channel AND user_id = @UserId AND suspended_at = @NotedAt", left) is not { } account)
        {
            return;
        }

        tx.Run("UPDATE chat_identity SET suspended_at = NULL WHERE id = @Id", account);
        tx.Audit("person", account.PersonId, "suspend_undone");
        foreach (var id in tx.All<long>(
            "SELECT id FROM staff_role WHERE person_id = @PersonId AND suspended_at = @NotedAt ORDER BY id", new { account.PersonId, left.NotedAt }))
        {
            GiveBack(tx, id);
        }
    }

    /// <summary>The account is proven: it is the person's again. Their offices rest on.</summary>
    public static void Lift(Tx tx, ChatIdentity identity)
    {
        tx.Run("UPDATE chat_identity SET is_current = FALSE WHERE person_id = @PersonId", identity);
        tx.Run("UPDATE chat_identity SET suspended_at = NULL, unreachable = FALSE, is_current = TRUE WHERE id = @Id", identity);
        tx.Audit("person", identity.PersonId, "prove_account");
    }

    /// <summary>Those that rest already rest on.</summary>
    public static void SuspendOffices(Tx tx, long personId)
    {
        var held = Appointments.OfPerson(tx, personId);
        tx.Run(
            """
            UPDATE staff_role SET suspended_at = @Now, row_version = row_version + 1
            WHERE person_id = @personId AND suspended_at IS NULL AND (until_at IS NULL OR until_at > @Now)
            """,
            new { personId, tx.Now });
        foreach (var appointment in held)
        {
            tx.Audit("staff_role", appointment.Id, "suspend");
            AppointmentNotices.TellOthers(tx, appointment, "access.notice.suspended", []);
            OfficeEnding.HandOver(tx, personId, appointment.OrgId);
        }
    }

    private static void GiveBack(Tx tx, long officeId)
    {
        tx.Run("UPDATE staff_role SET suspended_at = NULL, row_version = row_version + 1 WHERE id = @officeId", new { officeId });
        tx.Audit("staff_role", officeId, "suspend_undone");
        if (Appointments.InForce(tx, officeId) is { } back)
        {
            AppointmentNotices.TellOthers(tx, back, "access.notice.suspend_undone", []);
            new OfficeChanged(back.OrgId).Tell(tx);
        }
    }

    private static void TakeOffRosters(Tx tx, DepartedAccount left)
    {
        if (left.Channel != WeComAccount.Channel)
        {
            return;
        }

        foreach (var row in tx.All<long>("SELECT id FROM roster WHERE wecom_user_id = @UserId AND left_at IS NULL ORDER BY id", left))
        {
            tx.Run("INSERT INTO departure_row (departure_id, roster_id) VALUES (@Id, @row)", new { left.Id, row });
            tx.Run("UPDATE roster SET wecom_user_id = NULL WHERE id = @row", new { row });
            tx.Audit("roster", row, "account_left");
        }
    }
}
