using ChatGov.Data;

namespace ChatGov.Organisations;

/// <summary>Who holds which role where, and since when.</summary>
public static class Staff
{
    /// <summary>Those who answer for a community today: its secretary and deputies.</summary>
    public static List<long> SecretariesOf(Tx tx, long orgId) => tx.All<long>(
        """
        SELECT DISTINCT person_id FROM staff_role
        WHERE org_id = @orgId AND role IN ('Secretary', 'Deputy') AND from_at <= @Now AND (until_at IS NULL OR until_at > @Now)
        ORDER BY person_id
        """,
        new { orgId, tx.Now });

    /// <summary>The organisations in which the actor holds a role.</summary>
    public static List<OrgName> OrgsOf(Tx tx, Role role) => tx.All<OrgName>(
        """
        SELECT o.id, o.name FROM staff_role r JOIN org o ON o.id = r.org_id
        WHERE r.person_id = @PersonId AND r.role = @role AND r.from_at <= @Now AND (r.until_at IS NULL OR r.until_at > @Now)
        ORDER BY r.id
        """,
        new { tx.Actor.PersonId, role = role.ToString(), tx.Now });

    /// <summary>Appoints from now, or from a day ahead, optionally until a day.</summary>
    public static Outcome<long> Appoint(Tx tx, long personId, Role role, long orgId, DateTimeOffset from, DateTimeOffset? until) =>
        tx.UseCase<long>(() =>
        {
            if (!MayAppoint(tx, orgId))
            {
                return RefusalCode.NotFound;
            }

            var id = tx.Insert(
                "INSERT INTO staff_role (person_id, role, org_id, from_at, until_at) VALUES (@personId, @role, @orgId, @from, @until) RETURNING id",
                new { personId, role = role.ToString(), orgId, from, until });
            tx.Audit("staff_role", id, "appoint", to: role.ToString());
            return id;
        });

    /// <summary>Ends an appointment at once.</summary>
    public static Outcome<bool> Dismiss(Tx tx, long staffRoleId) => tx.UseCase<bool>(() =>
    {
        var orgId = tx.First<long?>(
            "SELECT org_id FROM staff_role WHERE id = @staffRoleId AND (until_at IS NULL OR until_at > @Now)", new { staffRoleId, tx.Now });
        if (orgId is null || !MayAppoint(tx, orgId.Value))
        {
            return RefusalCode.NotFound;
        }

        tx.Run("UPDATE staff_role SET until_at = @Now WHERE id = @staffRoleId", new { staffRoleId, tx.Now });
        tx.Audit("staff_role", staffRoleId, "dismiss");
        return true;
    });

    private static bool MayAppoint(Tx tx, long orgId) =>
        tx.Actor.IsSystem || Scope.Covers(tx, orgId, Role.StreetOffice, Role.BannerOffice);
}

public sealed record OrgName
{
    public long Id { get; init; }

    public string Name { get; init; } = "";
}
