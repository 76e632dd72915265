using ChatGov.Conversations;
using ChatGov.Outbox;
using ChatGov.Registrations;
using ChatGov.Texts;

namespace ChatGov.People;

/// <summary>我是在职党员, 我退休了, 我是志愿者: one word, at any time.</summary>
internal static class KindOfPerson
{
    private const string Meant = "yes";

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(PersonActions.BeServing.Name, (scene, words) => Say(scene, PersonKind.ServingMember, "be_serving", words)),
        new(PersonActions.BeRetired.Name, (scene, words) => Say(scene, PersonKind.RetiredMember, "be_retired", words)),
        new(PersonActions.BeVolunteer.Name, (scene, words) => Say(scene, PersonKind.Volunteer, "be_volunteer", words)),
    ];

    /// <summary>The line that says what somebody is entered as and how to change it; empty while they have not said.</summary>
    public static string Line(Scene scene) => PersonKinds.Of(scene.Tx, scene.PersonId) is { } kind
        ? scene.Say("kind_of_person.line", ("kind", Catalog.Name(scene.Language, kind)))
        : "";

    private static Message Say(Scene scene, PersonKind kind, string intent, string words) =>
        PersonKinds.Say(scene.Tx, kind, endPartner: words == Meant).Match(
            said => scene.Answer("kind_of_person.done", ("kind", Catalog.Name(scene.Language, said))),
            refusal => refusal.Code == RegistrationRefusal.EndsUnitPartner
                ? scene.Answer(refusal) with
                {
                    Choices = [scene.Choice("kind_of_person.yes", $"{intent}:{Meant}"), scene.Choice("kind_of_person.no", RegistrationActions.RegistrationStatus.Name)],
                }
                : scene.Answer(refusal));
}
