using ChatGov.Rights;
using ChatGov.ToDo;

namespace ChatGov.Cases;

/// <summary>事项, as people speak of them.</summary>
public static class CasesInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = CasesFeature.Feature,
        Topics = [.. CaseTopics.Topics, .. CaseStaffTopics.Topics],
        Forms = CaseForms.All,
        Flows = [],
        Menu =
        [
            new(125, "menu.cases", CaseActions.List) { For = scene => scene.Roles.Overlaps(Can.AnswerCases.Roles) || scene.Roles.Overlaps(Can.OverseeCases.Roles) || scene.Roles.Overlaps(Can.CallBack.Roles) },
            new(340, "menu.speak_up", CaseActions.SpeakUp),
            new(910, "menu.my_cases", CaseActions.ListMine),
        ],
        OwnWords = new(CaseActions.ListMine, CaseTopics.Guess) { InSight = CaseActsInWords.Read },
        ToDo = [new(ToDoKind.Case, CaseStaffTopics.ToDo), new(ToDoKind.CaseWork, CaseStaffTopics.ToDo), new(ToDoKind.CaseCall, CaseStaffTopics.ToDo)],
    };
}
