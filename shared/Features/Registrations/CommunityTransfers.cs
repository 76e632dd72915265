using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Machines;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;

namespace ChatGov.Registrations;

/// <summary>转社区: the member asks, the old community is told, the new one says yes. Hours stay with the person.</summary>
public static class CommunityTransfers
{
    public static Outcome<Registration> Request(Tx tx, long targetOrgId) => tx.UseCase<Registration>(() =>
    {
        var personId = tx.Actor.RequiredPersonId;
        Persons.Lock(tx, personId);
        var home = RegistrationRows.FindOpen(tx, personId, RegistrationKind.Home);
        if (home is null)
        {
            return RegistrationRefusal.NotRegistered;
        }

        if (home.OrgId == targetOrgId)
        {
            return new Refusal(RegistrationRefusal.SameCommunity, ("community", home.OrgName));
        }

        if (home.State != RegistrationState.Active)
        {
            return RefusalCode.WrongState;
        }

        if (!OrgTree.IsCommunity(tx, targetOrgId))
        {
            return RefusalCode.NotFound;
        }

        var dueAt = WorkCalendar.Default.AddWorkdays(tx.Now, RegistrationMachine.AnswerWithin);
        var moving = RegistrationRows.Save(
            tx, home, home with { State = RegistrationState.Transferring, TargetOrgId = targetOrgId, DueAt = dueAt });
        Tell(tx, moving);
        return moving;
    });

    /// <summary>Why the actor cannot ask for it, whichever community it is; null where they can.</summary>
    internal static Refusal? MayNot(Tx tx) => RegistrationRows.FindOpen(tx, tx.Actor.RequiredPersonId, RegistrationKind.Home) switch
    {
        null => new Refusal(RegistrationRefusal.NotRegistered),
        { State: not RegistrationState.Active } => new Refusal(RefusalCode.WrongState),
        _ => null,
    };

    internal static Outcome<Registration> Complete(Tx tx, Registration moving)
    {
        RegistrationRows.Save(tx, moving, moving with { State = RegistrationState.Ended, EndedAt = tx.Now, DueAt = null });
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
            });
        tx.Send(begun.PersonId!.Value, OutboxKind.Receipt, "registration.notice.transferred",
            [("community", begun.OrgName), ("number", begun.Number!)]);
        return begun;
    }

    internal static Outcome<Registration> Decline(Tx tx, Registration moving, string reason)
    {
        var stays = RegistrationRows.Save(tx, moving, Stays(moving));
        tx.Send(stays.PersonId!.Value, OutboxKind.Receipt, "registration.notice.transfer_declined",
            [("target", moving.TargetOrgName), ("community", stays.OrgName), ("reason", reason)]);
        return stays;
    }

    /// <summary>The community is merged into another: who reports there does so in the other from now on, and is told.</summary>
    internal static void GoOver(Tx tx, long from, long into)
    {
        var (fromName, intoName) = (OrgTree.NameOf(tx, from)!, OrgTree.NameOf(tx, into)!);
        foreach (var registration in tx.All<Moved>(
            $"SELECT id, person_id, state FROM registration WHERE org_id = @from AND state IN ({RegistrationMachine.Open}) ORDER BY id", new { from }))
        {
            tx.Run("UPDATE registration SET org_id = @into, row_version = row_version + 1 WHERE id = @Id", new { registration.Id, into });
            tx.Audit("registration", registration.Id, "merge_community", registration.State, registration.State);
            tx.Send(registration.PersonId, OutboxKind.News, "org.notice.merged", [("from", fromName), ("into", intoName)]);
        }

        tx.Run(
            $"UPDATE registration SET target_org_id = @into, row_version = row_version + 1 WHERE target_org_id = @from AND state = {RegistrationMachine.Transferring}",
            new { from, into });
        EndWhereOneIs(tx, into);
    }

    /// <summary>Two communities became one: who wanted to move from the one to the other is there.</summary>
    private static void EndWhereOneIs(Tx tx, long orgId)
    {
        foreach (var id in tx.All<long>($"SELECT id FROM registration WHERE state = {RegistrationMachine.Transferring} AND org_id = @orgId AND target_org_id = @orgId ORDER BY id", new { orgId }))
        {
            GoBack(tx, RegistrationRows.Find(tx, id)!, Why.Because("merge_community"));
        }
    }

    internal static void GoBack(Tx tx, Registration moving, Why why) => RegistrationRows.SaveAsSystem(tx, moving, Stays(moving), why);

    private static Registration Stays(Registration moving) => moving with { State = RegistrationState.Active, TargetOrgId = null, DueAt = null };

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

    private sealed record Moved
    {
        public long Id { get; init; }

        public long PersonId { get; init; }

        public string State { get; init; } = "";
    }
}
