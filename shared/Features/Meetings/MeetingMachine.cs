using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Meetings;

/// <summary>The life of a meeting (联合党委会议): who runs the committee's seat calls it, the units that sit there learn of it once it is called.</summary>
public static class MeetingMachine
{
    public const string LockDue = "meeting.lock";
    public const string OpenDue = "meeting.open";

    [Limit("agendaDays")]
    private const int LockedDaysBefore = 3;

    internal static readonly TimeSpan LockedBefore = TimeSpan.FromDays(LockedDaysBefore);

    public static readonly Machine<MeetingState, Meeting> Table = new(
        "meeting",
        [MeetingState.Confirmed, MeetingState.Cancelled],
        new(null, MeetingState.Draft, Who.Secretary, Verb: "call"),
        new(MeetingState.Draft, MeetingState.Published, Who.Secretary, "an item or more; the members are told", "the agenda is locked 3 d before", Verb: "publish"),
        new(MeetingState.Published, MeetingState.Open, Who.System, Limit: "at its time", Verb: "open"),
        new(MeetingState.Open, MeetingState.Held, Who.System, "every item is decided", Verb: "hold"),
        new(MeetingState.Held, MeetingState.Confirmed, Who.Secretary, "the decisions go to all members", Verb: "confirm"),
        new(MeetingState.Draft, MeetingState.Cancelled, Who.Secretary, Reason: true, Verb: "cancel"),
        new(MeetingState.Published, MeetingState.Cancelled, Who.Secretary, "the members are told", Reason: true, Verb: "cancel"),
        new(MeetingState.Open, MeetingState.Cancelled, Who.Secretary, "the members are told; what was decided stands", Reason: true, Verb: "cancel"))
    {
        Title = "Meeting of a joint committee (联合党委会议)",
        Load = MeetingRows.Find,
        IsSeenByOthers = MeetingRows.IsSeen,
        Actors =
        [
            new(Who.Secretary, (tx, meeting) => Can.RunCommunity.Over(tx, meeting.CommitteeId)),
            new(Who.Liaison, (tx, meeting) => meeting.State != MeetingState.Draft && MeetingRows.HasMember(tx, meeting.CommitteeId, Can.SpeakForUnit)),
        ],
        ReasonWords = Meeting.SealedReason,
        Timers =
        [
            new(MeetingState.Published, LockDue, (_, meeting) => meeting.StartsAt - LockedBefore),
            new(MeetingState.Published, OpenDue, (_, meeting) => meeting.StartsAt),
        ],
    };

    /// <summary>As SQL: only who calls it knows of it.</summary>
    internal static readonly string Draft = States.Sql(MeetingState.Draft);

    /// <summary>As SQL: the members know of it, and it takes place.</summary>
    internal static readonly string Called = States.Sql(MeetingState.Published, MeetingState.Open, MeetingState.Held, MeetingState.Confirmed);

    /// <summary>As SQL: not over.</summary>
    internal static readonly string Open = States.Sql(Enum.GetValues<MeetingState>().Except(Table.Terminal));

    internal static readonly string Cancelled = States.Sql(MeetingState.Cancelled);
}
