using ChatGov.Actions;

namespace ChatGov.Registrations;

/// <summary>What people do about registrations. A name never changes once it was sent.</summary>
public static class RegistrationActions
{
    public static ActionName TakeBack { get; } = new("take_back_approval");

    public static ActionName Approve { get; } = new("approve");

    public static ActionName ApproveAll { get; } = new("approve_all");

    public static ActionName AskReporter { get; } = new("ask_reporter");

    public static ActionName AnswerCommunity { get; } = new("answer_community");

    public static ActionName DeleteMe { get; } = new("delete_me");

    public static ActionName Leave { get; } = new("leave");

    public static ActionName Members { get; } = new("members");

    public static ActionName ThisMonth { get; } = new("this_month");

    public static ActionName Pause { get; } = new("pause");

    public static ActionName Register { get; } = new("register");

    public static ActionName RegistrationStatus { get; } = new("registration_status");

    public static ActionName Resume { get; } = new("resume");

    public static ActionName Return { get; } = new("return");

    public static ActionName Review { get; } = new("review");

    public static ActionName TransferCommunity { get; } = new("transfer_community");

    public static ActionName UnitReport { get; } = new("unit_report");
}
