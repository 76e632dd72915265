using ChatGov.Conversations;
using ChatGov.Outbox;

namespace ChatGov.People;

/// <summary>特长, 空闲, 停, 多发.</summary>
internal static class Myself
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new("set_skills", (scene, words) => FormFlow.Open(scene, SkillsForm.Form, words)),
        new("set_availability", (scene, words) => FormFlow.Open(scene, FreeTimesForm.Form, words)),
        new("mute", (scene, _) => Mute(scene, muted: true)),
        new("unmute", (scene, _) => Mute(scene, muted: false)),
    ];

    private static Message Mute(Scene scene, bool muted) =>
        Preferences.Mute(scene.Tx, muted).Match(_ => scene.Answer(muted ? "mute.done" : "mute.undone"), scene.Answer);
}
