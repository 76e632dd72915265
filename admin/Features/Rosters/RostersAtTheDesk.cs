namespace ChatGov.Rosters;

/// <summary>名册, as units keep them.</summary>
public static class RostersAtTheDesk
{
    public static readonly DeskFeature Feature = new()
    {
        Of = RostersFeature.Feature,
        Endpoints = api =>
        {
            RosterEndpoints.Map(api);
            RosterImportEndpoints.Map(api);
        },
    };
}
