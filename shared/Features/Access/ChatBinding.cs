using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Access;

/// <summary>
/// 绑定: whoever was appointed by name ties their chat to the appointment, by a code that works once. It moves that one
/// appointment and nothing else of the person it names, and only while nobody ever had a chat as that person: else whoever may appoint
/// to one office could hand over all the others. Where the person's account left, it proves that office anew, to that person alone; the
/// person with it only when whoever gave it speaks for the whole banner.
/// </summary>
public static class ChatBinding
{
    public static readonly TimeSpan CodeLife = TimeSpan.FromDays(7);

    // With the locator 32 letters of 31: nobody meets one by trying.
    private const int ProofLength = 22;

    /// <summary>Makes the code for an appointment, to be handed over in person. It is shown this once.</summary>
    public static Outcome<string> Issue(Tx tx, long staffRoleId) => tx.UseCase<string>(() =>
    {
        if (Appointments.Find(tx, staffRoleId) is not { } appointment || !(tx.Actor.IsSystem || Can.See.Over(tx, appointment.OrgId)))
        {
            return RefusalCode.NotFound;
        }

        if (!Staff.MayAppoint(tx, appointment.Role, appointment.OrgId))
        {
            return RefusalCode.NotAllowed;
        }

        if (appointment.UntilAt is { } end && end <= tx.Now)
        {
            return RefusalCode.WrongState;
        }

        if (appointment.HasChat && !appointment.IsSuspended)
        {
            return AccessRefusal.HasChatAlready;
        }

        var secret = Codes.NewSecret(tx, CodeKind.BindChat, () => Secret.New(ProofLength));
        Codes.Issue(tx, CodeKind.BindChat, new CodeSubject { StaffRoleId = appointment.Id }, secret, tx.Now + CodeLife);
        AppointmentNotices.TellOthers(tx, appointment, "access.notice.code_issued", [("days", (int)CodeLife.TotalDays)]);
        return secret.Reveal();
    });

    /// <summary>The actor holds the appointment from now on. Wrong codes are counted for the account, and the count stays.</summary>
    public static Outcome<Appointment> Use(Tx tx, ChatOwner owner, string text) => tx.UseCase<Appointment>(() =>
    {
        var subject = $"bind {owner.Channel}/{owner.UserId}";
        if (WrongTries.AreUsedUp(tx, subject))
        {
            return RefusalCode.TooManyTries;
        }

        if (Codes.Find(tx, CodeKind.BindChat, Secret.Read(text.Trim().ToLowerInvariant(), ProofLength)) is not { } code
            || !Codes.Use(tx, code.Id, tx.Actor.PersonId) || Appointments.NotOver(tx, code.StaffRoleId!.Value) is not { } appointment)
        {
            WrongTries.Count(tx, subject);
            return AccessRefusal.BindCodeWrong;
        }

        var speaker = ChatsOf.FindAny(tx, owner);
        var taken = speaker?.PersonId == appointment.PersonId ? ProveAnew(tx, speaker, appointment, code.IssuedBy)
            : speaker is { IsSuspended: true } ? AccessRefusal.AccountSuspended
            : TakeOver(tx, appointment, tx.Actor.RequiredPersonId);
        if (taken is { } refused)
        {
            return refused;
        }

        var bound = Appointments.Find(tx, appointment.Id)!;
        AppointmentNotices.TellOthers(tx, bound, "access.notice.code_used", [], code.IssuedBy);
        return bound;
    });

    /// <summary>
    /// The office says that this is still who it appointed. Of a suspended account that is word for everything the person has, which
    /// only the banner's office may give; from any other the code is kept until the person is proven, or the account begins anew.
    /// </summary>
    private static RefusalCode? ProveAnew(Tx tx, ChatIdentity speaker, Appointment appointment, long? giver)
    {
        if (!speaker.IsSuspended && !appointment.IsSuspended)
        {
            return AccessRefusal.BindCodeStale;
        }

        if (speaker.IsSuspended)
        {
            if (giver is { } office && !Staff.AllOf(tx, Role.BannerOffice).Contains(office))
            {
                return AccessRefusal.BindCodeForOfficeOnly;
            }

            Suspension.Lift(tx, speaker);
        }

        tx.Run("UPDATE staff_role SET suspended_at = NULL, row_version = row_version + 1 WHERE id = @Id", appointment);
        tx.Audit("staff_role", appointment.Id, "prove");
        new OfficeChanged(appointment.OrgId).Tell(tx);
        return null;
    }

    private static RefusalCode? TakeOver(Tx tx, Appointment appointment, long member)
    {
        Persons.LockBoth(tx, member, appointment.PersonId);
        if (Staff.Holds(tx, member, appointment))
        {
            return OrgRefusal.AlreadyAppointed;
        }

        return Move(tx, appointment, member) ? null : AccessRefusal.BindCodeStale;
    }

    /// <returns>False when somebody has a chat as the person named by now: the code lives long enough for that.</returns>
    private static bool Move(Tx tx, Appointment appointment, long member)
    {
        var args = new { appointment.Id, named = appointment.PersonId, member, tx.Now };
        if (tx.Run(
            """
            UPDATE staff_role SET person_id = @member, suspended_at = NULL, row_version = row_version + 1
            WHERE id = @Id AND person_id = @named AND NOT EXISTS (SELECT 1 FROM chat_identity i WHERE i.person_id = @named)
            """,
            args) == 0)
        {
            return false;
        }

        tx.Audit("staff_role", appointment.Id, "bind_chat");
        OfficeEnding.HandOver(tx, appointment.PersonId, appointment.OrgId);

        // By this name the office was given; whose it was before may be somebody else.
        tx.Run(
            "UPDATE person SET name = (SELECT n.name FROM person n WHERE n.id = @named), row_version = row_version + 1 WHERE id = @member AND name = ''",
            args);
        if (Newcomers.IsKnownByNameAlone(tx, appointment.PersonId))
        {
            ForgetName(tx, args);
        }

        return true;
    }

    /// <summary>Whoever was known by name alone, and holds nothing more, is somebody else now: no second row names them.</summary>
    private static void ForgetName(Tx tx, object args) => tx.Run(
        """
        UPDATE person SET name = '', erased_at = @Now, row_version = row_version + 1
        WHERE id = @named AND NOT EXISTS (SELECT 1 FROM staff_role s WHERE s.person_id = @named)
        """,
        args);
}
