namespace ChatGov.Agreements;

/// <summary>协议, as the desk keeps them.</summary>
public static class AgreementsAtTheDesk
{
    public static readonly DeskFeature Feature = new() { Of = AgreementsFeature.Feature, Endpoints = AgreementEndpoints.Map };
}
