using System.Globalization;
using ChatGov.Access;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Conversations.Staff;

/// <summary>登录 and 绑定: the way from the chat to the desk, and from an appointment to the chat.</summary>
internal static class SignInDesk
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new("sign_in", SignIn) { For = Enum.GetValues<Role>(), PointsTo = ["sign_in"] },
        new("bind", Bind),
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
                    $"{each.OrgName} {Catalog.Name(scene.Language, each.Role)}", string.Create(CultureInfo.InvariantCulture, $"sign_in:{each.Id}"))),
            ],
        };
    }

    private static Message Link(Scene scene, long appointment) => SigningIn.Link(scene.Tx, appointment).Match(
        code => scene.Answer(
            "access.sign_in.link",
            ("address", DeskAddress.SignIn(scene.Tx, code)),
            ("minutes", (int)SigningIn.LinkLife.TotalMinutes)),
        scene.Answer);

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
