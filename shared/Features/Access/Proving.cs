using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Registrations;

namespace ChatGov.Access;

/// <summary>
/// Whose account left proves who they are by what first proved it: an invite code, or the roster that gives the account anew. An
/// office is proven by a binding code (<see cref="ChatBinding"/>), another messenger by a linking code (<see cref="ChatLinking"/>).
/// </summary>
public static class Proving
{
    /// <summary>The unit gave the account of a member anew: whoever writes from it is that member again.</summary>
    /// <returns>The person; null when no roster says so.</returns>
    public static long? ByRoster(Tx tx, ChatOwner account)
    {
        if (ChatsOf.FindAny(tx, account) is not { IsSuspended: true } identity || Roster.FindByAccount(tx, account, identity.PersonId)?.PersonId != identity.PersonId)
        {
            return null;
        }

        Suspension.Lift(tx, identity);
        return identity.PersonId;
    }

    /// <summary>An invite code of a row whose person has no chat any more: whoever has it is that person.</summary>
    /// <param name="identityKey">For whom wrong tries are counted.</param>
    /// <returns>The person; null for a code of anybody else's row, which is for registering.</returns>
    public static Outcome<long>? ByInvite(Tx tx, ChatOwner account, string text, string identityKey)
    {
        if (InviteCodes.AbsentOwner(tx, text) is not { } person)
        {
            return null;
        }

        return tx.UseCase<long>(() =>
        {
            var code = InviteCodes.CheckFor(tx, person, text, identityKey);
            if (!code.Ok)
            {
                return code.Refusal!;
            }

            return !InviteCodes.Consume(tx, code.Value, person) ? RegistrationRefusal.InviteCodeUsed
                : Become(tx, account, person) is { } refused ? refused
                : person;
        });
    }

    /// <summary>Whoever has the account now is not who had it before: it is nobody's, and everything begins anew.</summary>
    public static Outcome<bool> BeginAnew(Tx tx, ChatOwner account) => tx.UseCase<bool>(() =>
    {
        if (ChatsOf.FindAny(tx, account) is not { IsSuspended: true } identity)
        {
            return RefusalCode.NotFound;
        }

        ChatsOf.Remove(tx, identity.Id);
        tx.Audit("person", identity.PersonId, "account_of_another");
        return true;
    });

    /// <summary>The offices of a person that rest until a binding code comes.</summary>
    public static List<Appointment> RestingOffices(Tx tx, long personId) => Appointments.RestingOf(tx, personId);

    /// <summary>The account is this person's, who has no other.</summary>
    /// <returns>Null when it is.</returns>
    internal static RefusalCode? Become(Tx tx, ChatOwner account, long person)
    {
        // Whatever proves a person proves none of their offices: those came by a binding code.
        if (!Suspension.HasChat(tx, person))
        {
            Suspension.SuspendOffices(tx, person);
        }

        var identity = ChatsOf.FindAny(tx, account);
        if (identity is null)
        {
            ChatsOf.Add(tx, account, person);
        }
        else if (identity.PersonId == person)
        {
            Suspension.Lift(tx, identity);
        }
        else if (identity.IsSuspended)
        {
            ChatsOf.Remove(tx, identity.Id);
            ChatsOf.Add(tx, account, person);
        }
        else if (Newcomers.IsOne(tx, identity.PersonId))
        {
            Newcomers.Join(tx, identity.PersonId, person);
        }
        else
        {
            return AccessRefusal.LinkOfTwoPeople;
        }

        return null;
    }
}
