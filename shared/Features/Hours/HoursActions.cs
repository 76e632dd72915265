using ChatGov.Actions;

namespace ChatGov.Hours;

/// <summary>What people do about hours and rosters. A name never changes once it was sent.</summary>
public static class HoursActions
{
    public static ActionName TakeBackRoster { get; } = new("take_back_roster");

    public static ActionName AdjustObjection { get; } = new("adjust_objection");

    public static ActionName AgreeObjection { get; } = new("agree_objection");

    public static ActionName CheckIn { get; } = new("check_in");

    public static ActionName CheckOut { get; } = new("check_out");

    public static ActionName ConfirmRoster { get; } = new("confirm_roster");

    public static ActionName LeaveObjection { get; } = new("leave_objection");

    public static ActionName MyHours { get; } = new("my_hours");

    public static ActionName ObjectHours { get; } = new("object_hours");

    public static ActionName ReviewObjection { get; } = new("review_objection");

    public static ActionName Roster { get; } = new("roster");
}
