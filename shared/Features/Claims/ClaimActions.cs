using ChatGov.Actions;

namespace ChatGov.Claims;

/// <summary>What can be done to a place, as buttons carry it.</summary>
public static class ClaimActions
{
    /// <summary>Of a task.</summary>
    public static readonly ActionName Claim = new("claim");

    /// <summary>Of a claim.</summary>
    public static readonly ActionName Withdraw = new("withdraw");
}
