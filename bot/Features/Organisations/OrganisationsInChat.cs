using ChatGov.Access;
using ChatGov.ToDo;

namespace ChatGov.Organisations;

/// <summary>Offices that stand empty, as those above hear of them.</summary>
public static class OrganisationsInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = OrganisationsFeature.Feature,
        Topics = [],
        Forms = [],
        Flows = [],
        ToDo = [new(ToDoKind.Vacancy, (scene, item) => scene.Choice("todo.vacancy." + Vacancies.RoleFor(item.Variant), AccessActions.SignIn.Name, ("org", item.OrgName)))],
    };
}
