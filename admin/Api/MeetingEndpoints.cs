using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Agreements;
using ChatGov.Http;
using ChatGov.Meetings;

namespace ChatGov.Api;

public sealed record MeetingCall : IRequestBody
{
    public static MeetingCall Example { get; } = new()
    {
        CommitteeId = 78, Title = "联合党委十二月例会", Place = "党群服务中心二楼", StartsAt = new DateTimeOffset(2026, 12, 18, 15, 0, 0, TimeSpan.FromHours(8)),
    };

    [Required, Range(1, long.MaxValue), Description("The joint committee.")]
    public long? CommitteeId { get; init; }

    [Required, StringLength(Calling.LongestText)]
    public string Title { get; init; } = "";

    [Required, StringLength(Calling.LongestText)]
    public string Place { get; init; } = "";

    [Required]
    public DateTimeOffset? StartsAt { get; init; }
}

public sealed record AgendaPoint : IRequestBody
{
    public static AgendaPoint Example { get; } = new() { Title = "冬季清雪怎么分片" };

    [Required, StringLength(Calling.LongestText)]
    public string Title { get; init; } = "";
}

public sealed record AgendaDecision : IRequestBody
{
    public static AgendaDecision Example { get; } = new()
    {
        Outcome = AgendaOutcome.Adopted, Words = "供电公司负责东片", OwnerId = 56, DueAt = new DateTimeOffset(2027, 1, 10, 18, 0, 0, TimeSpan.FromHours(8)),
    };

    [Required]
    public AgendaOutcome? Outcome { get; init; }

    [Required, StringLength(Calling.LongestText), Description("The decision, in words.")]
    public string Words { get; init; } = "";

    [Description("Who does it: a member unit or the community. Asked of what is adopted.")]
    public long? OwnerId { get; init; }

    [Description("Until when, or when it comes again. Asked of what is adopted or put off.")]
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>联合党委会议: the agenda makes itself, the decisions are the minutes.</summary>
internal static class MeetingEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var meetings = api.MapGroup("/meetings").WithTags("Meetings");
        meetings.MapGet("", (Desk desk, [AsParameters] PageQuery page, long? committeeId, MeetingState? state) =>
                desk.List(page, (tx, request) => MeetingRows.List(tx, committeeId, state, request)))
            .Gives<Paging.Page<Meeting>>("Meetings of your joint committees");
        meetings.MapGet("{id:long}", (Desk desk, long id) => desk.Get(tx => MeetingRows.Open(tx, id)))
            .Gives<MeetingView>("One meeting with its agenda; with the decisions it is its own minutes");
        meetings.MapPost("", (Desk desk, MeetingCall body) =>
                desk.Create(tx => Calling.Call(tx, body.CommitteeId!.Value, body.Title, body.Place, body.StartsAt!.Value), view => $"/api/v1/meetings/{view.Meeting.Id}"))
            .Makes<MeetingView>("Calls one; what is open is on its agenda already");
        meetings.MapPost("{id:long}/points", (Desk desk, long id, AgendaPoint body) => desk.Do(tx => Calling.AddPoint(tx, id, body.Title)))
            .Does<MeetingView>("Adds a point, until three days before");
        meetings.MapPost("{id:long}/points/{itemId:long}/remove", (Desk desk, long id, long itemId) => desk.Do(tx => Calling.RemovePoint(tx, id, itemId)))
            .Does<MeetingView>("Takes a point off, until three days before");
        meetings.MapPost("{id:long}/publish", (Desk desk, long id) => desk.Do(tx => Calling.Publish(tx, id))).Does<MeetingView>("Sends the agenda to all who sit there");
        meetings.MapPost("{id:long}/points/{itemId:long}/decide", (Desk desk, long id, long itemId, AgendaDecision body) =>
                desk.Do(tx => Deciding.Decide(tx, id, itemId, new Decision(body.Outcome!.Value, body.Words, body.OwnerId, body.DueAt))))
            .Does<MeetingView>("Decides a point once the meeting has begun");
        meetings.MapPost("{id:long}/confirm", (Desk desk, long id) => desk.Do(tx => Deciding.Confirm(tx, id))).Does<MeetingView>("The decisions stand and go to all members");
        meetings.MapPost("{id:long}/cancel", (Desk desk, long id, AgreementReason body) => desk.Do(tx => Calling.Cancel(tx, id, body.Reason))).Does<MeetingView>("Calls it off");
        api.MapPost("/agenda-items/{id:long}/done", (Desk desk, long id) => desk.Do(tx => Deciding.Done(tx, id))).WithTags("Meetings").Does<AgendaItem>("What was adopted is done");
        api.MapGet("/organisations/{id:long}/decisions", (Desk desk, long id, [AsParameters] PageQuery page) => desk.Look(page, (tx, request) => MeetingRows.ToDo(tx, id, request)))
            .WithTags("Meetings").Gives<Paging.Page<AgendaItem>>("What a unit or community was given to do and has not done");
    }
}
