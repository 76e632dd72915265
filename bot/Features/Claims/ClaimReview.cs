using System.Globalization;
using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Claims;

/// <summary>The secretary's yes or no to a claim on a home visit, a task with minors, or a professional act.</summary>
internal static class ClaimReview
{
    private static readonly IReadOnlyList<Role> Deciders = Can.RunCommunity.Roles;

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(ClaimActions.ReviewClaim.Name, (scene, argument) => With(scene, argument, Review)) { For = Deciders, Opens = true },
        new(ClaimActions.ApproveClaim.Name, (scene, argument) => With(scene, argument, Approve)) { For = Deciders },
        new(ClaimActions.DeclineClaim.Name, (scene, argument) => With(scene, argument, Decline)) { For = Deciders },
        new(ClaimActions.QualifyClaim.Name, (scene, argument) => With(scene, argument, Qualify)) { For = Deciders },
    ];

    private static Message With(Scene scene, string argument, Func<Scene, PendingClaim, Message> work) =>
        long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && ClaimApplications.FindForMe(scene.Tx, id) is { } pending
            ? work(scene, pending)
            : scene.Answer("review_claim.gone");

    private static Message Review(Scene scene, PendingClaim pending)
    {
        var text = scene.Say("review_claim.head", ("name", pending.Name), ("title", pending.Title), ("when", pending.StartsAt));
        if (!pending.IsQualified && pending.NeedsClearance)
        {
            text += "\n" + scene.Say("review_claim.needs_clearance");
        }

        if (!pending.IsQualified && pending.Credential is { } skill)
        {
            text += "\n" + scene.Say("review_claim.needs_credential", ("skill", Catalog.Name(scene.Language, skill)));
        }

        return new Message(text)
        {
            Choices =
            [
                pending.IsQualified ? Choice(scene, "review_claim.yes", ClaimActions.ApproveClaim.Name, pending) : Choice(scene, "review_claim.checked", ClaimActions.QualifyClaim.Name, pending),
                Choice(scene, "review_claim.no", ClaimActions.DeclineClaim.Name, pending),
            ],
        };
    }

    private static Message Qualify(Scene scene, PendingClaim pending) =>
        ClaimApplications.Qualify(scene.Tx, pending.Id).Match(qualified => Review(scene, qualified), scene.Answer);

    private static Message Approve(Scene scene, PendingClaim pending) =>
        ClaimApplications.Approve(scene.Tx, pending.Id).Match(
            _ => scene.Answer("review_claim.approved"),
            refusal => refusal.Code == ClaimRefusal.NotQualified ? Review(scene, pending) : scene.Answer(refusal));

    private static Message Decline(Scene scene, PendingClaim pending) => FormFlow.Open(scene, DeclineClaimForm.Form, "", (DeclineClaimForm.Form.Subject, pending.Id));

    private static Choice Choice(Scene scene, string key, string intent, PendingClaim pending) =>
        scene.Choice(key, ActionName.Print(intent, pending.Id));
}
