namespace ChatGov.HelpRequests;

/// <summary>转人工, as the desk answers it.</summary>
public static class HelpRequestsAtTheDesk
{
    public static readonly DeskFeature Feature = new() { Of = HelpRequestsFeature.Feature, Endpoints = HelpRequestEndpoints.Map };
}
