namespace ChatGov.Papers;

/// <summary>证明 and 单位信, as the desk signs and voids them.</summary>
public static class PapersAtTheDesk
{
    public static readonly DeskFeature Feature = new() { Of = PapersFeature.Feature, Endpoints = LetterEndpoints.Map };
}
