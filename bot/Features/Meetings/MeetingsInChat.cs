
namespace ChatGov.Meetings;

/// <summary>会议, as those who sit there speak of them.</summary>
public static class MeetingsInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = MeetingsFeature.Feature,
        Topics = MeetingTopics.Topics,
        Flows = [],
        Forms = [MeetingForms.AddingPoint],
        Menu =
        [
            new(940, "menu.meetings", MeetingActions.Meetings),
        ],
        ToDo = Nothing.Because("what was adopted has a list of its own"),
    };
}
