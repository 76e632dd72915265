using ChatGov.Retention;
using ChatGov.Rights;
using ChatGov.ToDo;

namespace ChatGov.Organisations;

/// <summary>The tree of places and units, and who holds which office in it.</summary>
public static class OrganisationsFeature
{
    public static readonly Feature Feature = new()
    {
        Name = "Organisations",
        Tables =
        [
            "org", "org_kind", "unit_level", "org_closure", "org_past", "estate", "org_tag", "org_tag_kind", "joint_committee_member",
            "role", "staff_role", "role_tag", "role_tag_kind",
        ],
        Refusals = [.. OrgRefusal.All],
        Machines = Nothing.Because("an organisation is open until it is closed, and an office is held until its day"),
        Timers = [new(OfficeEnding.Timer, OfficeEnding.OnItsDay)],
        ToDo =
        [
            new(ToDoKind.Vacancy, Can.FillOffices, () => $"SELECT v.id, v.org_id, v.org_name AS title, v.since, CAST(NULL AS BIGINT) AS due_at, v.kind FROM ({Vacancies.Select}) v")
            {
                Variant = "s.kind",
            },
        ],
        MissesOffice = Nothing.Because("an empty office is what is missed"),
        KeepsOpen = Nothing.Because("what stands under it is asked first: OrgTree.Close"),
        Follows = Nothing.Because("nothing elsewhere concerns it but what the members below say"),
        PhotosOf = Nothing.Because("no photo goes with it"),
        TasksOf = Nothing.Because("no task springs from it"),
        Holds =
        [
            PersonPlace.ShownAs(nameof(People.OwnDataCopy.Offices), "staff_role.person_id"),
            PersonPlace.ShownAs(nameof(People.OwnDataCopy.Tags), "role_tag.person_id"),
            PersonPlace.OfOffice("staff_role.appointed_by"),
        ],
        Leaves = [Staff.EndAllOf],
        Forgets = [Staff.EndWithPerson, RoleTags.Forget],
        Keeps = [new("staff_role.role", "that the office was held, without a name")],
        Retention =
        [
            new("staff_role", RetentionRule.Years(3), "until_at < @before AND NOT EXISTS (SELECT 1 FROM access_code c WHERE c.staff_role_id = staff_role.id)"),
        ],
        Merges = Nothing.Because("its own rows are merged first: Merging"),
    };
}
