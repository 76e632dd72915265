using ChatGov.Rights;
using ChatGov.ToDo;

namespace ChatGov.Needs;

/// <summary>需求, as people speak of them.</summary>
public static class NeedsInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = NeedsFeature.Feature,
        Topics = NeedTopics.Topics,
        Forms = [AskNeedForm.Form, AskNeedForm.Withdrawing, AcceptNeedForm.Form, NeedTaskForm.Form, .. NeedSentences.All],
        Flows = [],
        Menu =
        [
            new(130, "menu.needs", NeedActions.List) { For = scene => scene.Roles.Overlaps(Can.RunOwnCommunity.Roles) },
            new(350, "menu.ask_need", NeedActions.Ask),
        ],
        ToDo = [new(ToDoKind.Need, NeedTopics.ToDo)],
    };
}
