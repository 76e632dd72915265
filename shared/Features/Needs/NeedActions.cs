using ChatGov.Actions;

namespace ChatGov.Needs;

/// <summary>What can be done about a need by a button.</summary>
public static class NeedActions
{
    public static ActionName Ask { get; } = new("ask_need");

    public static ActionName AskWish { get; } = new("ask_wish");

    public static ActionName ListMine { get; } = new("my_needs");

    public static ActionName OpenMine { get; } = new("my_need");

    public static ActionName AskAgain { get; } = new("ask_again");

    public static ActionName Urge { get; } = new("urge_need");

    public static ActionName Withdraw { get; } = new("withdraw_need");

    public static ActionName List { get; } = new("needs");

    public static ActionName Open { get; } = new("need");

    public static ActionName Accept { get; } = new("accept_need");

    public static ActionName Add { get; } = new("add_need");

    public static ActionName Return { get; } = new("return_need");

    public static ActionName Refer { get; } = new("refer_need");

    public static ActionName LetGo { get; } = new("let_go_need");

    public static ActionName MakeTask { get; } = new("need_task");
}
