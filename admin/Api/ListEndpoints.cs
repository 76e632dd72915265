using System.ComponentModel;
using ChatGov.Data;
using ChatGov.Http;
using ChatGov.Lists;
using ChatGov.Photos;
using ChatGov.Tasks;

namespace ChatGov.Api;

/// <param name="Words">As the person said it.</param>
public sealed record AskedWords(long Id, string Words);

/// <summary>资源清单, 需求清单, 项目清单: what units give, what communities need, and what both said yes to.</summary>
internal static class ListEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        MapOffers(api.MapGroup("/offers").WithTags("Offers"));
        MapNeeds(api.MapGroup("/needs").WithTags("Needs"));
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

    private static void MapNeeds(RouteGroupBuilder needs)
    {
        needs.MapGet("", (Desk desk, [AsParameters] PageQuery page, ResourceKind? kind, NeedForm? form, NeedState? state, long? under, string? words) =>
                desk.List(page, (tx, request) => ListViews.Needs(tx, new ListFilter { Kind = kind, Form = form, State = state?.ToString(), Under = under, Words = words }, request)))
            .Gives<Paging.Page<Need>>("What is needed, in all communities; and what was asked of your own community");
        needs.MapGet("{id:long}", (Desk desk, long id) => desk.Get(tx => ListViews.Need(tx, id))).Gives<Need>("One need");
        needs.MapGet("{id:long}/proposals", (Desk desk, long id) => desk.Whole(tx => Proposals.ForNeed(tx, id, desk.Language)))
            .Gives<List<Proposal>>("Offers that may meet it, with the reasons");
        needs.MapPost("", (Desk desk, NeedCreation body) =>
                desk.Create(tx => Needs.Publish(tx, body.OrgId!.Value, body.ToDetails()), need => $"/api/v1/needs/{need.Id}"))
            .Makes<Need>("Puts a need of the community on the list");
        needs.MapPost("{id:long}/accept", (Desk desk, long id, NeedAcceptance body) => desk.Do(tx => Needs.Accept(tx, id, body.ToDetails())))
            .Does<Need>("Takes up what a person asked for, in words that name nobody");
        needs.MapPost("{id:long}/return", (Desk desk, long id, NeedReason body) => desk.Do(tx => Needs.Return(tx, id, body.Reason)))
            .Does<Need>("Asks the person back");
        needs.MapPost("{id:long}/refer", (Desk desk, long id, NeedReason body) => desk.Do(tx => Needs.Refer(tx, id, body.Reason)))
            .Does<Need>("Names the right door");
        needs.MapPost("{id:long}/let-go", (Desk desk, long id, NeedReason body) => desk.Do(tx => Needs.LetGo(tx, id, body.Reason)))
            .Does<Need>("Lets go what cannot be met");
        needs.MapPost("{id:long}/words", (Desk desk, long id) => desk.Do(tx => Needs.ReadWords(tx, id).Match<Outcome<AskedWords>>(words => new AskedWords(id, words), refusal => refusal)))
            .Does<AskedWords>("Reads what the person said; every reading is noted");
        PhotoEndpoints.Map(needs, PhotoSubject.Need);
        needs.MapPost("{id:long}/tasks", (Desk desk, long id, NeedTask body) =>
                desk.Create(tx => NeedTasks.Schedule(tx, id, body.Covers, body.ToDraft()).Match(task => TaskViews.Find(tx, task.Id), refusal => refusal), task => $"/api/v1/tasks/{task.Id}"))
            .Makes<TaskView>("Publishes a task for it that members claim; a wish's claims wait for your yes");
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
