namespace ChatGov.Care;

/// <summary>关爱, as the desk keeps it.</summary>
public static class CareAtTheDesk
{
    public static readonly DeskFeature Feature = new() { Of = CareFeature.Feature, Endpoints = CareEndpoints.Map };
}
