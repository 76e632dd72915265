using ChatGov.Http;
using ChatGov.Lists;

namespace ChatGov.Api;

/// <summary>资源清单: what units give.</summary>
internal static class ListEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        MapOffers(api.MapGroup("/offers").WithTags("Offers"));
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
}
