using ChatGov.Access;
using ChatGov.Data;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Organisations;

/// <summary>Who holds which role where, and since when.</summary>
public static class Staff
{
    /// <summary>What somebody holds now, wherever.</summary>
    /// <param name="personId">Null for nobody known.</param>
    public static HashSet<Role> RolesOf(Tx tx, long? personId) => personId is null ? [] : [.. tx.All<string>(
        "SELECT role FROM held_role WHERE person_id = @personId AND from_at <= @Now AND (until_at IS NULL OR until_at > @Now)",
        new { personId, tx.Now }).Select(Enum.Parse<Role>)];

    /// <summary>Those who answer for a community today: its secretary and deputies.</summary>
    public static List<long> SecretariesOf(Tx tx, long orgId) => Can.RunOwnCommunity.Holders(tx, orgId);

    /// <summary>Those who speak for a unit today.</summary>
    public static List<long> LiaisonsOf(Tx tx, long unitId) => Can.SpeakForUnit.Holders(tx, unitId);

    /// <summary>Those who hold a role anywhere today.</summary>
    internal static List<long> AllOf(Tx tx, Role role) => tx.All<long>(
        """
        SELECT DISTINCT person_id FROM held_role
        WHERE role = @role AND from_at <= @Now AND (until_at IS NULL OR until_at > @Now) ORDER BY person_id
        """,
        new { role = role.ToString(), tx.Now });

    /// <summary>The organisations in which the actor holds a role.</summary>
    public static List<OrgName> OrgsOf(Tx tx, Role role) => tx.All<OrgName>(
        """
        SELECT o.id, o.name FROM held_role r JOIN org o ON o.id = r.org_id
        WHERE r.person_id = @PersonId AND r.role = @role AND r.from_at <= @Now AND (r.until_at IS NULL OR r.until_at > @Now)
        ORDER BY r.id
        """,
        new { tx.Actor.PersonId, role = role.ToString(), tx.Now });

    /// <summary>Appoints from now, or from a day ahead, optionally until a day.</summary>
    public static Outcome<long> Appoint(Tx tx, long personId, Role role, long orgId, DateTimeOffset from, DateTimeOffset? until) =>
        tx.UseCase<long>(() =>
        {
            var kind = OrgTree.KindOf(tx, orgId);
            if (kind is null || !(tx.Actor.IsSystem || Can.See.Over(tx, orgId)))
            {
                return RefusalCode.NotFound;
            }

            if (!MayAppoint(tx, role, orgId))
            {
                return RefusalCode.NotAllowed;
            }

            if (!IsHeldIn(role, kind.Value))
            {
                return OrgRefusal.RoleNotThere;
            }

            if (until <= from)
            {
                return RefusalCode.DateNotAhead;
            }

            tx.Lock("UPDATE person SET row_version = row_version WHERE id = @personId", new { personId });
            if (Overlaps(tx, personId, role, orgId, from, until, self: 0))
            {
                return OrgRefusal.AlreadyAppointed;
            }

            var id = tx.Insert(
                """
                INSERT INTO staff_role (person_id, role, org_id, from_at, until_at, appointed_by, suspended_at)
                VALUES (@personId, @role, @orgId, @from, @until, @by, @suspendedAt) RETURNING id
                """,
                new
                {
                    personId,
                    role = role.ToString(),
                    orgId,
                    from,
                    until,
                    by = tx.Actor.PersonId,
                    suspendedAt = Suspension.IsAbsent(tx, personId) ? tx.Now : (DateTimeOffset?)null,
                });
            tx.Audit("staff_role", id, "appoint", to: role.ToString());
            ArmEnd(tx, id, until);
            new OfficeChanged(orgId).Tell(tx);
            return id;
        });

    /// <summary>
    /// Appoints somebody by name, who ties their chat to it by a code, or a person who holds another appointment that the
    /// actor sees.
    /// </summary>
    public static Outcome<Appointment> Appoint(Tx tx, NewAppointment wanted) => tx.UseCase<Appointment>(() =>
    {
        if (wanted.SameAsId is { } other && !Appointments.See(tx, other).Ok)
        {
            return PersonRefusal.PersonUnknown;
        }

        var name = People.PersonName.Clean(wanted.Name ?? "");
        if (wanted.SameAsId is null && !People.PersonName.IsOne(name))
        {
            return PersonRefusal.PersonUnknown;
        }

        var personId = wanted.SameAsId is { } known ? Appointments.Find(tx, known)!.PersonId : Name(tx, name);
        return Appoint(tx, personId, wanted.Role, wanted.OrgId, wanted.From ?? tx.Now, wanted.Until)
            .Match<Outcome<Appointment>>(id => Appointments.Find(tx, id)!, refusal => refusal);
    });

    /// <summary>Sets another end, or none.</summary>
    public static Outcome<Appointment> SetEnd(Tx tx, long id, DateTimeOffset? until) => Change(tx, id, appointment =>
    {
        if (until is { } end && (end <= appointment.FromAt || end < tx.Now))
        {
            return RefusalCode.DateNotAhead;
        }

        if (Overlaps(tx, appointment.PersonId, appointment.Role, appointment.OrgId, appointment.FromAt, until, id))
        {
            return OrgRefusal.AlreadyAppointed;
        }

        tx.Run("UPDATE staff_role SET until_at = @until, row_version = row_version + 1 WHERE id = @id", new { id, until });
        tx.Audit("staff_role", id, "set_end");
        ArmEnd(tx, id, until);
        return null;
    });

    /// <summary>Ends an appointment at once.</summary>
    public static Outcome<Appointment> Dismiss(Tx tx, long id) => Change(tx, id, appointment =>
    {
        if (appointment.UntilAt is { } end && end <= tx.Now)
        {
            return null;
        }

        tx.Run("UPDATE staff_role SET until_at = @Now, row_version = row_version + 1 WHERE id = @id", new { id, tx.Now });
        tx.Audit("staff_role", id, "dismiss");
        Deadlines.Timers.Cancel(tx, OfficeEnding.Timer, id);
        OfficeEnding.HandOver(tx, appointment.PersonId, appointment.OrgId);
        return null;
    });

    /// <summary>Whoever leaves holds no office any more, and none later.</summary>
    internal static void EndAllOf(Tx tx, long personId)
    {
        foreach (var appointment in Appointments.NotOverOf(tx, personId))
        {
            tx.Run("UPDATE staff_role SET until_at = @Now, row_version = row_version + 1 WHERE id = @Id", new { appointment.Id, tx.Now });
            tx.Audit("staff_role", appointment.Id, "leave");
            Deadlines.Timers.Cancel(tx, OfficeEnding.Timer, appointment.Id);
            OfficeEnding.HandOver(tx, personId, appointment.OrgId);
        }
    }

    /// <summary>Also what rests, of somebody who is erased.</summary>
    internal static void EndWithPerson(Tx tx, long personId) => tx.Run(
        "UPDATE staff_role SET until_at = @Now WHERE person_id = @personId AND (until_at IS NULL OR until_at > @Now)", new { personId, tx.Now });

    private static void ArmEnd(Tx tx, long id, DateTimeOffset? until)
    {
        Deadlines.Timers.Cancel(tx, OfficeEnding.Timer, id);
        if (until is { } end && end < DateTimeOffset.MaxValue)
        {
            Deadlines.Timers.Move(tx, OfficeEnding.Timer, id, end);
        }
    }

    /// <summary>Which role is held in which kind of organisation.</summary>
    public static bool IsHeldIn(Role role, OrgKind kind) => role switch
    {
        Role.Secretary or Role.Deputy => kind is OrgKind.Community or OrgKind.Gacha,
        Role.GridWorker => kind is OrgKind.Grid or OrgKind.Community or OrgKind.Gacha,
        Role.UnitLiaison => kind is OrgKind.Unit,
        Role.StreetOffice => kind is OrgKind.Zone or OrgKind.Street or OrgKind.Town or OrgKind.Sumu,
        Role.BannerOffice => kind is OrgKind.Banner,
    };

    private static long Name(Tx tx, string name)
    {
        var id = tx.Insert(
            "INSERT INTO person (name, language, created_at) VALUES (@name, @language, @Now) RETURNING id",
            new { name, language = Texts.Language.Chinese, tx.Now });
        tx.Audit("person", id, "name_for_office");
        return id;
    }

    private static Outcome<Appointment> Change(Tx tx, long id, Func<Appointment, RefusalCode?> change) => tx.UseCase<Appointment>(() =>
    {
        tx.Lock("UPDATE staff_role SET row_version = row_version WHERE id = @id", new { id });
        if (Appointments.Find(tx, id) is not { } appointment || !(tx.Actor.IsSystem || Can.See.Over(tx, appointment.OrgId)))
        {
            return RefusalCode.NotFound;
        }

        if (!MayAppoint(tx, appointment.Role, appointment.OrgId))
        {
            return RefusalCode.NotAllowed;
        }

        return change(appointment) is { } refusal ? refusal : Appointments.Find(tx, id)!;
    });

    /// <summary>Whether a person holds already what the appointment gives, at some time of it.</summary>
    internal static bool Holds(Tx tx, long personId, Appointment appointment) =>
        Overlaps(tx, personId, appointment.Role, appointment.OrgId, appointment.FromAt, appointment.UntilAt, appointment.Id);

    /// <summary>The office that answers for an appointment today: the street's for a community's, else the banner's.</summary>
    internal static List<long> OfficeOver(Tx tx, Appointment appointment)
    {
        var isOfStreet = appointment.Role is not (Role.UnitLiaison or Role.StreetOffice or Role.BannerOffice);
        var street = isOfStreet ? Over(tx, Role.StreetOffice, appointment.OrgId) : [];
        return street.Count > 0 ? street : Over(tx, Role.BannerOffice, appointment.OrgId);
    }

    /// <summary>Those who hold a role over an organisation today.</summary>
    internal static List<long> Over(Tx tx, Role role, long orgId) => tx.All<long>(
        """
        SELECT DISTINCT s.person_id FROM held_role s JOIN org_closure c ON c.ancestor_id = s.org_id
        WHERE c.descendant_id = @orgId AND s.role = @role AND s.from_at <= @Now AND (s.until_at IS NULL OR s.until_at > @Now)
        ORDER BY s.person_id
        """,
        new { role = role.ToString(), orgId, tx.Now });

    private static bool Overlaps(Tx tx, long personId, Role role, long orgId, DateTimeOffset from, DateTimeOffset? until, long self) => tx.Exists(
        """
        SELECT COUNT(*) FROM staff_role
        WHERE person_id = @personId AND role = @role AND org_id = @orgId AND id <> @self
          AND (until_at IS NULL OR until_at > @from) AND from_at < @until
        """,
        new { personId, role = role.ToString(), orgId, self, from, until = until ?? DateTimeOffset.MaxValue });

    // An office appoints below itself, not its own kind; the banner's office appoints anybody.
    internal static bool MayAppoint(Tx tx, Role role, long orgId) =>
        tx.Actor.IsSystem
        || Can.Operate.Over(tx, orgId)
        || (role is not (Role.StreetOffice or Role.BannerOffice or Role.UnitLiaison) && Can.ShapeTree.Over(tx, orgId));
}

/// <param name="Name">Whoever is not in the system yet; null where <paramref name="SameAsId"/> names an appointment of the person.</param>
/// <param name="From">Null for now.</param>
public sealed record NewAppointment(string? Name, long? SameAsId, Role Role, long OrgId, DateTimeOffset? From, DateTimeOffset? Until);
