using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.People;

namespace ChatGov.Registrations;

/// <summary>请假 and 恢复: a registration rests until a day, and comes back by itself.</summary>
public static class RegistrationPauses
{
    /// <param name="until">The first day on which it is active again.</param>
    public static Outcome<Registration> Suspend(Tx tx, DateOnly until) => tx.UseCase<Registration>(() =>
    {
        var at = Shanghai.At(until, QuietHours.End);
        if (at <= tx.Now)
        {
            return RefusalCode.DateNotAhead;
        }

        Persons.Lock(tx, tx.Actor.RequiredPersonId);
        var changed = ChangeAll(tx, RegistrationState.Active, registration =>
            registration with { State = RegistrationState.Suspended, SuspendedUntil = at });
        if (changed is null)
        {
            return RegistrationRefusal.NotRegistered;
        }

        Preferences.PauseUntil(tx, tx.Actor.RequiredPersonId, at);
        return changed;
    });

    public static Outcome<Registration> Resume(Tx tx) => tx.UseCase<Registration>(() =>
    {
        Persons.Lock(tx, tx.Actor.RequiredPersonId);
        var changed = ChangeAll(tx, RegistrationState.Suspended, Awake);
        if (changed is null)
        {
            return RegistrationRefusal.NotRegistered;
        }

        Preferences.PauseUntil(tx, tx.Actor.RequiredPersonId, until: null);
        return changed;
    });

    internal static Registration Awake(Registration registration) =>
        registration with { State = RegistrationState.Active, SuspendedUntil = null };

    /// <returns>The last one changed, or null when the member has none in that state.</returns>
    private static Registration? ChangeAll(Tx tx, RegistrationState from, Func<Registration, Registration> change)
    {
        Registration? last = null;
        foreach (var registration in RegistrationRows.OpenOf(tx, tx.Actor.RequiredPersonId).Where(each => each.State == from))
        {
            last = RegistrationRows.Save(tx, registration, change(registration));
        }

        return last;
    }
}
