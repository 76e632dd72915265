using ChatGov.ToDo;

namespace ChatGov.Matches;

/// <summary>对接, as people speak of it.</summary>
public static class MatchesInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = MatchesFeature.Feature,
        Topics = MatchTopics.Topics,
        Forms = [MatchForms.Task, MatchForms.Cancelling],
        Flows = [],
        Menu =
        [
            new(930, "menu.matches", MatchActions.Matches),
        ],
        ToDo = [new(ToDoKind.Match, (scene, item) => scene.Choice("todo.match", MatchActions.Match.On(item.Id), ("unit", item.AskedBy), ("offer", item.Title)))],
    };
}
