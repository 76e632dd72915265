using ChatGov.ToDo;

namespace ChatGov.Hours;

/// <summary>时长, as people speak of it.</summary>
public static class HoursInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = HoursFeature.Feature,
        Topics = [.. HoursTopics.Topics, .. RosterFlow.Topics, .. ObjectionReview.Topics],
        Flows = [new RosterFlow()],
        OwnWords = new(HoursActions.Roster, RosterFlow.Guess) { AnswersWhatWaits = true },
        Forms = [ObjectionForms.Raising, ObjectionForms.Adjusting],
        Menu =
        [
            new(340, "menu.my_hours", HoursActions.MyHours) { For = scene => scene.Roles.Count == 0 },
            new(970, "menu.my_hours", HoursActions.MyHours),
        ],
        ToDo =
        [
            new(ToDoKind.Roster, (scene, item) => scene.Choice("todo.roster", HoursActions.Roster.On(item.Id), ("title", item.Title), ("count", item.Quantity ?? 0))),
            new(ToDoKind.Objection, (scene, item) => scene.Choice("todo.objection", HoursActions.ReviewObjection.On(item.Id), ("name", item.Person), ("title", item.Title))),
        ],
    };
}
