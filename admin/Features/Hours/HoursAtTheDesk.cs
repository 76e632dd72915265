namespace ChatGov.Hours;

/// <summary>时长, as the desk keeps them.</summary>
public static class HoursAtTheDesk
{
    public static readonly DeskFeature Feature = new() { Of = HoursFeature.Feature, Endpoints = HoursEndpoints.Map };
}
