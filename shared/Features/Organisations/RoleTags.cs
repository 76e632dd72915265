using ChatGov.Data;
using ChatGov.Paging;
using ChatGov.Rights;

namespace ChatGov.Organisations;

/// <summary>A tag that people in a place can have, such as 网格长 of the 两长五员. Which there are is data.</summary>
public sealed record RoleTagKind
{
    /// <summary>What programs read.</summary>
    public string Code { get; init; } = "";

    /// <summary>What people read.</summary>
    public string Label { get; init; } = "";
}

/// <summary>The tags of the person of an appointment, in its place.</summary>
/// <param name="Tags">The codes of the person's tags there.</param>
public sealed record AppointmentTags(long Id, IReadOnlyList<string> Tags, long Version) : IVersioned;

/// <summary>两长五员: tags of people in a place. They say who does what, and give no right to anything.</summary>
public static class RoleTags
{
    public static List<RoleTagKind> Kinds(Tx tx) => tx.All<RoleTagKind>("SELECT code, label FROM role_tag_kind ORDER BY code");

    /// <summary>The banner's office decides which tags are used.</summary>
    public static Outcome<RoleTagKind> Define(Tx tx, string code, string label) => tx.UseCase<RoleTagKind>(() =>
    {
        if (tx.Actor.Grant is not { Role: Role.BannerOffice })
        {
            return RefusalCode.NotFound;
        }

        tx.Run(
            "INSERT INTO role_tag_kind (code, label) VALUES (@code, @label) ON CONFLICT (code) DO UPDATE SET label = excluded.label",
            new { code, label = label.Trim() });
        tx.Audit("role_tag_kind", 0, "define");
        return tx.First<RoleTagKind>("SELECT code, label FROM role_tag_kind WHERE code = @code", new { code })!;
    });

    internal static void Forget(Tx tx, long personId) => tx.Run("DELETE FROM role_tag WHERE person_id = @personId", new { personId });

    public static Outcome<AppointmentTags> Find(Tx tx, long appointmentId) => Appointments.See(tx, appointmentId).Match<Outcome<AppointmentTags>>(
        appointment => new AppointmentTags(
            appointment.Id,
            tx.All<string>("SELECT tag FROM role_tag WHERE person_id = @PersonId AND org_id = @OrgId ORDER BY tag", new { appointment.PersonId, appointment.OrgId }),
            appointment.Version),
        refusal => refusal);

    /// <param name="tags">All that the person is to have there.</param>
    public static Outcome<AppointmentTags> Set(Tx tx, long appointmentId, IReadOnlyCollection<string> tags) => tx.UseCase<AppointmentTags>(() =>
    {
        if (Appointments.See(tx, appointmentId) is not { Ok: true, Value: var appointment })
        {
            return RefusalCode.NotFound;
        }

        if (!Can.RunCommunity.Over(tx, appointment.OrgId))
        {
            return RefusalCode.NotAllowed;
        }

        if (tags.Except(Kinds(tx).ConvertAll(kind => kind.Code)).FirstOrDefault() is { } unknown)
        {
            return new Refusal(OrgRefusal.RoleTagUnknown, ("tag", unknown));
        }

        tx.Run("DELETE FROM role_tag WHERE person_id = @PersonId AND org_id = @OrgId", new { appointment.PersonId, appointment.OrgId });
        foreach (var tag in tags.Distinct())
        {
            tx.Run("INSERT INTO role_tag (person_id, org_id, tag) VALUES (@PersonId, @OrgId, @tag)", new { appointment.PersonId, appointment.OrgId, tag });
        }

        tx.Run("UPDATE staff_role SET row_version = row_version + 1 WHERE id = @appointmentId", new { appointmentId });
        tx.Audit("staff_role", appointmentId, "set_tags");
        return Find(tx, appointmentId);
    });
}
