using ChatGov.Rights;

namespace ChatGov.Offers;

/// <summary>资源, as liaisons speak of them.</summary>
public static class OffersInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = OffersFeature.Feature,
        Topics = OfferTopics.Topics,
        Flows = [],
        Forms = [OfferForm.Form, OfferForm.Withdrawing],
        Menu =
        [
            new(220, "menu.offers", OfferActions.List) { For = scene => scene.Roles.Contains(Role.UnitLiaison) },
        ],
        ToDo = Nothing.Because("an offer waits for nobody"),
    };
}
