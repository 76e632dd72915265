using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Access;

/// <summary>关联 and 解除关联: one person on several messengers.</summary>
internal static class LinkedMessengers
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(AccessActions.Link.Name, Link) { WithoutConsent = true, Anywhere = true, AnywhereWith = ChatLinking.IsCode },
        new(AccessActions.Unlink.Name, Unlink) { PointsTo = [AccessActions.Unlink.Name] },
    ];

    private static Message Link(Scene scene, string code)
    {
        if (code.Length > 0)
        {
            return Use(scene, code);
        }

        return scene.HasConsent
            ? ChatLinking.Issue(scene.Tx, scene.Account).Match(made => ShowCode(scene, made), scene.Answer)
            : Notice.Show(scene, wanted: "link");
    }

    private static Message ShowCode(Scene scene, string code)
    {
        var text = scene.Say("access.link.code", ("code", code), ("minutes", (int)ChatLinking.CodeLife.TotalMinutes));
        var others = ChatLinking.Others(scene.Tx, scene.Account).ConvertAll(other => Name(scene, other.Channel));
        return new Message(others.Count == 0 ? text : scene.Say("access.link.others", ("messengers", string.Join("、", others))) + "\n" + text);
    }

    private static Message Use(Scene scene, string code) => ChatLinking.Use(scene.Tx, scene.Account, code).Match(
        made =>
        {
            TellOther(scene, made);
            scene.Become(made.PersonId);
            return scene.Answer("access.link.done", ("messenger", Name(scene, made.AskedIn.Channel)));
        },
        scene.Answer);

    /// <summary>Whoever gave the code learns at once where it was used.</summary>
    internal static void TellOther(Scene scene, LinkMade made)
    {
        var told = Catalog.Say(made.Language, "access.link.told", ("messenger", Show.Messenger(made.Language, scene.Session.Channel)));
        scene.Tx.Reply(new ChatAddress(made.AskedIn.Channel, made.AskedIn.ChatId), made.PersonId, new Message(told));
    }

    private static Message Unlink(Scene scene, string argument)
    {
        if (long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return ChatLinking.Unlink(scene.Tx, scene.Account, id).Match(
                other => scene.Answer("access.unlink.done", ("messenger", Name(scene, other.Channel))),
                scene.Answer);
        }

        var others = ChatLinking.Others(scene.Tx, scene.Account);
        return others.Count == 0
            ? scene.Answer("access.unlink.none")
            : scene.Answer("access.unlink.which") with
            {
                Choices =
                [
                    .. others.Select(other => scene.Choice(
                        "access.unlink.choice", AccessActions.Unlink.On(other.Id), ("messenger", Name(scene, other.Channel)))),
                ],
            };
    }

    private static string Name(Scene scene, string channel) => Show.Messenger(scene.Language, channel);
}
