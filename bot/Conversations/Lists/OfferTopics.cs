using System.Globalization;
using ChatGov.Lists;
using ChatGov.Matches;
using ChatGov.Organisations;
using ChatGov.Outbox;

namespace ChatGov.Conversations.Lists;

/// <summary>资源: what the liaison's units have on offer, whom it may help, and putting more on the list.</summary>
internal static class OfferTopics
{
    private const int MostProposals = 3;
    private static readonly Role[] Liaisons = [Role.UnitLiaison];

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new("offers", (scene, _) => Show(scene)) { For = Liaisons },
        new("offer", One) { For = Liaisons },
        new("add_offer", OfferFlow.Start) { For = Liaisons },
        new("withdraw_offer", (scene, id) => Offers.Withdraw(scene.Tx, ListIds.Read(id)).Match(offer => scene.Answer("offer.withdrawn", ("title", offer.Title)), scene.Answer)) { For = Liaisons },
        new("propose", Propose) { For = [Role.UnitLiaison, Role.Secretary, Role.Deputy] },
    ];

    /// <summary>What may fit, as choices to propose it.</summary>
    public static IEnumerable<Choice> Choices(Scene scene, IEnumerable<Proposal> proposals, string key) => proposals.Take(MostProposals).Select(each => scene.Choice(
        key,
        string.Create(CultureInfo.InvariantCulture, $"propose:{each.OfferId}x{each.NeedId}"),
        ("unit", each.UnitName), ("community", each.OrgName), ("offer", each.OfferTitle), ("need", each.NeedTitle), ("reasons", each.Words)));

    private static Message Show(Scene scene)
    {
        var mine = ListViews.MyOffers(scene.Tx);
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
        if (ListViews.MyOffers(scene.Tx, ListIds.Read(argument)).FirstOrDefault() is not { } offer)
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
                .. Choices(scene, proposals, "offer.choice.propose"),
                scene.Choice("offer.choice.withdraw", ListIds.Action("withdraw_offer", offer.Id)),
            ],
        };
    }

    private static Message Propose(Scene scene, string argument)
    {
        var ids = argument.Split('x');
        if (ids.Length != 2)
        {
            return MatchTopics.Show(scene);
        }

        var (offer, need) = (ListIds.Read(ids[0]), ListIds.Read(ids[1]));
        return Handshake.ProposeAll(scene.Tx, offer, need).Match(
            match => scene.Answer("match.proposed", ("offer", match.OfferTitle), ("need", match.NeedTitle), ("quantity", match.Quantity), ("measure", match.Measure)),
            scene.Answer);
    }
}

/// <summary>Ids in the actions of choices.</summary>
internal static class ListIds
{
    /// <returns>0, which nothing has, for what is no id.</returns>
    public static long Read(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    public static string Action(string intent, long id) => string.Create(CultureInfo.InvariantCulture, $"{intent}:{id}");
}
