using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;

namespace ChatGov.Registrations;

/// <summary>What a member gives when reporting to a community.</summary>
public sealed record SubmitRequest
{
    public RegistrationKind Kind { get; init; }

    /// <summary>The community or gacha.</summary>
    public long OrgId { get; init; }

    /// <summary>An invite code as typed.</summary>
    public string? InviteCode { get; init; }

    /// <summary>The number of the sender's own contact, as the messenger vouches for it.</summary>
    public string? OwnPhone { get; init; }

    /// <summary>The chat account that asks, as the messenger vouches for it.</summary>
    public ChatOwner? Account { get; init; }

    /// <summary>The name as typed, for who is on no roster.</summary>
    public string? Name { get; init; }

    /// <summary>As what they report, as they say themselves; null where they did not say.</summary>
    public PersonKind? PersonKind { get; init; }

    /// <summary>The chat identity for which wrong codes are counted.</summary>
    public string IdentityKey { get; init; } = "";
}

/// <summary>报到: a member reports to a community.</summary>
public static class RegistrationRequests
{
    /// <summary>
    /// Submits a registration. It is confirmed at once only by a right invite code, or by the sender's own contact or WeCom
    /// account on a roster; otherwise the community's secretary has two working days.
    /// </summary>
    public static Outcome<Registration> Submit(Tx tx, SubmitRequest request) => tx.UseCase<Registration>(() =>
    {
        var personId = tx.Actor.RequiredPersonId;
        Persons.Lock(tx, personId);
        var open = RegistrationRows.FindOpen(tx, personId, request.Kind);
        if (open is not null && open.State != RegistrationState.Returned)
        {
            return new Refusal(
                open.State == RegistrationState.Submitted ? RegistrationRefusal.RegistrationPending : RegistrationRefusal.AlreadyRegistered,
                ("community", open.OrgName),
                ("number", open.Number ?? ""));
        }

        if (!OrgTree.IsCommunity(tx, request.OrgId))
        {
            return RefusalCode.NotFound;
        }

        if (request.PersonKind is { } said && PersonKinds.Say(tx, said) is { Ok: false, Refusal: { } unsaid })
        {
            return unsaid;
        }

        if (request.Kind == RegistrationKind.UnitPartner && PersonKinds.Of(tx, personId) is not (null or PersonKind.ServingMember))
        {
            return RegistrationRefusal.ServingMembersOnly;
        }

        var match = FindMatch(tx, request, personId);
        if (match is { Ok: false })
        {
            return match.Value.Refusal!;
        }

        if (SubmitRow(tx, request, personId, open, match?.Value) is not { } submitted)
        {
            return RefusalCode.ChangedMeanwhile;
        }

        return match is null ? AskSecretary(tx, submitted) : Confirm(tx, submitted);
    });

    internal static Registration Confirm(Tx tx, Registration submitted) => RegistrationRows.SaveAsSystem(
        tx, submitted, submitted with { State = RegistrationState.Active, ConfirmedAt = tx.Now, ConfirmedBy = tx.Actor.PersonId, DueAt = null });

    private static Outcome<RosterMatch>? FindMatch(Tx tx, SubmitRequest request, long personId)
    {
        if (!string.IsNullOrWhiteSpace(request.InviteCode))
        {
            var checkedCode = InviteCodes.Check(tx, request.InviteCode, request.IdentityKey);
            return checkedCode.Match<Outcome<RosterMatch>>(
                invite => InviteCodes.Consume(tx, invite, personId)
                    ? new RosterMatch(invite.RosterId, invite.Name, invite.RegistrationId)
                    : RegistrationRefusal.InviteCodeUsed,
                refusal => refusal);
        }

        if (FindRow(tx, request, personId) is { } row)
        {
            return new RosterMatch(row.Id, row.Name, InviteCodes.InvitationOf(tx, row.Id, request.Kind));
        }

        return null;
    }

    private static RosterRow? FindRow(Tx tx, SubmitRequest request, long personId)
    {
        if (request.OwnPhone is { } phone)
        {
            Persons.KeepPhone(tx, personId, phone);
            if (Roster.FindByPhone(tx, phone, personId) is { } row)
            {
                return row;
            }
        }

        return request.Account is { } account ? Roster.FindByAccount(tx, account, personId) : null;
    }

    private static Registration? SubmitRow(Tx tx, SubmitRequest request, long personId, Registration? returned, RosterMatch? match)
    {
        KeepName(tx, personId, match?.Name ?? request.Name, wasReturned: returned is not null);
        if (match is not null && !Roster.Bind(tx, match.RosterId, personId))
        {
            return null;
        }

        if (match is not null)
        {
            PersonKinds.KeepIfUnsaid(tx, personId, PersonKind.ServingMember);
        }

        var before = returned ?? (match?.RegistrationId is { } invited ? FindInvitation(tx, invited) : null);
        var after = (before ?? new Registration()) with
        {
            Kind = request.Kind,
            PersonId = personId,
            OrgId = request.OrgId,
            RosterId = match?.RosterId ?? before?.RosterId,
            State = RegistrationState.Submitted,
            Number = before?.Number ?? Numbers.Next(tx, "BD"),
            SubmittedAt = tx.Now,
            DueAt = WorkCalendar.Default.AddWorkdays(tx.Now, RegistrationMachine.AnswerWithin),
        };
        if (returned is not null && match?.RegistrationId is { } unused)
        {
            EndInvitation(tx, unused);
        }

        return before is null
            ? RegistrationRows.Add(tx, after)
            : RegistrationRows.Save(tx, before, after);
    }

    // What was sent back may have been sent back for the name.
    private static void KeepName(Tx tx, long personId, string? name, bool wasReturned)
    {
        if (wasReturned && PersonName.Clean(name ?? "") is { Length: > 0 } clean && !PersonName.AreSame(clean, Persons.NameOf(tx, personId)))
        {
            Renaming.Keep(tx, personId, clean);
        }
        else
        {
            Persons.KeepName(tx, personId, name);
        }
    }

    // The roster proved who they are for the registration that was returned; the row's invitation is not needed any more.
    private static void EndInvitation(Tx tx, long registrationId)
    {
        if (FindInvitation(tx, registrationId) is { } invited)
        {
            RegistrationTimers.LapseNow(tx, invited);
        }
    }

    /// <returns>Null when somebody has used the invitation up.</returns>
    private static Registration? FindInvitation(Tx tx, long id) =>
        RegistrationRows.Find(tx, id) is { State: RegistrationState.Invited } invited ? invited : null;

    private static Registration AskSecretary(Tx tx, Registration submitted)
    {
        foreach (var secretary in Offices.AnsweringFor(tx, submitted.OrgId!.Value))
        {
            tx.Notify(secretary, OutboxKind.Choice, "registration.notice.submitted", [("number", submitted.Number!), ("id", submitted.Id)],
                RegistrationNotices.Decide(submitted.Id));
        }

        return submitted;
    }

    private sealed record RosterMatch(long RosterId, string Name, long? RegistrationId);
}
