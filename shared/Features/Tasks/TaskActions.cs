using ChatGov.Actions;

namespace ChatGov.Tasks;

/// <summary>What people do about tasks. A name never changes once it was sent.</summary>
public static class TaskActions
{
    public static ActionName TakeBack { get; } = new("take_back_task");

    public static ActionName AllTasks { get; } = new("all_tasks");

    public static ActionName Amend { get; } = new("amend_task");

    public static ActionName AskColleague { get; } = new("ask_colleague");

    public static ActionName AskToLead { get; } = new("ask_to_lead");

    public static ActionName CancelTask { get; } = new("cancel_task");

    public static ActionName HandOver { get; } = new("hand_over");

    public static ActionName LeadNo { get; } = new("lead_no");

    public static ActionName LeadYes { get; } = new("lead_yes");

    public static ActionName ListTasks { get; } = new("list_tasks");

    public static ActionName MoreTasks { get; } = new("more_tasks");

    public static ActionName NextPage { get; } = new("next_page");

    public static ActionName PlainOrder { get; } = new("plain_order");

    public static ActionName Postpone { get; } = new("postpone");

    public static ActionName PreviousPage { get; } = new("previous_page");

    public static ActionName PublishTask { get; } = new("publish_task");

    public static ActionName RankedOrder { get; } = new("ranked_order");

    public static ActionName SetKind { get; } = new("set_kind");

    public static ActionName TakeBackLead { get; } = new("take_back_lead");

    public static ActionName TakeOver { get; } = new("take_over");

    public static ActionName TaskKind { get; } = new("task_kind");

    public static ActionName TellAll { get; } = new("tell_all");

    public static ActionName WhoComes { get; } = new("who_comes");
}
