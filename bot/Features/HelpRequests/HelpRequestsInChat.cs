using ChatGov.ToDo;

namespace ChatGov.HelpRequests;

/// <summary>转人工 and 投诉平台, as people speak of them.</summary>
public static class HelpRequestsInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = HelpRequestsFeature.Feature,
        Topics = [.. Helping.Topics, .. Answering.Topics, .. ProgramQuestions.Topics],
        Forms = [HelpRequestForms.Asking, HelpRequestForms.Answering],
        Flows = [],
        Menu =
        [
            new(360, "menu.human", HelpRequestActions.Human),
        ],
        ToDo = [new(ToDoKind.HelpRequest, Answering.Line)],
    };
}
