using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Organisations;
using ChatGov.Outbox;

namespace ChatGov.Registrations;

/// <summary>What time does to registrations. Each handler looks at the row first, so late or twice does no harm.</summary>
public static class RegistrationTimers
{
    public const string AnswerDue = "registration.answer_due";
    public const string Lapse = "registration.lapse";
    public const string InviteExpires = "registration.invite_expires";
    public const string TransferFallsBack = "registration.transfer_falls_back";
    public const string SuspensionEnds = "registration.suspension_ends";
    public const string CalendarMissing = "registration.calendar_missing";

    public static readonly IReadOnlyDictionary<string, Action<Tx, long>> Handlers =
        new Dictionary<string, Action<Tx, long>>(StringComparer.Ordinal)
        {
            [AnswerDue] = RemindSecretaries,
            [Lapse] = LapseUnanswered,
            [InviteExpires] = LapseInvitation,
            [TransferFallsBack] = GiveUpTransfer,
            [SuspensionEnds] = WakeUp,
            [CalendarMissing] = ArmOnceCalendarIsThere,
        };

    internal static void CancelAll(Tx tx, long registrationId)
    {
        foreach (var kind in Handlers.Keys)
        {
            Timers.Cancel(tx, kind, registrationId);
        }
    }

    private static void RemindSecretaries(Tx tx, long id)
    {
        if (RegistrationRows.Find(tx, id) is not { State: RegistrationState.Submitted or RegistrationState.Transferring } waiting)
        {
            return;
        }

        var orgId = waiting.State == RegistrationState.Submitted ? waiting.OrgId : waiting.TargetOrgId;
        foreach (var secretary in Offices.AnsweringFor(tx, orgId!.Value))
        {
            tx.Send(secretary, OutboxKind.Choice, "registration.notice.answer_due", [("number", waiting.Number!), ("id", id)],
                RegistrationNotices.Decide(id));
        }
    }

    private static void LapseUnanswered(Tx tx, long id)
    {
        if (RegistrationRows.Find(tx, id) is not { State: RegistrationState.Submitted or RegistrationState.Returned } open)
        {
            return;
        }

        EndAs(tx, open, RegistrationState.Lapsed, "lapse");
        CancelAll(tx, id);
        tx.Send(open.PersonId!.Value, OutboxKind.News, "registration.notice.lapsed", [("community", open.OrgName)],
            new SendOptions { Choices = [new LabelledChoice("registration.choice.again", "register")] });
    }

    private static void LapseInvitation(Tx tx, long id)
    {
        if (RegistrationRows.Find(tx, id) is { State: RegistrationState.Invited } invited)
        {
            EndAs(tx, invited, RegistrationState.Lapsed, "lapse");
        }
    }

    private static void GiveUpTransfer(Tx tx, long id)
    {
        if (RegistrationRows.Find(tx, id) is not { State: RegistrationState.Transferring } moving)
        {
            return;
        }

        Transferring.GoBack(tx, moving, Who.System, "transfer_unanswered");
        tx.Send(moving.PersonId!.Value, OutboxKind.News, "registration.notice.transfer_unanswered",
            [("target", moving.TargetOrgName), ("community", moving.OrgName)]);
    }

    private static void WakeUp(Tx tx, long id)
    {
        if (RegistrationRows.Find(tx, id) is { State: RegistrationState.Suspended } resting)
        {
            RegistrationRows.Save(tx, resting, Suspending.Awake(resting), Who.System, "resume");
            tx.Send(resting.PersonId!.Value, OutboxKind.News, "registration.notice.resumed", [("community", resting.OrgName)]);
        }
    }

    private static void ArmOnceCalendarIsThere(Tx tx, long id)
    {
        if (RegistrationRows.Find(tx, id) is { State: RegistrationState.Submitted, SubmittedAt: { } submittedAt } waiting
            && Submitting.ArmDeadlines(tx, id, submittedAt) is { } dueAt)
        {
            RegistrationRows.SetDue(tx, waiting, dueAt);
        }
    }

    private static void EndAs(Tx tx, Registration open, RegistrationState state, string action) => RegistrationRows.Save(
        tx, open, open with { State = state, EndedAt = tx.Now, DueAt = null }, Who.System, action);
}
