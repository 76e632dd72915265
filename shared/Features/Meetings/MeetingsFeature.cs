using ChatGov.Retention;

namespace ChatGov.Meetings;

/// <summary>联合党委会议: what units and a community decide together.</summary>
public static class MeetingsFeature
{
    private static readonly Nothing OfOffices = Nothing.Because("a meeting is of a committee and its units, and names people only as their offices");

    public static readonly Feature Feature = new()
    {
        Name = "Meetings",
        Tables = ["meeting", "meeting_state", "agenda_item", "agenda_source", "agenda_outcome"],
        Refusals = [.. MeetingRefusal.All],
        Machines = [MeetingMachine.Table],
        Timers =
        [
            new(MeetingMachine.LockDue, MeetingAgenda.Lock),
            new(MeetingMachine.OpenDue, MeetingCalling.Begin),
            new(MeetingDecisions.DoneDue, MeetingDecisions.RemindOwner),
        ],
        ToDo = Nothing.Because("what was adopted has a list of its own, and its owner is reminded on the day"),
        MissesOffice =
        [
            $"SELECT c.parent_id AS org_id FROM meeting m JOIN org c ON c.id = m.committee_id WHERE m.state IN ({MeetingMachine.Open})",
            $"SELECT owner_id AS org_id FROM agenda_item WHERE outcome IN ({AgendaItem.Adopted}) AND done_at IS NULL",
        ],
        KeepsOpen = [$"SELECT committee_id AS org_id FROM meeting WHERE state IN ({MeetingMachine.Open})"],
        Follows = Nothing.Because("nothing elsewhere concerns it but what the members below say"),
        PhotosOf = Nothing.Because("no photo goes with it"),
        TasksOf = Nothing.Because("no task springs from it"),
        Holds = [PersonPlace.OfOffice("meeting.called_by", "agenda_item.decided_by")],
        Leaves = OfOffices,
        Forgets = OfOffices,
        Keeps =
        [
            new("meeting.reason_cipher", "why it was cancelled, a year"),
        ],
        Retention = [new("meeting", RetentionRule.Years(1), "starts_at < @before AND reason_cipher IS NOT NULL", Set: "reason_cipher = NULL")],
        Merges = [MeetingRows.GoOver],
    };
}
