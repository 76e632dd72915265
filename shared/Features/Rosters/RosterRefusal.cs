using ChatGov.Data;

namespace ChatGov.Rosters;

/// <summary>Every expected "no" about rosters of units.</summary>
public static class RosterRefusal
{
    public static readonly RefusalCode LeavingNotConfirmed = new(nameof(LeavingNotConfirmed)) { Fields = ["leaving"] };

    public static readonly RefusalCode ColumnForbidden = new(nameof(ColumnForbidden)) { Kind = RefusalKind.Unclear, Fields = ["file"] };

    public static readonly RefusalCode PhoneWrong = new(nameof(PhoneWrong)) { Kind = RefusalKind.Unclear, Fields = ["phone", "contactPhone", "file"] };

    public static readonly RefusalCode WeComUserIdWrong = new(nameof(WeComUserIdWrong)) { Kind = RefusalKind.Unclear, Fields = ["weComUserId", "file"] };

    public static readonly RefusalCode AlreadyOnRoster = new(nameof(AlreadyOnRoster)) { Fields = ["name", "phone", "weComUserId"] };

    public static readonly IReadOnlyList<RefusalCode> All = [LeavingNotConfirmed, ColumnForbidden, PhoneWrong, WeComUserIdWrong, AlreadyOnRoster];
}
