namespace ChatGov.ThankYouCalls;

/// <summary>感谢回访, as the desk keeps them.</summary>
public static class ThankYouCallsAtTheDesk
{
    public static readonly DeskFeature Feature = new() { Of = ThankYouCallsFeature.Feature, Endpoints = ThankYouCallEndpoints.Map };
}
