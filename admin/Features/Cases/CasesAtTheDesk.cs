namespace ChatGov.Cases;

/// <summary>事项, as the desk keeps them.</summary>
public static class CasesAtTheDesk
{
    public static readonly DeskFeature Feature = new() { Of = CasesFeature.Feature, Endpoints = CaseEndpoints.Map };
}
