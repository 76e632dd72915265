using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Organisations;
using ChatGov.Outbox;

namespace ChatGov.Registrations;

/// <summary>What time does to registrations. Each handler looks at the row first, so late or twice does no harm.</summary>
public static class RegistrationTimers
{
    internal static void RemindSecretaries(Tx tx, long id)
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

    internal static void LapseUnanswered(Tx tx, long id)
    {
        if (RegistrationRows.Find(tx, id) is not { State: RegistrationState.Submitted or RegistrationState.Returned } open)
        {
            return;
        }

        LapseNow(tx, open);
        tx.Send(open.PersonId!.Value, OutboxKind.News, "registration.notice.lapsed", [("community", open.OrgName)],
            new SendOptions { Choices = [new LabelledChoice("registration.choice.again", RegistrationActions.Register.Name)] });
    }

    internal static void LapseInvitation(Tx tx, long id)
    {
        if (RegistrationRows.Find(tx, id) is { State: RegistrationState.Invited } invited)
        {
            LapseNow(tx, invited);
        }
    }

    internal static void GiveUpTransfer(Tx tx, long id)
    {
        if (RegistrationRows.Find(tx, id) is not { State: RegistrationState.Transferring } moving)
        {
            return;
        }

        CommunityTransfers.GoBack(tx, moving, default);
        tx.Send(moving.PersonId!.Value, OutboxKind.News, "registration.notice.transfer_unanswered",
            [("target", moving.TargetOrgName), ("community", moving.OrgName)]);
    }

    internal static void WakeUp(Tx tx, long id)
    {
        if (RegistrationRows.Find(tx, id) is { State: RegistrationState.Suspended } resting)
        {
            RegistrationRows.SaveAsSystem(tx, resting, RegistrationPauses.Awake(resting));
            tx.Send(resting.PersonId!.Value, OutboxKind.News, "registration.notice.resumed", [("community", resting.OrgName)]);
        }
    }

    internal static void ArmOnceCalendarIsThere(Tx tx, long id)
    {
        if (RegistrationRows.Find(tx, id) is not { State: RegistrationState.Submitted, SubmittedAt: { } submittedAt } waiting)
        {
            return;
        }

        RegistrationMachine.Table.Rearm(tx, waiting);
        if (WorkCalendar.Default.AddWorkdays(submittedAt, RegistrationMachine.AnswerWithin) is { } dueAt && dueAt != waiting.DueAt)
        {
            RegistrationRows.SetDue(tx, waiting, dueAt);
        }
    }

    internal static void LapseNow(Tx tx, Registration open) =>
        RegistrationRows.SaveAsSystem(tx, open, open with { State = RegistrationState.Lapsed, EndedAt = tx.Now, DueAt = null });
}
