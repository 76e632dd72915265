using System.ComponentModel;
using ChatGov.Http;
using ChatGov.Lists;

namespace ChatGov.Api;

/// <summary>资源清单, 项目清单: what units give, and what they and communities both said yes to.</summary>
internal static class ListEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        MapOffers(api.MapGroup("/offers").WithTags("Offers"));
        MapMatches(api.MapGroup("/matches").WithTags("Matches"));
    }

    private static void MapOffers(RouteGroupBuilder offers)
    {
        offers.MapGet("", (Desk desk, [AsParameters] PageQuery page, ResourceKind? kind, OfferState? state, long? under, string? words) =>
                desk.List(page, (tx, request) => ListViews.Offers(tx, new ListFilter { Kind = kind, State = state?.ToString(), Under = under, Words = words }, request)))
            .Gives<Paging.Page<Offer>>("What is on offer, of all units; and of your own part of the tree what no longer is");
        offers.MapGet("{id:long}", (Desk desk, long id) => desk.Get(tx => ListViews.Offer(tx, id))).Gives<Offer>("One offer");
        offers.MapGet("{id:long}/proposals", (Desk desk, long id) => desk.Whole(tx => Proposals.ForOffer(tx, id, desk.Language)))
            .Gives<List<Proposal>>("Needs that it may fit, with the reasons");
        offers.MapPost("", (Desk desk, OfferCreation body) =>
                desk.Create(tx => Offers.Publish(tx, body.UnitId!.Value, body.ToDetails()), offer => $"/api/v1/offers/{offer.Id}"))
            .Makes<Offer>("Puts something on the list; the unit's liaison and the banner's office do");
        offers.MapPut("{id:long}", (Desk desk, long id, OfferAmendment body) => desk.Change(VersionedTable.Offer, id, tx => Offers.Amend(tx, id, body.ToDetails())))
            .Changes<Offer>("Says it anew; never less than is promised");
        offers.MapPost("{id:long}/withdraw", (Desk desk, long id) => desk.Do(tx => Offers.Withdraw(tx, id)))
            .Does<Offer>("Takes it off the list; what is promised stays promised");
    }

    private static void MapMatches(RouteGroupBuilder matches)
    {
        matches.MapGet("", (Desk desk, [AsParameters] PageQuery page, MatchState? state, [Description("An organisation of either side.")] long? under) =>
                desk.List(page, (tx, request) => ListViews.Matches(tx, new ListFilter { State = state?.ToString(), Under = under }, request)))
            .Gives<Paging.Page<ListMatch>>("Matches of your units or communities");
        matches.MapGet("{id:long}", (Desk desk, long id) => desk.Get(tx => ListViews.Match(tx, id))).Gives<ListMatch>("One match");
        matches.MapPost("", (Desk desk, MatchProposal body) =>
                desk.Create(tx => Handshake.Propose(tx, body.OfferId!.Value, body.NeedId!.Value, body.Quantity!.Value), match => $"/api/v1/matches/{match.Id}"))
            .Makes<ListMatch>("Proposes from your side; the other side has five working days");
        matches.MapPost("{id:long}/accept", (Desk desk, long id) => desk.Do(tx => Handshake.Accept(tx, id)))
            .Does<ListMatch>("Says yes for the side that was asked; so much is held from now on");
        matches.MapPost("{id:long}/decline", (Desk desk, long id) => desk.Do(tx => Handshake.Decline(tx, id))).Does<ListMatch>("Says no");
        matches.MapPost("{id:long}/task", (Desk desk, long id, MatchTask body) => desk.Do(tx => Handshake.Schedule(tx, id, body.ToDraft())))
            .Does<ListMatch>("Publishes the task that comes of it");
        matches.MapPost("{id:long}/delivered", (Desk desk, long id) => desk.Do(tx => Handshake.ConfirmDelivery(tx, id)))
            .Does<ListMatch>("Says that it happened; delivered when both sides say so");
        matches.MapPost("{id:long}/cancel", (Desk desk, long id, MatchCancellation body) => desk.Do(tx => Handshake.Cancel(tx, id, body.Reason)))
            .Does<ListMatch>("Calls it off; what was held is free again");
    }
}
