namespace ChatGov.Access;

/// <summary>Tokens, codes and accounts, as the desk keeps them.</summary>
public static class AccessAtTheDesk
{
    public static readonly DeskFeature Feature = new()
    {
        Of = AccessFeature.Feature,
        Endpoints = api =>
        {
            TokenEndpoints.Map(api);
            CodeEndpoints.Map(api);
            DepartureEndpoints.Map(api);
        },
    };
}
