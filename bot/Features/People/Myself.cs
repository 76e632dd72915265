using ChatGov.Conversations;
using ChatGov.Outbox;

namespace ChatGov.People;

/// <summary>特长, 空闲, 停, 多发.</summary>
internal static class Myself
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(PersonActions.SetSkills.Name, (scene, words) => FormFlow.Open(scene, SkillsForm.Form, words)) { OnlyAsks = true, KeepsWords = true },
        new(PersonActions.SetAvailability.Name, (scene, words) => FormFlow.Open(scene, FreeTimesForm.Form, words)) { OnlyAsks = true, KeepsWords = true },
        new(PersonActions.Mute.Name, (scene, _) => Mute(scene, muted: true)),
        new(PersonActions.Unmute.Name, (scene, _) => Mute(scene, muted: false)),
    ];

    private static Message Mute(Scene scene, bool muted) =>
        Preferences.Mute(scene.Tx, muted).Match(_ => scene.Answer(muted ? "mute.done" : "mute.undone"), scene.Answer);
}
