using ChatGov.Api;
using ChatGov.Http;
using ChatGov.Matches;
using ChatGov.Tasks;

namespace ChatGov.Care;

/// <summary>关爱帮扶: plans, consent, pairs, visits, and who read a door. Of the community's secretary alone.</summary>
internal static class CareEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var plans = api.MapGroup("/care-plans").WithTags("Care");
        MapPlans(plans);
        MapLife(plans);
        MapVisits(plans);
        var visits = api.MapGroup("/care-visits").WithTags("Care");
        visits.MapGet("", (Desk desk) => desk.Whole<CareVisit>(tx => CareLists.Due(tx))).Gives<Paging.Page<CareVisit>>("谁家该去看了: what is due or taken, the most urgent first");
        visits.MapPost("{id:long}/explain", (Desk desk, long id, CareReason body) => desk.Do(tx => CareVisiting.Explain(tx, id, body.Reason))).Does<CareVisit>("Says why a visit was missed");
        visits.MapPost("{id:long}/tasks", (Desk desk, long id, MatchTask body) =>
                desk.Create(tx => CareHelpers.Ask(tx, id, body.ToDraft()).Then(task => TaskViews.Find(tx, task.Id)), task => $"/api/v1/tasks/{task.Id}"))
            .Makes<TaskView>("The pair cannot: asks the community by a task of the list; each claim waits for your yes");
        visits.MapGet("times", (Desk desk) => desk.Whole<CareVisit>(tx => CareLists.TimesWaiting(tx))).Gives<Paging.Page<CareVisit>>("Times that visitors say and that wait for your yes");
        visits.MapPost("{id:long}/confirm-time", (Desk desk, long id) => desk.Do(tx => CareVisitTime.Agree(tx, id))).Does<CareVisit>("Writes down the time of a visit as hours of those who went");
    }

    private static void MapPlans(RouteGroupBuilder plans)
    {
        plans.MapGet("", (Desk desk, [AsParameters] PageQuery page, CarePlanState? state, CareTier? tier) =>
                desk.List(page, (tx, request) => CareLists.Plans(tx, state, tier, request)))
            .Gives<Paging.Page<CarePlan>>("Your community's plans; nothing in them names a person").SortedBy(CareLists.Sorts);
        plans.MapGet("{id:long}", (Desk desk, long id) => desk.Get(tx => CareLists.Plan(tx, id))).Gives<CarePlan>("One plan");
        plans.MapPost("", (Desk desk, CareCreation body) =>
                desk.Create(tx => CarePlanning.Draft(tx, body.OrgId!.Value, body.ToDetails()), plan => $"/api/v1/care-plans/{plan.Id}"))
            .Makes<CarePlan>("Drafts one; nothing begins without consent");
        plans.MapPut("{id:long}", (Desk desk, long id, CareAmendment body) => desk.Change(CarePlanMachine.Table, id, tx => CarePlanning.Amend(tx, id, body.ToDetails())))
            .Changes<CarePlan>("Says it anew");
        plans.MapPost("{id:long}/read-door", (Desk desk, long id, CareReason body) => desk.Do(tx => CareDoorReading.ReadAsStaff(tx, id, body.Reason)))
            .Does<CareDoor>("Reads name and door, with a reason; every reading is kept");
        plans.MapGet("{id:long}/readings", (Desk desk, long id) => desk.Whole(tx => CareDoorReading.Readings(tx, id)))
            .Gives<Paging.Page<CareReading>>("Who read name and door, for the person who asks");
        plans.MapPost("{id:long}/asking-codes", (Desk desk, long id) =>
                desk.Create(tx => CareDoorReading.GiveAskingCode(tx, id).Then(code => new AskingCode(code)), _ => "/api/v1/codes"))
            .Makes<AskingCode>("A code to hand to the person, who asks the bot with it; shown once, a new one ends the old");
    }

    private static void MapLife(RouteGroupBuilder plans)
    {
        plans.MapPost("{id:long}/ask-for-consent", (Desk desk, long id) => desk.Do(tx => CarePlanning.AskForConsent(tx, id))).Does<CarePlan>("The draft is ready; the person is asked");
        plans.MapPost("{id:long}/record-consent", (Desk desk, long id, CareConsentBody body) =>
                desk.Do(tx => CarePlanning.RecordConsent(tx, id, new CareConsentGiven(body.By!.Value, body.Form!.Value, body.Scope, body.UntilAt!.Value))))
            .Does<CarePlan>("Writes down a consent: the first begins the plan, a later one carries it on");
        plans.MapPost("{id:long}/withdraw-consent", (Desk desk, long id) => desk.Do(tx => CarePlanning.WithdrawConsent(tx, id)))
            .Does<CarePlan>("The consent is taken back: the plan ends now and nothing stays to be read");
        plans.MapPost("{id:long}/pause", (Desk desk, long id, CareReason body) => desk.Do(tx => CarePlanning.Pause(tx, id, body.Reason))).Does<CarePlan>("Pauses it");
        plans.MapPost("{id:long}/resume", (Desk desk, long id) => desk.Do(tx => CarePlanning.Resume(tx, id))).Does<CarePlan>("Goes on; a visit falls due at once");
        plans.MapPost("{id:long}/end", (Desk desk, long id, CareReason body) => desk.Do(tx => CarePlanning.End(tx, id, body.Reason)))
            .Does<CarePlan>("Ends it; name, door and notes are deleted");
        plans.MapPost("{id:long}/name-pair", (Desk desk, long id, CarePairBody body) => desk.Do(tx => CarePairs.Set(tx, id, body.FirstId!.Value, body.SecondId)))
            .Does<CarePlan>("Names the two who are asked first");
    }

    private static void MapVisits(RouteGroupBuilder plans)
    {
        plans.MapGet("{id:long}/visits", (Desk desk, long id, [AsParameters] PageQuery page) => desk.Look(page, (tx, request) => CareLists.Visits(tx, id, request)))
            .Gives<Paging.Page<CareVisit>>("All its visits");
        plans.MapPost("{id:long}/visits", (Desk desk, long id, CareOutcomeBody body) =>
                desk.Create(tx => CareVisiting.Record(tx, id, body.Outcome!.Value, body.Note), _ => $"/api/v1/care-plans/{id}/visits"))
            .Makes<CareVisit>("The secretary phoned or went: how it was");
        plans.MapPost("{id:long}/report-change", (Desk desk, long id) => desk.Do(tx => CareVisiting.MajorChange(tx, id)))
            .Does<CarePlan>("Something changed much: somebody goes within 24 hours");
    }
}
