namespace ChatGov.Claims;

/// <summary>认领, as the desk keeps them.</summary>
public static class ClaimsAtTheDesk
{
    public static readonly DeskFeature Feature = new() { Of = ClaimsFeature.Feature, Endpoints = ClaimEndpoints.Map };
}
