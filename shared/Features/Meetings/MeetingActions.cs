using ChatGov.Actions;

namespace ChatGov.Meetings;

/// <summary>What people do about meetings. A name never changes once it was sent.</summary>
public static class MeetingActions
{
    public static ActionName AddPoint { get; } = new("add_point");

    public static ActionName AgendaDone { get; } = new("agenda_done");

    public static ActionName Meeting { get; } = new("meeting");

    public static ActionName Meetings { get; } = new("meetings");
}
