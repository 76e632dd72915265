using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Registrations;

/// <summary>How a registration ends: the member's one word, the liaison's "left the unit", the secretary's "moved away".</summary>
public static class RegistrationEndings
{
    /// <summary>Ends the member's own registration of a kind, in whatever state it is.</summary>
    public static Outcome<Registration> End(Tx tx, RegistrationKind kind) => tx.UseCase<Registration>(() =>
    {
        var personId = tx.Actor.RequiredPersonId;
        Persons.Lock(tx, personId);
        return RegistrationRows.FindOpen(tx, personId, kind) is { } open
            ? EndRow(tx, open, Why.Because("own_wish"))
            : RegistrationRefusal.NotRegistered;
    });

    /// <summary>A member moved away: the secretary ends the registration with a reason, and the member is told.</summary>
    public static Outcome<Registration> EndBySecretary(Tx tx, long id, string reason) => tx.UseCase<Registration>(() =>
    {
        if (RegistrationRows.Find(tx, id) is not { OrgId: { } orgId } registration || !Can.RunCommunity.Over(tx, orgId))
        {
            return RefusalCode.NotFound;
        }

        if (!RegistrationMachine.Table.Allows(registration.State, RegistrationState.Ended, Who.Secretary)
            || registration.State == RegistrationState.Transferring)
        {
            return RefusalCode.WrongState;
        }

        if (WordsForOthers.RefuseReason(reason) is { } refusal)
        {
            return refusal;
        }

        var ended = EndRow(tx, registration, Why.Said(reason));
        tx.Send(registration.PersonId!.Value, OutboxKind.News, "registration.notice.ended_by_secretary",
            [("community", registration.OrgName), ("reason", reason.Trim())]);
        return ended;
    });

    /// <summary>A member left the unit: the roster row ends, and with it the unit's kind of registration only.</summary>
    public static Outcome<bool> LeftUnit(Tx tx, long rosterId) => tx.UseCase<bool>(() =>
    {
        var row = Roster.Find(tx, rosterId);
        if (row is null || !Can.KeepRoster.Over(tx, row.UnitId))
        {
            return RefusalCode.NotFound;
        }

        LeaveUnit(tx, row);
        return true;
    });

    /// <summary>The row ends, and with it the unit's kind of registration of whoever it belongs to.</summary>
    internal static void LeaveUnit(Tx tx, RosterRow row)
    {
        Roster.MarkLeft(tx, row.Id);
        if (row.PersonId is { } personId
            && RegistrationRows.FindOpen(tx, personId, RegistrationKind.UnitPartner) is { } registration
            && RegistrationMachine.Table.Allows(registration.State, RegistrationState.Ended, Who.Liaison))
        {
            RegistrationRows.SaveAsSystem(tx, registration, Over(tx, registration), Why.Because("left_unit"));
        }

        if (row.PersonId is { } member)
        {
            new UnitLeft(member, row.UnitId).Tell(tx);
        }
    }

    /// <summary>
    /// 退出: everything at once and without a question back. All registrations end, open claims are released, the
    /// agreement is taken back; nothing is sent any more.
    /// </summary>
    public static Outcome<bool> Leave(Tx tx) => tx.UseCase<bool>(() =>
    {
        var personId = tx.Actor.RequiredPersonId;
        Persons.Lock(tx, personId);
        foreach (var leave in Features.All.SelectMany(feature => feature.Leaves))
        {
            leave(tx, personId);
        }

        return true;
    });

    /// <summary>A secretary may answer at the same moment: what their yes begins ends as well.</summary>
    internal static void EndAllOf(Tx tx, long personId)
    {
        while (RegistrationRows.OpenOf(tx, personId) is { Count: > 0 } open)
        {
            open.ForEach(each => EndRow(tx, each, Why.Because("left")));
        }
    }

    /// <summary>From the tombstone no way leads to the row of the unit's roster that holds the name, and nothing tells how long they meant to rest.</summary>
    internal static void Forget(Tx tx, long personId) => tx.Run("UPDATE registration SET roster_id = NULL, reason_cipher = NULL, suspended_until = NULL WHERE person_id = @personId", new { personId });

    private static Registration EndRow(Tx tx, Registration open, Why why) => RegistrationRows.Save(tx, open, Over(tx, open), why);

    private static Registration Over(Tx tx, Registration open) => open with { State = RegistrationState.Ended, EndedAt = tx.Now, DueAt = null };
}
