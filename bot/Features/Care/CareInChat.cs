using ChatGov.Rights;

namespace ChatGov.Care;

/// <summary>关爱, as the secretary and the pairs speak of it: by number, never by name.</summary>
public static class CareInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = CareFeature.Feature,
        Topics = [.. CareTopics.Topics, .. VisitTopics.Topics],
        Forms = CareForms.All,
        Flows = [],
        Menu =
        [
            new(140, "menu.care", CareActions.CareDue) { For = scene => scene.Roles.Overlaps(Can.RunOwnCommunity.Roles) },
        ],
        ToDo = CareTopics.ToDo,
    };
}
