using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Matches;
using ChatGov.Outbox;
using ChatGov.Rights;

namespace ChatGov.Offers;

/// <summary>资源: what the liaison's units have on offer, whom it may help, and putting more on the list.</summary>
internal static class OfferTopics
{
    private static readonly IReadOnlyList<Role> Liaisons = Can.SpeakForUnit.Roles;

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(OfferActions.List.Name, (scene, _) => Show(scene)) { For = Liaisons, OnlyShows = true },
        new(OfferActions.Open.Name, One) { For = Liaisons, Opens = true },
        new(OfferActions.Add.Name, (scene, words) => FormFlow.Open(scene, OfferForm.Form, words)) { For = Liaisons, OnlyAsks = true },
        new(OfferActions.Withdraw.Name, (scene, id) => FormFlow.Open(scene, OfferForm.Withdrawing, "", ("id", id))) { For = Liaisons },
    ];

    private static Message Show(Scene scene)
    {
        var mine = OfferLists.Mine(scene.Tx);
        return new Message(scene.Say(mine.Count == 0 ? "offers.none" : "offers.head"))
        {
            Choices =
            [
                .. mine.Select(offer => scene.Choice("offers.line", OfferActions.Open.On(offer.Id), ("title", offer.Title), ("left", offer.Left), ("measure", offer.Measure))),
                scene.Choice("offers.add", OfferActions.Add.Name),
                scene.Choice("matches.open", MatchActions.Matches.Name),
            ],
        };
    }

    private static Message One(Scene scene, string argument)
    {
        if (OfferLists.FindMine(scene.Tx, ActionName.Id(argument)) is not { } offer)
        {
            return Show(scene);
        }

        var proposals = Proposals.ForOffer(scene.Tx, offer.Id, scene.Language).Match(found => found, _ => []);
        var text = scene.Say(
            "offer.detail", ("title", offer.Title), ("quantity", offer.Quantity), ("measure", offer.Measure), ("held", offer.Held), ("delivered", offer.Delivered), ("left", offer.Left));
        return new Message(proposals.Count == 0 ? text : text + "\n" + scene.Say("offer.may_help"))
        {
            Choices =
            [
                .. MatchTopics.Choices(scene, proposals, "offer.choice.propose"),
                scene.Choice("offer.choice.withdraw", OfferActions.Withdraw.On(offer.Id)),
            ],
        };
    }
}
