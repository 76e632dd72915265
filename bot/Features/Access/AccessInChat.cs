using ChatGov.ToDo;

namespace ChatGov.Access;

/// <summary>The ways in and out, as people speak of them.</summary>
public static class AccessInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = AccessFeature.Feature,
        Topics = [.. DepartureTopics.Topics, .. LinkedMessengers.Topics, .. SignInTopics.Topics],
        Forms = [SignOutForm.Form],
        Flows = [],
        Menu =
        [
            new(945, "menu.sign_in", AccessActions.SignIn),
        ],
        ToDo = [new(ToDoKind.Departures, (scene, _) => scene.Choice("todo.departures", AccessActions.Departures.Name))],
    };
}
