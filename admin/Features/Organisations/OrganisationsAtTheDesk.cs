namespace ChatGov.Organisations;

/// <summary>The tree and its offices, as the desk keeps them.</summary>
public static class OrganisationsAtTheDesk
{
    public static readonly DeskFeature Feature = new()
    {
        Of = OrganisationsFeature.Feature,
        Endpoints = api =>
        {
            OrganisationEndpoints.Map(api);
            OrgTableEndpoints.Map(api);
            StaffEndpoints.Map(api);
            TagEndpoints.Map(api);
        },
    };
}
