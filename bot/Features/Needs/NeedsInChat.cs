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
        ToDo = [new(ToDoKind.Need, NeedTopics.ToDo)],
    };
}
