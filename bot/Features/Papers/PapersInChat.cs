using ChatGov.ToDo;

namespace ChatGov.Papers;

/// <summary>证明 and 单位信, as people speak of them.</summary>
public static class PapersInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = PapersFeature.Feature,
        Topics = [.. PaperTopics.Topics, .. LetterReview.Topics],
        Flows = [],
        Forms = PaperForms.All,
        ToDo = [new(ToDoKind.Letter, (scene, item) => scene.Choice("todo.letter", PaperActions.LetterReview.On(item.Id), ("id", item.Id), ("name", item.Person)))],
    };
}
