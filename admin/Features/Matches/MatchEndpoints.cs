using System.ComponentModel;
using ChatGov.Api;
using ChatGov.Http;
using ChatGov.Tasks;

namespace ChatGov.Matches;

/// <summary>项目清单: what a unit and a community both said yes to.</summary>
internal static class MatchEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var matches = api.MapGroup("/matches").WithTags("Matches");
        matches.MapGet("", (Desk desk, [AsParameters] PageQuery page, MatchState? state, [Description("An organisation of either side.")] long? under) =>
                desk.List(page, (tx, request) => MatchLists.All(tx, state, under, request)))
            .Gives<Paging.Page<ListMatch>>("Matches of your units or communities").SortedBy(MatchLists.Sorts);
        matches.MapGet("{id:long}", (Desk desk, long id) => desk.Get(tx => MatchLists.Find(tx, id))).Gives<ListMatch>("One match");
        matches.MapPost("", (Desk desk, MatchProposal body) =>
                desk.Create(tx => Handshake.Propose(tx, body.OfferId!.Value, body.NeedId!.Value, body.Quantity!.Value), match => $"/api/v1/matches/{match.Id}"))
            .Makes<ListMatch>("Proposes from your side; the other side has five working days");
        matches.MapPost("{id:long}/accept", (Desk desk, long id) => desk.Do(tx => Handshake.Accept(tx, id)))
            .Does<ListMatch>("Says yes for the side that was asked; so much is held from now on");
        matches.MapPost("{id:long}/decline", (Desk desk, long id) => desk.Do(tx => Handshake.Decline(tx, id))).Does<ListMatch>("Says no");
        matches.MapPost("{id:long}/tasks", (Desk desk, long id, MatchTask body) =>
                desk.Create(tx => Handshake.Schedule(tx, id, body.ToDraft()).Match(match => TaskViews.Find(tx, match.TaskId!.Value), refusal => refusal), task => $"/api/v1/tasks/{task.Id}"))
            .Makes<TaskView>("Publishes the task that comes of it");
        matches.MapPost("{id:long}/confirm-delivery", (Desk desk, long id) => desk.Do(tx => Handshake.ConfirmDelivery(tx, id)))
            .Does<ListMatch>("Says that it happened; delivered when both sides say so");
        matches.MapPost("{id:long}/cancel", (Desk desk, long id, MatchCancellation body) => desk.Do(tx => Handshake.Cancel(tx, id, body.Reason)))
            .Does<ListMatch>("Calls it off; what was held is free again");
    }
}
