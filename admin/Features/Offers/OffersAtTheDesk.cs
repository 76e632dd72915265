namespace ChatGov.Offers;

/// <summary>资源, as the desk keeps them.</summary>
public static class OffersAtTheDesk
{
    public static readonly DeskFeature Feature = new() { Of = OffersFeature.Feature, Endpoints = OfferEndpoints.Map };
}
