using ChatGov.Data;

namespace ChatGov.Hours;

/// <summary>Every expected "no" about hours and rosters.</summary>
public static class HoursRefusal
{
    public static readonly RefusalCode TaskNotEnded = new(nameof(TaskNotEnded));

    public static readonly RefusalCode UnknownNumbers = new(nameof(UnknownNumbers)) { Kind = RefusalKind.Unclear, Fields = ["absent", "shorter", "number"] };

    public static readonly RefusalCode NamesakesOnRoster = new(nameof(NamesakesOnRoster));

    public static readonly RefusalCode OwnHours = new(nameof(OwnHours));

    public static readonly RefusalCode LongerThanTask = new(nameof(LongerThanTask)) { Fields = ["minutes", "shorter", "cameBesides"] };

    public static readonly RefusalCode SaidInTwoWays = new(nameof(SaidInTwoWays)) { Fields = ["absent", "shorter", "cameBesides"] };

    public static readonly RefusalCode WalkInUnknown = new(nameof(WalkInUnknown)) { Fields = ["cameBesides"] };

    public static readonly RefusalCode WalkInOnList = new(nameof(WalkInOnList)) { Fields = ["cameBesides"] };

    public static readonly RefusalCode WalkInElsewhere = new(nameof(WalkInElsewhere)) { Fields = ["cameBesides"] };

    public static readonly RefusalCode WalkInOrganises = new(nameof(WalkInOrganises)) { Fields = ["cameBesides"] };

    public static readonly RefusalCode SeveralOfThatName = new(nameof(SeveralOfThatName)) { Fields = ["cameBesides"] };

    public static readonly RefusalCode RosterConfirmed = new(nameof(RosterConfirmed));

    public static readonly RefusalCode NothingToCheckIn = new(nameof(NothingToCheckIn));

    public static readonly RefusalCode NotCheckedIn = new(nameof(NotCheckedIn));

    public static readonly RefusalCode ObjectionTooLate = new(nameof(ObjectionTooLate));

    public static readonly RefusalCode MinutesUnclear = new(nameof(MinutesUnclear)) { Kind = RefusalKind.Unclear, Fields = ["minutes", "shorter"] };

    public static readonly RefusalCode AnotherMustConfirm = new(nameof(AnotherMustConfirm));

    /// <summary>Who came can be said better.</summary>
    public static readonly IReadOnlyList<RefusalCode> OfWhatWasSaid = [UnknownNumbers, NamesakesOnRoster, LongerThanTask, SaidInTwoWays];

    /// <summary>One who came besides cannot be written down: the rest can.</summary>
    public static readonly IReadOnlyList<RefusalCode> OfOneWhoCame = [WalkInUnknown, WalkInOnList, WalkInElsewhere, WalkInOrganises];

    public static readonly RefusalCode RosterCountedElsewhere = new(nameof(RosterCountedElsewhere));

    public static readonly IReadOnlyList<RefusalCode> All = [RosterCountedElsewhere, TaskNotEnded, UnknownNumbers, NamesakesOnRoster, OwnHours, LongerThanTask, SaidInTwoWays, WalkInUnknown, WalkInOnList, WalkInElsewhere, WalkInOrganises, SeveralOfThatName, RosterConfirmed, NothingToCheckIn, NotCheckedIn, ObjectionTooLate, MinutesUnclear, AnotherMustConfirm];
}
