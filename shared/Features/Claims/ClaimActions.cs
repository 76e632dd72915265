using ChatGov.Actions;

namespace ChatGov.Claims;

/// <summary>What people do about claims. A name never changes once it was sent.</summary>
public static class ClaimActions
{
    public static ActionName AcceptOffer { get; } = new("accept_offer");

    public static ActionName ApproveClaim { get; } = new("approve_claim");

    public static ActionName Claim { get; } = new("claim");

    public static ActionName ComeAlong { get; } = new("come_along");

    public static ActionName DeclineClaim { get; } = new("decline_claim");

    public static ActionName MyClaims { get; } = new("my_claims");

    public static ActionName QualifyClaim { get; } = new("qualify_claim");

    public static ActionName ReviewClaim { get; } = new("review_claim");

    public static ActionName StandIn { get; } = new("stand_in");

    public static ActionName Stay { get; } = new("stay");

    public static ActionName TaskDetail { get; } = new("task_detail");

    public static ActionName Wait { get; } = new("wait");

    public static ActionName Withdraw { get; } = new("withdraw");
}
