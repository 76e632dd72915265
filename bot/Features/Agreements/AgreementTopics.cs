using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Texts;
using ChatGov.ToDo;

namespace ChatGov.Agreements;

/// <summary>协议: where each stands and when it ends, a party's yes, what was given and received, looking back, leaving.</summary>
internal static class AgreementTopics
{
    private static readonly IReadOnlyList<Role> Parties = [.. Can.SpeakForUnit.Roles, .. Can.SpeakForCommunity.Roles];

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(AgreementActions.Agreements.Name, (scene, _) => Show(scene)) { For = Parties, OnlyShows = true },
        new(AgreementActions.Agreement.Name, One) { For = Parties, Opens = true },
        new(AgreementActions.ConfirmAgreement.Name, (scene, id) => AgreementSigning.Confirm(scene.Tx, ActionName.Id(id)).Match(
            view => scene.Answer(view.Agreement.State == AgreementState.Active ? "agreement.said.active" : "agreement.said.confirmed", Args(view)), scene.Answer)) { For = Parties },
        new(AgreementActions.ChangeAgreement.Name, (scene, id) => FormFlow.Open(scene, AgreementForms.Changing, "", ("id", id))) { For = Parties },
        new(AgreementActions.EndAgreement.Name, (scene, id) => FormFlow.Open(scene, AgreementForms.Ending, "", ("id", id))) { For = Parties },
        new(AgreementActions.ReviewAgreement.Name, (scene, id) => FormFlow.Open(scene, AgreementForms.Reviewing, "", ("id", id))) { For = Parties },
        new(AgreementActions.SayDelivery.Name, (scene, id) => FormFlow.Open(scene, AgreementForms.Delivering, "", ("id", id))) { For = Parties },
        new(AgreementActions.ConfirmDelivery.Name, (scene, id) => CommitmentDeliveries.Confirm(scene.Tx, ActionName.Id(id)).Match(_ => scene.Answer("delivery.confirmed"), scene.Answer)) { For = Parties },
        new(AgreementActions.Delivery.Name, OneDelivery) { For = Parties },
        new(AgreementActions.RefuseDelivery.Name, (scene, id) => FormFlow.Open(scene, AgreementForms.RefusingDelivery, "", ("id", id))) { For = Parties },
        new(AgreementActions.WaiveCommitment.Name, (scene, id) => CommitmentWaivers.Waive(scene.Tx, ActionName.Id(id), "").Match(
            commitment => scene.Answer(commitment.State == CommitmentState.Waived ? "commitment.waived" : "commitment.waive_asked", ("what", commitment.What)),
            refusal => refusal.Code == RefusalCode.ReasonMissing ? FormFlow.Open(scene, AgreementForms.Waiving, "", ("id", id)) : scene.Answer(refusal))) { For = Parties },
    ];

    public static Some<ToDoLine> ToDo { get; } =
    [
        new(ToDoKind.Agreement, (scene, item) => scene.Choice("todo.agreement", AgreementActions.Agreement.On(item.Id), ("title", item.Title))),
        new(ToDoKind.Delivery, (scene, item) => scene.Choice(
            "todo.delivery", AgreementActions.Delivery.On(item.Id), ("what", item.Title), ("quantity", item.Quantity ?? 0), ("measure", item.Measure))),
    ];

    private static Message Show(Scene scene)
    {
        var mine = AgreementLists.Mine(scene.Tx);
        return mine.Count == 0
            ? scene.Answer("agreements.none")
            : scene.Answer("agreements.head") with
            {
                Choices = [.. mine.Select(line => scene.Choice("agreements.line", AgreementActions.Agreement.On(line.Id), ("title", line.Title), ("state", Catalog.Name(scene.Language, line.State)), ("count", line.Commitments), ("behind", line.Behind)))],
            };
    }

    private static Message One(Scene scene, string argument) => AgreementLists.FindMine(scene.Tx, ActionName.Id(argument)) is { } view ? Detail(scene, view) : Show(scene);

    private static Message Detail(Scene scene, AgreementView view)
    {
        var lines = view.Commitments.Select(each => scene.Say(
            "agreement.line", ("giver", each.Commitment.GiverName), ("receiver", each.Commitment.ReceiverName), ("what", each.Commitment.What), ("standing", each.Standing)));
        return new Message(string.Join('\n', lines.Prepend(scene.Say("agreement.detail", Args(view)))))
        {
            Choices = [.. Choices(scene, view)],
        };
    }

    private static IEnumerable<Choice> Choices(Scene scene, AgreementView view)
    {
        var own = AgreementLists.OwnParties(scene.Tx, view);
        var id = view.Agreement.Id;
        switch (view.Agreement.State)
        {
            case AgreementState.Proposed when own.Exists(party => party.ConfirmedAt is null):
                yield return scene.Choice("agreement.choice.confirm", AgreementActions.ConfirmAgreement.On(id));
                yield return scene.Choice("agreement.choice.change", AgreementActions.ChangeAgreement.On(id));
                break;
            case AgreementState.UnderReview when own.Exists(party => party.ReviewedAt is null):
                yield return scene.Choice("agreement.choice.review", AgreementActions.ReviewAgreement.On(id));
                break;
            default:
                break;
        }

        if (view.Agreement.State is not (AgreementState.Active or AgreementState.UnderReview))
        {
            yield break;
        }

        foreach (var commitment in view.Commitments.Select(each => each.Commitment).Where(each => each.State == CommitmentState.InProgress && own.Exists(party => party.OrgId == each.GiverId)))
        {
            yield return scene.Choice("agreement.choice.deliver", AgreementActions.SayDelivery.On(commitment.Id), ("what", commitment.What));
        }

        if (view.Agreement.NoticeAt is null)
        {
            yield return scene.Choice("agreement.choice.end", AgreementActions.EndAgreement.On(id));
        }
    }

    private static Message OneDelivery(Scene scene, string argument) =>
        CommitmentDeliveries.FindToConfirm(scene.Tx, ActionName.Id(argument)) is { } delivery
            ? scene.Answer("delivery.ask", ("what", delivery.What), ("quantity", delivery.Quantity), ("measure", delivery.Measure), ("day", DayOfYear.Of(delivery.DeliveredAt))) with
            {
                Choices =
                [
                    scene.Choice("delivery.choice.yes", AgreementActions.ConfirmDelivery.On(delivery.Id)),
                    scene.Choice("delivery.choice.no", AgreementActions.RefuseDelivery.On(delivery.Id)),
                ],
            }
            : Show(scene);

    private static (string, object)[] Args(AgreementView view) =>
    [
        ("name", view.Agreement.Name), ("title", view.Agreement.Title), ("parties", string.Join('、', view.Parties.Select(party => party.OrgName))),
        ("standing", view.Standing), ("until", DayOfYear.Of(view.Agreement.EndsAt)),
    ];
}
