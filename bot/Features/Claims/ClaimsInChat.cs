namespace ChatGov.Claims;

/// <summary>认领, as people speak of it.</summary>
public static class ClaimsInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = ClaimsFeature.Feature,
        Topics = [.. ClaimTopics.Topics, .. WaitListTopics.Topics, .. PlaceCodeTopics.Topics, .. ClaimReview.Topics],
        Flows = [new DeclineClaimFlow()],
        Forms = [],
        Sentences = [],
        ToDo = Nothing.Because("its rows are given to their machine next"),
    };
}
