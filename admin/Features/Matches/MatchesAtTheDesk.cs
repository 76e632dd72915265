namespace ChatGov.Matches;

/// <summary>对接, as the desk keeps them.</summary>
public static class MatchesAtTheDesk
{
    public static readonly DeskFeature Feature = new() { Of = MatchesFeature.Feature, Endpoints = MatchEndpoints.Map };
}
