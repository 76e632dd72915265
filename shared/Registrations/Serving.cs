using ChatGov.Data;

namespace ChatGov.Registrations;

/// <summary>Whoever stops serving in a community hands over what only those do who serve there: asked of every change of a registration.</summary>
internal static class Serving
{
    public static void Changed(Tx tx, Registration before, Registration now)
    {
        if (!Serves(before) || (Serves(now) && now.OrgId == before.OrgId) || before is not { PersonId: { } personId, OrgId: { } orgId })
        {
            return;
        }

        // Somebody may serve there twice: at home and for their unit.
        if (RegistrationRows.OpenOf(tx, personId).Exists(each => each.OrgId == orgId && Serves(each)))
        {
            return;
        }

        Care.HandingOver.FromCommunity(tx, personId, orgId, comesBack: now.State == RegistrationState.Suspended);
    }

    private static bool Serves(Registration registration) => registration.State is RegistrationState.Active or RegistrationState.Transferring;
}
