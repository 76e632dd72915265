using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Api;
using ChatGov.Data;
using ChatGov.Http;

namespace ChatGov.HelpRequests;

public sealed record HelpAnswer : IRequestBody
{
    public static HelpAnswer Example { get; } = new() { Text = "已经帮你改好了，有事再说。" };

    [Required, StringLength(1000), Description("Sent to the chat that asked.")]
    public string Text { get; init; } = "";
}

/// <param name="Answered">The answer is on its way; false when whoever asked has been erased since: the request is closed, and nobody reads it.</param>
public sealed record HelpAnswered(long Id, bool Answered);

/// <summary>转人工 and 投诉平台: people who asked for a human. A complaint goes to the operator only.</summary>
internal static class HelpRequestEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var requests = api.MapGroup("/help-requests").WithTags("Help requests");
        requests.MapGet("", (Desk desk, [AsParameters] PageQuery page) => desk.List(page, HelpRequestActs.Open))
            .Gives<Paging.Page<OpenHelpRequest>>("The requests that you answer, the oldest first");
        requests.MapPost("{id:long}/answer", (Desk desk, long id, HelpAnswer body) => desk.Do(tx => HelpRequestActs.Answer(tx, id, body.Text.Trim())
                .Match<Outcome<HelpAnswered>>(answered => new HelpAnswered(id, answered), refusal => refusal)))
            .Does<HelpAnswered>("Answers one, which closes it");
    }
}
