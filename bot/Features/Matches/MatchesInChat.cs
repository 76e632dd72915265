namespace ChatGov.Matches;

/// <summary>对接, as people speak of it.</summary>
public static class MatchesInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = MatchesFeature.Feature,
        Topics = MatchTopics.Topics,
        Flows = [],
        Sentences = [MatchTopics.Cancelling],
    };
}
