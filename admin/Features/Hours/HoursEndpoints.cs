using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Api;
using ChatGov.Data;
using ChatGov.Http;

namespace ChatGov.Hours;

public sealed record MinutesBody : IRequestBody
{
    public static MinutesBody Example { get; } = new() { Minutes = 90 };

    [Required, Range(1, 8 * 60), Description("How long it really was.")]
    public int? Minutes { get; init; }
}

/// <summary>What came of a decision about hours.</summary>
/// <param name="Minutes">What was written; null when it stays as it was, or waits for a second yes.</param>
/// <param name="NeedsSecond">Above four hours another has to agree as well.</param>
public sealed record HoursDecision(long Id, long TaskId, long? Minutes, bool NeedsSecond);

/// <summary>时长: the rows of the hours, and what members say is wrong with them (有误) or missing (补录).</summary>
internal static class HoursEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/service-records", (Desk desk, [AsParameters] PageQuery page, long? taskId, long? orgId, DateOnly? from, DateOnly? to) =>
                desk.List(page, (tx, request) => RecordViews.List(tx, taskId, orgId, from, to, request)))
            .WithTags("Hours").Gives<Paging.Page<RecordView>>("The rows of the hours, corrections included.SortedBy(RecordViews.Sorts); nobody's are added up");
        var objections = api.MapGroup("/objections").WithTags("Hours");
        objections.MapGet("", (Desk desk, [AsParameters] PageQuery page) => desk.List(page, ObjectionDecisions.Waiting))
            .Gives<Paging.Page<OpenObjection>>("The objections and late entries that you can decide, the oldest first");
        objections.MapPost("{id:long}/agree", (Desk desk, long id) => desk.Do(tx => Shown(ObjectionDecisions.AgreeTo(tx, id))))
            .Does<HoursDecision>("Agrees to what the member says; above four hours another has to agree as well");
        objections.MapPost("{id:long}/adjust", (Desk desk, long id, MinutesBody body) => desk.Do(tx => Shown(ObjectionDecisions.Decide(tx, id, body.Minutes!.Value))))
            .Does<HoursDecision>("Writes other minutes");
        objections.MapPost("{id:long}/leave", (Desk desk, long id) => desk.Do(tx => Shown(ObjectionDecisions.Decide(tx, id, minutes: null))))
            .Does<HoursDecision>("Leaves it as it was; the member is told");
    }

    private static Outcome<HoursDecision> Shown(Outcome<ObjectionDecision> outcome) => outcome.Match<Outcome<HoursDecision>>(
        decision => new HoursDecision(decision.Objection.Id, decision.Objection.TaskId, decision.Minutes, decision.NeedsSecond), refusal => refusal);
}
