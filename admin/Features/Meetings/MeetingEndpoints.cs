using ChatGov.Api;
using ChatGov.Http;

namespace ChatGov.Meetings;

/// <summary>联合党委会议: the agenda makes itself, the decisions are the minutes.</summary>
internal static class MeetingEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var meetings = api.MapGroup("/meetings").WithTags("Meetings");
        meetings.MapGet("", (Desk desk, [AsParameters] PageQuery page, long? committeeId, MeetingState? state) =>
                desk.List(page, (tx, request) => MeetingLists.All(tx, committeeId, state, request)))
            .Gives<Paging.Page<Meeting>>("Meetings of your joint committees").SortedBy(MeetingLists.Sorts);
        meetings.MapGet("{id:long}", (Desk desk, long id) => desk.Get(tx => MeetingLists.Find(tx, id)))
            .Gives<MeetingView>("One meeting with its agenda; with the decisions it is its own minutes");
        meetings.MapPost("", (Desk desk, MeetingCall body) =>
                desk.Create(tx => MeetingCalling.Call(tx, body.CommitteeId!.Value, body.Title, body.Place, body.StartsAt!.Value), view => $"/api/v1/meetings/{view.Meeting.Id}"))
            .Makes<MeetingView>("Calls one; what is open is on its agenda already");
        meetings.MapPost("{id:long}/points", (Desk desk, long id, AgendaPoint body) => desk.Create(
                tx => MeetingAgenda.AddPoint(tx, id, body.Title).Then(view => view.Agenda[^1]), _ => $"/api/v1/meetings/{id}"))
            .Makes<AgendaItem>("Adds a point, until three days before");
        meetings.MapPost("{id:long}/points/{itemId:long}/remove", (Desk desk, long id, long itemId) => desk.Do(tx => MeetingAgenda.RemovePoint(tx, id, itemId)))
            .Does<MeetingView>("Takes a point off, until three days before");
        meetings.MapPost("{id:long}/publish", (Desk desk, long id) => desk.Do(tx => MeetingCalling.Publish(tx, id))).Does<MeetingView>("Sends the agenda to all who sit there");
        meetings.MapPost("{id:long}/points/{itemId:long}/decide", (Desk desk, long id, long itemId, AgendaDecision body) =>
                desk.Do(tx => MeetingDecisions.Decide(tx, id, itemId, new Decision(body.Outcome!.Value, body.Words, body.OwnerId, body.DueAt))))
            .Does<MeetingView>("Decides a point once the meeting has begun");
        meetings.MapPost("{id:long}/confirm", (Desk desk, long id) => desk.Do(tx => MeetingDecisions.Confirm(tx, id))).Does<MeetingView>("The decisions stand and go to all members");
        meetings.MapPost("{id:long}/cancel", (Desk desk, long id, MeetingCancellation body) => desk.Do(tx => MeetingCalling.Cancel(tx, id, body.Reason))).Does<MeetingView>("Calls it off");
        api.MapPost("/agenda-items/{id:long}/finish", (Desk desk, long id) => desk.Do(tx => MeetingDecisions.Done(tx, id))).WithTags("Meetings").Does<AgendaItem>("What was adopted is done");
        api.MapGet("/organisations/{id:long}/decisions", (Desk desk, long id, [AsParameters] PageQuery page) => desk.Look(page, (tx, request) => MeetingLists.ToBeDone(tx, id, request)))
            .WithTags("Meetings").Gives<Paging.Page<AgendaItem>>("What a unit or community was given to do and has not done");
    }
}
