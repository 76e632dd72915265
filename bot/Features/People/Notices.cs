using ChatGov.Conversations;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.People;

/// <summary>提醒: what comes by itself, and a switch for each kind.</summary>
internal static class Notices
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(PersonActions.Notices.Name, (scene, _) => Show(scene, scene.Say("notices.head"))) { OnlyShows = true },
        new(PersonActions.SwitchNotice.Name, Switch),
    ];

    private static Message Switch(Scene scene, string name)
    {
        if (!Enum.TryParse<News>(name, ignoreCase: false, out var kind) || !Enum.IsDefined(kind))
        {
            return Show(scene, scene.Say("notices.head"));
        }

        var on = NewsSwitches.Off(scene.Tx, scene.PersonId).Contains(kind);
        return NewsSwitches.Set(scene.Tx, kind, on).Match(
            _ => Show(scene, scene.Say(on ? "notices.on" : "notices.off", ("kind", Catalog.Name(scene.Language, kind)))),
            scene.Answer);
    }

    private static Message Show(Scene scene, string head)
    {
        var off = NewsSwitches.Off(scene.Tx, scene.PersonId);
        return new Message(head)
        {
            Choices =
            [
                .. Enum.GetValues<News>().Select(kind => scene.Choice(
                    off.Contains(kind) ? "notices.turn_on" : "notices.turn_off", "switch_notice:" + kind, ("kind", Catalog.Name(scene.Language, kind)))),
            ],
        };
    }
}
