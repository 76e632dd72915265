using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Api;
using ChatGov.Http;

namespace ChatGov.ThankYouCalls;

public sealed record ThankYouRecord : IRequestBody
{
    public static ThankYouRecord Example { get; } = new() { Outcome = ThankYouCallOutcome.AsSaid };

    [Required, Description("What they said. Who was not reached may be tried again until it lapses.")]
    public ThankYouCallOutcome? Outcome { get; init; }
}

/// <summary>感谢回访: one in twenty of the matters closed by a call, and of the visits.</summary>
internal static class ThankYouCallEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var calls = api.MapGroup("/thank-you-calls").WithTags("Thank-you calls");
        calls.MapGet("", (Desk desk, [AsParameters] PageQuery page, ThankYouCallState? state) => desk.List(page, (tx, request) => ThankYouCalling.All(tx, state, request)))
            .Gives<Paging.Page<ThankYouCall>>("The calls that were drawn in your part of the tree, and what came of them");
        calls.MapPost("{id:long}/read-contact", (Desk desk, long id) => desk.Do(tx => ThankYouCalling.ReadContact(tx, id)))
            .Does<ThankYouContact>("Whom to call; the reading is noted");
        calls.MapPost("{id:long}/record", (Desk desk, long id, ThankYouRecord body) => desk.Do(tx => ThankYouCalling.Record(tx, id, body.Outcome!.Value)))
            .Does<ThankYouCall>("Records the call; what was not as had been said is opened again, or told to the office above");
    }
}
