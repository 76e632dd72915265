using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;

namespace ChatGov.Access;

/// <summary>绑定: whoever was appointed by name ties their chat to the appointment, by a code that works once.</summary>
public static class ChatBinding
{
    public static readonly TimeSpan CodeLife = TimeSpan.FromDays(7);

    /// <summary>Makes the code for an appointment, to be handed over in person. It is shown this once.</summary>
    public static Outcome<string> Issue(Tx tx, long staffRoleId) => tx.UseCase<string>(() =>
    {
        if (Appointments.Find(tx, staffRoleId) is not { } appointment || !(tx.Actor.IsSystem || Scope.Sees(tx, appointment.OrgId)))
        {
            return RefusalCode.NotFound;
        }

        if (!Staff.MayAppoint(tx, appointment.Role, appointment.OrgId))
        {
            return RefusalCode.NotAllowed;
        }

        return appointment.UntilAt is { } end && end <= tx.Now
            ? RefusalCode.WrongState
            : OneTimeCodes.Issue(tx, OneTimeCodeKind.BindChat, appointment, CodeLife);
    });

    /// <summary>
    /// The chat account becomes that of the person appointed. Where it is a member's already, the member holds the role
    /// from now on, with every other appointment that was made under the name alone. Wrong codes are counted for the
    /// account, and the count stays.
    /// </summary>
    public static Outcome<Appointment> Use(Tx tx, ChatOwner owner, string code) => tx.UseCase<Appointment>(() =>
    {
        var subject = $"bind {owner.Channel}/{owner.UserId}";
        if (WrongTries.AreUsedUp(tx, subject))
        {
            return RefusalCode.TooManyTries;
        }

        if (OneTimeCodes.Use(tx, OneTimeCodeKind.BindChat, code) is not { } appointment)
        {
            WrongTries.Count(tx, subject);
            return RefusalCode.BindCodeWrong;
        }

        var known = tx.First<long?>("SELECT person_id FROM chat_identity WHERE channel = @Channel AND user_id = @UserId", owner);
        if (known is null)
        {
            Link(tx, owner, appointment.PersonId);
        }
        else if (known != appointment.PersonId)
        {
            HandOver(tx, appointment.PersonId, known.Value);
        }

        return Appointments.Find(tx, appointment.Id)!;
    });

    internal static void Link(Tx tx, ChatOwner owner, long personId)
    {
        tx.Run("UPDATE chat_identity SET is_current = FALSE WHERE person_id = @personId", new { personId });
        tx.Insert(
            """
            INSERT INTO chat_identity (channel, user_id, chat_id, person_id, linked_at)
            VALUES (@Channel, @UserId, @ChatId, @personId, @Now) RETURNING id
            """,
            new { owner.Channel, owner.UserId, owner.ChatId, personId, tx.Now });
        tx.Audit("person", personId, "bind_chat");
    }

    private static void HandOver(Tx tx, long named, long member)
    {
        var args = new { named, member };
        tx.Run("UPDATE staff_role SET person_id = @member, row_version = row_version + 1 WHERE person_id = @named", args);
        tx.Run("UPDATE api_token SET person_id = @member WHERE person_id = @named", args);
        tx.Run("UPDATE one_time_code SET person_id = @member WHERE person_id = @named", args);
        tx.Run(
            "UPDATE person SET name = (SELECT n.name FROM person n WHERE n.id = @named), row_version = row_version + 1 WHERE id = @member AND name = ''",
            args);
        ForgetName(tx, named);
        tx.Audit("person", member, "take_role_of_name");
    }

    /// <summary>Whoever was known by name alone is somebody else now: no second row names them.</summary>
    private static void ForgetName(Tx tx, long named) => tx.Run(
        """
        UPDATE person SET name = '', erased_at = @Now, row_version = row_version + 1
        WHERE id = @named AND NOT EXISTS (SELECT 1 FROM chat_identity i WHERE i.person_id = @named)
        """,
        new { named, tx.Now });
}
