namespace ChatGov.Meetings;

/// <summary>会议, as the desk keeps them.</summary>
public static class MeetingsAtTheDesk
{
    public static readonly DeskFeature Feature = new() { Of = MeetingsFeature.Feature, Endpoints = MeetingEndpoints.Map };
}
