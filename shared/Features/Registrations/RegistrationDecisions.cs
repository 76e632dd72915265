using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Registrations;

/// <summary>通过 and 退回: the community's answer to a registration, or to a transfer that comes to it.</summary>
public static class RegistrationDecisions
{
    private const int LongestReason = 200;

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

        var words = reason.Trim();
        if (words.Letters() is 0 or > LongestReason)
        {
            return new Refusal(RefusalCode.ReasonMissing, ("limit", LongestReason));
        }

        return registration.State switch
        {
            RegistrationState.Submitted => SendBack(tx, registration, words),
            RegistrationState.Transferring => CommunityTransfers.Decline(tx, registration, words),
            _ => RefusalCode.WrongState,
        };
    });

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
