using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Machines;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Registrations;

/// <summary>通过 and 退回: the community's answer to a registration, or to a transfer that comes to it.</summary>
public static class RegistrationDecisions
{
    /// <summary>Says yes. A transfer ends the old registration and begins the new one in the same moment.</summary>
    public static Outcome<Registration> Approve(Tx tx, long id) => tx.UseCase<Registration>(() =>
    {
        if (FindInScope(tx, id) is not { } registration)
        {
            return RefusalCode.NotFound;
        }

        return registration.State switch
        {
            RegistrationState.Submitted => Confirm(tx, registration),
            RegistrationState.Transferring => CommunityTransfers.Complete(tx, registration),
            // A second press of the same button: the answer stands.
            RegistrationState.Active when registration.ConfirmedBy == tx.Actor.PersonId => registration,
            _ => RefusalCode.WrongState,
        };
    });

    /// <summary>Sends it back with a reason; the member can put it right. A transfer stays where it was.</summary>
    public static Outcome<Registration> Return(Tx tx, long id, string reason) => tx.UseCase<Registration>(() =>
    {
        if (FindInScope(tx, id) is not { } registration)
        {
            return RefusalCode.NotFound;
        }

        if (WordsForOthers.RefuseReason(reason) is { } refusal)
        {
            return refusal;
        }

        return registration.State switch
        {
            RegistrationState.Submitted => SendBack(tx, registration, reason.Trim()),
            RegistrationState.Transferring => CommunityTransfers.Decline(tx, registration, reason.Trim()),
            _ => RefusalCode.WrongState,
        };
    });

    /// <summary>撤销 of a yes: it waits for an answer again, as long as nobody acted on it.</summary>
    public static Outcome<Registration> TakeBack(Tx tx, long id) => tx.UseCase<Registration>(() =>
    {
        if (FindInScope(tx, id) is not { PersonId: { } personId })
        {
            return RefusalCode.NotFound;
        }

        // Whoever claims locks themselves first: it is seen here, or finds that nobody serves.
        Persons.Lock(tx, personId);
        return RegistrationMachine.Table.Act(tx, id, RegistrationState.Submitted, registration => Reopen(tx, registration));
    });

    private static Refusal? Reopen(Tx tx, Registration registration)
    {
        if ((TakingBack.Against(tx, RegistrationMachine.Table.Entity, registration.Id, "approve") ?? ActedOn(tx, registration)) is { } code)
        {
            return new Refusal(code);
        }

        var waiting = RegistrationRows.Save(tx, registration, registration with
        {
            State = RegistrationState.Submitted,
            ConfirmedAt = null,
            ConfirmedBy = null,
            DueAt = registration.SubmittedAt is { } since ? WorkCalendar.Default.AddWorkdays(since, RegistrationMachine.AnswerWithin) : null,
        });
        tx.Send(waiting.PersonId!.Value, OutboxKind.Receipt, "registration.notice.taken_back", [("community", waiting.OrgName), ("number", waiting.Number!)]);
        return null;
    }

    private static RefusalCode? ActedOn(Tx tx, Registration registration) => tx.Exists(
        """
        SELECT (SELECT COUNT(*) FROM claim WHERE person_id = @PersonId AND claimed_at >= @ConfirmedAt)
             + (SELECT COUNT(*) FROM service_record WHERE person_id = @PersonId AND recorded_at >= @ConfirmedAt)
        """,
        new { registration.PersonId, registration.ConfirmedAt }) ? RefusalCode.ActedOnSince : null;

    private static Registration? FindInScope(Tx tx, long id) =>
        RegistrationRows.Find(tx, id) is { AnsweredBy: { } orgId } registration && Can.RunCommunity.Over(tx, orgId)
            ? registration
            : null;

    private static Outcome<Registration> Confirm(Tx tx, Registration registration)
    {
        var active = RegistrationRows.Save(
            tx,
            registration,
            registration with { State = RegistrationState.Active, ConfirmedAt = tx.Now, ConfirmedBy = tx.Actor.PersonId, DueAt = null });
        tx.Send(active.PersonId!.Value, OutboxKind.Receipt, "registration.notice.confirmed",
            [("community", active.OrgName), ("number", active.Number!)]);
        return active;
    }

    private static Outcome<Registration> SendBack(Tx tx, Registration registration, string reason)
    {
        var returned = RegistrationRows.Save(
            tx, registration, registration with { State = RegistrationState.Returned, DueAt = null }, Why.Said(reason));
        tx.Send(returned.PersonId!.Value, OutboxKind.Receipt, "registration.notice.returned",
            [("community", returned.OrgName), ("reason", reason)],
            new SendOptions { Choices = [new LabelledChoice("registration.choice.again", RegistrationActions.Register.Name)] });
        return returned;
    }
}
