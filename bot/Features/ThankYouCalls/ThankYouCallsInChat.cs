using ChatGov.ToDo;

namespace ChatGov.ThankYouCalls;

/// <summary>感谢回访, as those hear of them who call.</summary>
public static class ThankYouCallsInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = ThankYouCallsFeature.Feature,
        Topics = ThankYouCallTopics.Topics,
        Forms = [ThankYouCallForm.Form],
        Flows = [],
        Menu = [],
        ToDo = [new(ToDoKind.ThankYouCall, ThankYouCallTopics.ToDo)],
    };
}
