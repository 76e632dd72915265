using ChatGov.Actions;

namespace ChatGov.Care;

/// <summary>What people do about care. A name never changes once it was sent.</summary>
public static class CareActions
{
    public static ActionName AgreeVisitTime { get; } = new("agree_visit_time");

    public static ActionName AskCommunity { get; } = new("ask_community");

    public static ActionName CareCall { get; } = new("care_call");

    public static ActionName CareCalled { get; } = new("care_called");

    public static ActionName CareCode { get; } = new("care_code");

    public static ActionName CareDue { get; } = new("care_due");

    public static ActionName CarePair { get; } = new("care_pair");

    public static ActionName CarePlan { get; } = new("care_plan");

    public static ActionName CareReadings { get; } = new("care_readings");

    public static ActionName DeclineVisit { get; } = new("decline_visit");

    public static ActionName EndCare { get; } = new("end_care");

    public static ActionName MyVisits { get; } = new("my_visits");

    public static ActionName PauseCare { get; } = new("pause_care");

    public static ActionName RemindPair { get; } = new("remind_pair");

    public static ActionName ResumeCare { get; } = new("resume_care");

    public static ActionName TakeVisit { get; } = new("take_visit");

    public static ActionName TakeVisitOn { get; } = new("take_visit_on");

    public static ActionName Visit { get; } = new("visit");

    public static ActionName VisitDoor { get; } = new("visit_door");

    public static ActionName VisitNote { get; } = new("visit_note");

    public static ActionName VisitSaid { get; } = new("visit_said");

    public static ActionName VisitTime { get; } = new("visit_time");
}
