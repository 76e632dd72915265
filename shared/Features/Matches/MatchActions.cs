using ChatGov.Actions;

namespace ChatGov.Matches;

/// <summary>What people do about matches. A name never changes once it was sent.</summary>
public static class MatchActions
{
    public static ActionName Match { get; } = new("match");

    public static ActionName MatchCancel { get; } = new("match_cancel");

    public static ActionName MatchDone { get; } = new("match_done");

    public static ActionName MatchNo { get; } = new("match_no");

    public static ActionName MatchTask { get; } = new("match_task");

    public static ActionName MatchYes { get; } = new("match_yes");

    public static ActionName Matches { get; } = new("matches");

    public static ActionName Propose { get; } = new("propose");
}
