using ChatGov.Actions;

namespace ChatGov.Cases;

/// <summary>What can be done about a matter by a button. A name never changes once it was sent.</summary>
public static class CaseActions
{
    public static ActionName SpeakUp { get; } = new("speak_up");

    public static ActionName Suggest { get; } = new("suggest");

    public static ActionName ListMine { get; } = new("my_cases");

    public static ActionName OpenMine { get; } = new("my_case");

    public static ActionName AddTo { get; } = new("add_to_case");

    public static ActionName Urge { get; } = new("urge_case");

    public static ActionName Withdraw { get; } = new("withdraw_case");

    /// <summary>解决了.</summary>
    public static ActionName Solved { get; } = new("case_solved");

    /// <summary>没解决.</summary>
    public static ActionName NotSolved { get; } = new("case_not_solved");

    public static ActionName Rate { get; } = new("rate_case");

    /// <summary>谁看过.</summary>
    public static ActionName WhoRead { get; } = new("case_readings");

    public static ActionName List { get; } = new("cases");

    public static ActionName Open { get; } = new("case");

    public static ActionName Accept { get; } = new("accept_case");

    public static ActionName Refer { get; } = new("refer_case");

    public static ActionName Merge { get; } = new("merge_case");

    public static ActionName Assign { get; } = new("assign_case");

    public static ActionName Begin { get; } = new("begin_case");

    public static ActionName GiveBack { get; } = new("give_back_case");

    public static ActionName AskReporter { get; } = new("ask_about_case");

    public static ActionName Resolve { get; } = new("resolve_case");

    public static ActionName Park { get; } = new("park_case");

    public static ActionName Unpark { get; } = new("unpark_case");

    public static ActionName Extend { get; } = new("extend_case");

    public static ActionName Escalate { get; } = new("escalate_case");

    public static ActionName AnswerFinally { get; } = new("answer_case");

    /// <summary>回访.</summary>
    public static ActionName RecordCall { get; } = new("record_call");

    /// <summary>代报: by phone or on paper.</summary>
    public static ActionName WriteDown { get; } = new("write_down_case");

    /// <summary>登记自己发现的.</summary>
    public static ActionName Record { get; } = new("record_case");

    public static ActionName MakeTask { get; } = new("case_task");

    public static ActionName PublishNeed { get; } = new("case_need");

    /// <summary>其实是个问题: a need becomes a matter.</summary>
    public static ActionName TakeOverNeed { get; } = new("need_to_case");
}
