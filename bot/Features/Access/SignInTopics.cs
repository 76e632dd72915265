using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Access;

/// <summary>登录, 下线 and 绑定: the way from the chat to the desk and out of it, and from an appointment to the chat.</summary>
internal static class SignInTopics
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(AccessActions.SignIn.Name, SignIn) { For = Can.See.Roles, PointsTo = [AccessActions.SignIn.Name] },
        new(AccessActions.Export.Name, (scene, _) => scene.Answer("access.export") with { Choices = [scene.Choice("menu.sign_in", AccessActions.SignIn.Name)] }) { For = Can.See.Roles, OnlyShows = true },
        new(AccessActions.SignOut.Name, (scene, _) => SignOut(scene)) { Anywhere = true },
        new(AccessActions.Bind.Name, Bind),
    ];

    private static Message SignIn(Scene scene, string argument)
    {
        var own = Appointments.OfPerson(scene.Tx, scene.PersonId);
        var chosen = own.Count == 1
            ? own[0].Id
            : long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null;
        return chosen is { } appointment ? Link(scene, appointment) : scene.Answer("access.sign_in.which") with
        {
            Choices =
            [
                .. own.Select(each => new Choice(
                    $"{each.OrgName} {Catalog.Name(scene.Language, each.Role)}", AccessActions.SignIn.On(each.Id))),
            ],
        };
    }

    private static Message Link(Scene scene, long appointment) => SigningIn.Link(scene.Tx, appointment, scene.Account).Match(
        code => new Message(
            scene.Say("access.sign_in.link", ("address", DeskAddress.SignIn(scene.Tx, code)), ("minutes", (int)SigningIn.LinkLife.TotalMinutes))
            + "\n" + scene.Say("access.sign_in.everywhere")),
        scene.Answer);

    private static Message SignOut(Scene scene) =>
        SigningOut.Open(scene.Tx).Any ? FormFlow.Open(scene, SignOutForm.Form) : scene.Answer("access.sign_out.none");

    private static Message Bind(Scene scene, string code)
    {
        if (code.Length == 0)
        {
            return scene.Answer("access.bind.how");
        }

        return ChatBinding.Use(scene.Tx, scene.Account, code).Match(
            appointment => scene.Answer(
                "access.bind.done", ("org", appointment.OrgName), ("role", Catalog.Name(scene.Language, appointment.Role))),
            scene.Answer);
    }
}
