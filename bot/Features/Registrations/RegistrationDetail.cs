using ChatGov.Conversations;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Registrations;

/// <summary>One that waits, with what a secretary needs to know whether it is true.</summary>
internal static class RegistrationDetail
{
    public static string Of(Scene scene, WaitingRegistration waiting)
    {
        var phone = Persons.PhoneOf(scene.Tx, waiting.PersonId);
        string[] lines =
        [
            waiting.Line(scene.Language),
            scene.Say("registration.detail.kind", ("kind", waiting.Kind is { } kind ? Catalog.Name(scene.Language, kind) : scene.Say("registration.detail.unsaid"))),
            scene.Say("registration.detail.unit", ("unit", waiting.Unit.Length > 0 ? waiting.Unit : scene.Say("registration.detail.no_roster"))),
            scene.Say("registration.detail.phone", ("phone", phone is null ? scene.Say("registration.detail.no_phone") : Show.CoveredPhone(phone))),
            scene.Say("registration.detail.proof", ("proof", new Named<ProofKind>(RegistrationProof.Of(scene.Tx, waiting.PersonId)))),
            waiting.SubmittedAt is { } since ? scene.Say("registration.detail.since", ("since", since)) : "",
        ];
        return string.Join('\n', lines.Where(line => line.Length > 0));
    }
}
