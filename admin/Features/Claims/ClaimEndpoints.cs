using ChatGov.Api;
using ChatGov.Data;
using ChatGov.Http;

namespace ChatGov.Claims;

/// <summary>A claim after an answer to it.</summary>
public sealed record ClaimAnswer(long Id, long TaskId, string Title, long Number, ClaimState State);

/// <summary>认领: the claims that wait for the secretary's yes.</summary>
internal static class ClaimEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var claims = api.MapGroup("/claims").WithTags("Claims");
        claims.MapGet("pending", (Desk desk, [AsParameters] PageQuery page) => desk.List(page, ClaimApplications.Waiting))
            .Gives<Paging.Page<PendingClaim>>("The claims that wait for your yes: home visits, minors, professional acts");
        claims.MapPost("{id:long}/approve", (Desk desk, long id) => desk.Do(tx => Shown(ClaimApplications.Approve(tx, id))))
            .Does<ClaimAnswer>("Says yes, which gives the place if there is one");
        claims.MapPost("{id:long}/decline", (Desk desk, long id, ReasonBody body) => desk.Do(tx => Shown(ClaimApplications.Decline(tx, id, body.Reason))))
            .Does<ClaimAnswer>("Says no with a reason");
        claims.MapPost("{id:long}/qualify", (Desk desk, long id) => desk.Do(tx => ClaimApplications.Qualify(tx, id)))
            .Does<PendingClaim>("You have seen the paper that the task asks for");
    }

    private static Outcome<ClaimAnswer> Shown(Outcome<Claim> outcome) => outcome.Match<Outcome<ClaimAnswer>>(
        claim => new ClaimAnswer(claim.Id, claim.TaskId, claim.Title, claim.Number, claim.State), refusal => refusal);
}
