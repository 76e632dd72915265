namespace ChatGov.Needs;

/// <summary>需求, as the desk keeps them.</summary>
public static class NeedsAtTheDesk
{
    public static readonly DeskFeature Feature = new() { Of = NeedsFeature.Feature, Endpoints = NeedEndpoints.Map };
}
