namespace ChatGov.Hours;

/// <summary>时长, as people speak of it.</summary>
public static class HoursInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = HoursFeature.Feature,
        Topics = [.. HoursTopics.Topics, .. RosterFlow.Topics, .. ObjectionReview.Topics],
        Flows = [new RosterFlow(), new ObjectFlow(), new AdjustFlow()],
        Forms = [],
        Sentences = [],
        ToDo = Nothing.Because("its rows are given to their machine next"),
    };
}
