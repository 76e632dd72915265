namespace ChatGov.Matching;

/// <summary>Which of the open tasks fit somebody, and who fits a task.</summary>
public static class MatchingFeature
{
    public static readonly Feature Feature = global::ChatGov.Feature.WithoutRows("Matching", "it orders what others hold, and keeps nothing");
}
