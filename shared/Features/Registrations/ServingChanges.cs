using ChatGov.Data;

namespace ChatGov.Registrations;

/// <summary>Whoever stops serving in a community hands over what only those do who serve there: asked of every change of a registration.</summary>
internal static class ServingChanges
{
    public static void Changed(Tx tx, Registration before, Registration now)
    {
        if (!HasPart(before) || (now.OrgId == before.OrgId && (Serves(now) || (!Serves(before) && HasPart(now)))) || before is not { PersonId: { } personId, OrgId: { } orgId })
        {
            return;
        }

        // Somebody may serve there twice: at home and for their unit.
        var there = RegistrationRows.OpenOf(tx, personId).FindAll(each => each.OrgId == orgId && HasPart(each));
        if (!there.Exists(Serves))
        {
            new ServingEnded(personId, orgId, ComesBack: there.Count > 0).Tell(tx);
        }
    }

    /// <summary>Serves, or rests and comes back.</summary>
    private static bool HasPart(Registration registration) => Serves(registration) || registration.State == RegistrationState.Suspended;

    private static bool Serves(Registration registration) => registration.State is RegistrationState.Active or RegistrationState.Transferring;
}
