
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
        ToDo = Nothing.Because("an offer waits for nobody"),
    };
}
