using ChatGov.Conversations;
using ChatGov.Matches;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Rights;

namespace ChatGov.Offers;

/// <summary>资源: what the liaison's units have on offer, whom it may help, and putting more on the list.</summary>
internal static class OfferTopics
{
    private static readonly IReadOnlyList<Role> Liaisons = Can.SpeakForUnit.Roles;

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new("offers", (scene, _) => Show(scene)) { For = Liaisons },
        new("offer", One) { For = Liaisons },
        new("add_offer", OfferFlow.Start) { For = Liaisons },
        new("withdraw_offer", (scene, id) => OfferPublishing.Withdraw(scene.Tx, ListIds.Read(id)).Match(offer => scene.Answer("offer.withdrawn", ("title", offer.Title)), scene.Answer)) { For = Liaisons },
    ];

    private static Message Show(Scene scene)
    {
        var mine = OfferLists.Mine(scene.Tx);
        return new Message(scene.Say(mine.Count == 0 ? "offers.none" : "offers.head"))
        {
            Choices =
            [
                .. mine.Select(offer => scene.Choice("offers.line", ListIds.Action("offer", offer.Id), ("title", offer.Title), ("left", offer.Left), ("measure", offer.Measure))),
                scene.Choice("offers.add", "add_offer"),
                scene.Choice("matches.open", "matches"),
            ],
        };
    }

    private static Message One(Scene scene, string argument)
    {
        if (OfferLists.FindMine(scene.Tx, ListIds.Read(argument)) is not { } offer)
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
                scene.Choice("offer.choice.withdraw", ListIds.Action("withdraw_offer", offer.Id)),
            ],
        };
    }
}
