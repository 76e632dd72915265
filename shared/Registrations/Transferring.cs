using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;

namespace ChatGov.Registrations;

/// <summary>转社区: the member asks, the old community is told, the new one says yes. Hours stay with the person.</summary>
public static class Transferring
{
    private const int AnswerWithin = 2;
    private const int FallBackAfter = 5;

    public static Outcome<Registration> Request(Tx tx, long targetOrgId) => tx.UseCase<Registration>(() =>
    {
        var personId = tx.Actor.RequiredPersonId;
        Persons.Lock(tx, personId);
        var home = RegistrationRows.FindOpen(tx, personId, RegistrationKind.Home);
        if (home is null)
        {
            return RefusalCode.NotRegistered;
        }

        if (home.OrgId == targetOrgId)
        {
            return new Refusal(RefusalCode.SameCommunity, ("community", home.OrgName));
        }

        if (home.State != RegistrationState.Active)
        {
            return RefusalCode.WrongState;
        }

        if (!OrgTree.IsCommunity(tx, targetOrgId))
        {
            return RefusalCode.NotFound;
        }

        var dueAt = WorkCalendar.Default.AddWorkdays(tx.Now, AnswerWithin);
        var moving = RegistrationRows.Save(
            tx, home, home with { State = RegistrationState.Transferring, TargetOrgId = targetOrgId, DueAt = dueAt }, Who.Member, "request_transfer");
        if (moving is null)
        {
            return RefusalCode.ChangedMeanwhile;
        }

        ArmDeadlines(tx, moving, dueAt);
        Tell(tx, moving);
        return moving;
    });

    internal static Outcome<Registration> Complete(Tx tx, Registration moving)
    {
        var ended = RegistrationRows.Save(
            tx, moving, moving with { State = RegistrationState.Ended, EndedAt = tx.Now, DueAt = null }, Who.Secretary, "transfer_out");
        if (ended is null)
        {
            return RefusalCode.ChangedMeanwhile;
        }

        RegistrationTimers.CancelAll(tx, moving.Id);
        var begun = RegistrationRows.Add(
            tx,
            new Registration
            {
                Number = Numbers.Next(tx, "BD"),
                Kind = moving.Kind,
                PersonId = moving.PersonId,
                OrgId = moving.TargetOrgId,
                RosterId = moving.RosterId,
                State = RegistrationState.Active,
                SubmittedAt = moving.SubmittedAt,
                ConfirmedAt = tx.Now,
                ConfirmedBy = tx.Actor.PersonId,
            },
            Who.Secretary,
            "transfer_in");
        tx.Send(begun.PersonId!.Value, OutboxKind.Receipt, "registration.notice.transferred",
            [("community", begun.OrgName), ("number", begun.Number!)]);
        return begun;
    }

    internal static Outcome<Registration> Decline(Tx tx, Registration moving, string reason)
    {
        var stays = GoBack(tx, moving, Who.Secretary, "decline_transfer");
        if (stays is null)
        {
            return RefusalCode.ChangedMeanwhile;
        }

        tx.Send(stays.PersonId!.Value, OutboxKind.Receipt, "registration.notice.transfer_declined",
            [("target", moving.TargetOrgName), ("community", stays.OrgName), ("reason", reason)]);
        return stays;
    }

    /// <summary>Two communities became one: who wanted to move from the one to the other is there.</summary>
    internal static void EndWhereOneIs(Tx tx, long orgId)
    {
        foreach (var id in tx.All<long>("SELECT id FROM registration WHERE state = 'Transferring' AND org_id = @orgId AND target_org_id = @orgId ORDER BY id", new { orgId }))
        {
            GoBack(tx, RegistrationRows.Find(tx, id)!, Who.System, "merge_community");
        }
    }

    internal static Registration? GoBack(Tx tx, Registration moving, Who by, string action)
    {
        RegistrationTimers.CancelAll(tx, moving.Id);
        return RegistrationRows.Save(
            tx, moving, moving with { State = RegistrationState.Active, TargetOrgId = null, DueAt = null }, by, action);
    }

    private static void ArmDeadlines(Tx tx, Registration moving, DateTimeOffset? dueAt)
    {
        if (dueAt is not { } due || WorkCalendar.Default.AddWorkdays(tx.Now, FallBackAfter) is not { } fallBack)
        {
            Timers.Move(tx, RegistrationTimers.CalendarMissing, moving.Id, tx.Now + TimeSpan.FromDays(7));
            return;
        }

        Timers.Move(tx, RegistrationTimers.AnswerDue, moving.Id, due);
        Timers.Move(tx, RegistrationTimers.TransferFallsBack, moving.Id, fallBack);
    }

    private static void Tell(Tx tx, Registration moving)
    {
        foreach (var secretary in Offices.AnsweringFor(tx, moving.OrgId!.Value))
        {
            tx.Notify(secretary, OutboxKind.News, "registration.notice.leaving", [("number", moving.Number!), ("target", moving.TargetOrgName)]);
        }

        foreach (var secretary in Offices.AnsweringFor(tx, moving.TargetOrgId!.Value))
        {
            tx.Notify(secretary, OutboxKind.Choice, "registration.notice.arriving", [("community", moving.OrgName), ("id", moving.Id)],
                RegistrationNotices.Decide(moving.Id));
        }
    }
}
