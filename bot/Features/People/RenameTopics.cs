using ChatGov.Conversations;
using ChatGov.Outbox;
using ChatGov.Registrations;

namespace ChatGov.People;

/// <summary>改名.</summary>
internal static class RenameTopics
{
    public static IReadOnlyList<Topic> Topics { get; } = [new(PersonActions.Rename.Name, Start) { OnlyAsks = true }];

    // 改名 王小明 answers the question in the same breath.
    private static Message Start(Scene scene, string words) => scene.Session.PersonName is { Length: > 0 } before
        ? FormFlow.Open(scene, RenameForm.Form, words, (RenameForm.Before, before))
        : scene.Answer("rename.none") with { Choices = [scene.Choice("menu.register", RegistrationActions.Register.Name)] };
}
