using ChatGov.Api;
using ChatGov.Http;
using ChatGov.Matches;

namespace ChatGov.Offers;

/// <summary>资源清单: what units give.</summary>
internal static class OfferEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var offers = api.MapGroup("/offers").WithTags("Offers");
        offers.MapGet("", (Desk desk, [AsParameters] PageQuery page, ResourceKind? kind, OfferState? state, long? under, string? words) =>
                desk.List(page, (tx, request) => OfferLists.All(tx, new OfferFilter(kind, state, under, words), request)))
            .Gives<Paging.Page<Offer>>("What is on offer, of all units; and of your own part of the tree what no longer is").SortedBy(OfferLists.Sorts);
        offers.MapGet("{id:long}", (Desk desk, long id) => desk.Get(tx => OfferLists.Find(tx, id))).Gives<Offer>("One offer");
        offers.MapGet("{id:long}/proposals", (Desk desk, long id) => desk.Whole(tx => Proposals.ForOffer(tx, id, desk.Language)))
            .Gives<Paging.Page<Proposal>>("Needs that it may fit, with the reasons");
        offers.MapPost("", (Desk desk, OfferCreation body) =>
                desk.Create(tx => OfferPublishing.Publish(tx, body.UnitId!.Value, body.ToDetails()), offer => $"/api/v1/offers/{offer.Id}"))
            .Makes<Offer>("Puts something on the list; the unit's liaison and the banner's office do");
        offers.MapPut("{id:long}", (Desk desk, long id, OfferAmendment body) => desk.Change(OfferMachine.Table, id, tx => OfferPublishing.Amend(tx, id, body.ToDetails())))
            .Changes<Offer>("Says it anew; never less than is promised");
        offers.MapPost("{id:long}/withdraw", (Desk desk, long id) => desk.Do(tx => OfferPublishing.Withdraw(tx, id)))
            .Does<Offer>("Takes it off the list; what is promised stays promised");
    }
}
