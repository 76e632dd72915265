using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text;
using ChatGov.Access;
using ChatGov.Api;
using ChatGov.Auth;
using ChatGov.Data;
using ChatGov.Http;

namespace ChatGov.Calendars;

public sealed record CalendarCreation : IRequestBody
{
    public static CalendarCreation Example { get; } = new() { Name = "办公室的日历" };

    [Required, StringLength(ApiTokens.LongestName), Description("Where it is used, so that you know it when you revoke it.")]
    public string Name { get; init; } = "";
}

/// <summary>日历: tasks for calendar programs, which cannot show a token and so get an address that nobody guesses.</summary>
internal static class CalendarEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var calendars = api.MapGroup("/calendars").WithTags("Calendars");
        calendars.MapGet("", (Desk desk) => desk.Whole<ApiToken>(tx => CalendarFeeds.Own(tx)))
            .Gives<Paging.Page<ApiToken>>("Your calendar addresses, the newest first, without their secrets");
        calendars.MapPost("", (Desk desk, CalendarCreation body) => desk.Create(tx => CalendarFeeds.Create(tx, body.Name), _ => "/api/v1/calendars"))
            .Makes<IssuedCalendar>("Makes an address for the tasks of your part of the tree; it is shown this once");
        calendars.MapPost("{id:long}/revoke", (Desk desk, long id) => desk.Do(tx => ApiTokens.Revoke(tx, id, ApiTokenKind.Calendar)))
            .Does<ApiToken>("Ends one at once");
    }

    public static void MapFeed(WebApplication app) => app.MapGet("/calendar/{secret}.ics", (HttpContext http, Db db, Misses misses, string secret) =>
    {
        if (db.Read(tx => CalendarFeeds.Write(tx, secret)) is { } calendar)
        {
            return new Reply(StatusCodes.Status200OK, Encoding.UTF8.GetBytes(calendar), "text/calendar; charset=utf-8");
        }

        var language = Languages.Of(http, Texts.Language.Chinese);
        return misses.Calendars.Take(http.Connection.RemoteIpAddress)
            ? Reply.Of(Problems.Of(new Refusal(RefusalCode.NotFound), language))
            : Problems.Wait(http, language);
    }).ExcludeFromDescription();
}
