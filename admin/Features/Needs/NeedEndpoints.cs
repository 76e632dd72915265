using ChatGov.Api;
using ChatGov.Http;
using ChatGov.Matches;
using ChatGov.Offers;
using ChatGov.Tasks;

namespace ChatGov.Needs;

/// <param name="Words">As the person said it.</param>
public sealed record AskedWords(long Id, string Words);

/// <summary>需求清单: what people asked for and communities need.</summary>
internal static class NeedEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var needs = api.MapGroup("/needs").WithTags("Needs");
        needs.MapGet("", (Desk desk, [AsParameters] PageQuery page, ResourceKind? kind, NeedForm? form, NeedState? state, long? under, string? words) =>
                desk.List(page, (tx, request) => NeedLists.All(tx, new NeedFilter(kind, form, state, under, words), request)))
            .Gives<Paging.Page<Need>>("What is needed, in all communities; and what was asked of your own community").SortedBy(NeedLists.Sorts);
        needs.MapGet("{id:long}", (Desk desk, long id) => desk.Get(tx => NeedLists.Find(tx, id))).Gives<Need>("One need");
        needs.MapGet("{id:long}/proposals", (Desk desk, long id) => desk.Whole(tx => Proposals.ForNeed(tx, id, desk.Language)))
            .Gives<Paging.Page<Proposal>>("Offers that may meet it, with the reasons");
        needs.MapPost("", (Desk desk, NeedCreation body) =>
                desk.Create(tx => NeedDecisions.Publish(tx, body.OrgId!.Value, body.ToDetails()), need => $"/api/v1/needs/{need.Id}"))
            .Makes<Need>("Puts a need of the community on the list");
        needs.MapPost("{id:long}/accept", (Desk desk, long id, NeedAcceptance body) => desk.Do(tx => NeedDecisions.Accept(tx, id, body.ToDetails())))
            .Does<Need>("Takes up what a person asked for, in words that name nobody");
        needs.MapPost("{id:long}/return", (Desk desk, long id, NeedReason body) => desk.Do(tx => NeedDecisions.Return(tx, id, body.Reason)))
            .Does<Need>("Asks the person back");
        needs.MapPost("{id:long}/refer", (Desk desk, long id, NeedReason body) => desk.Do(tx => NeedDecisions.Refer(tx, id, body.Reason)))
            .Does<Need>("Names the right door");
        needs.MapPost("{id:long}/let-go", (Desk desk, long id, NeedReason body) => desk.Do(tx => NeedDecisions.LetGo(tx, id, body.Reason)))
            .Does<Need>("Lets go what cannot be met");
        needs.MapPost("{id:long}/read-words", (Desk desk, long id) => desk.Do(tx => NeedDecisions.ReadWords(tx, id).Then(words => new AskedWords(id, words))))
            .Does<AskedWords>("Reads what the person said; every reading is noted");
        needs.MapPost("{id:long}/tasks", (Desk desk, long id, NeedTask body) =>
                desk.Create(tx => NeedTasks.Schedule(tx, id, body.Covers, body.ToDraft()).Then(task => TaskViews.Find(tx, task.Id)), task => $"/api/v1/tasks/{task.Id}"))
            .Makes<TaskView>("Publishes a task for it that members claim; a wish's claims wait for your yes");
    }
}
