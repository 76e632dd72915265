using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Http;
using ChatGov.Organisations;
using ChatGov.Papers.Printing;
using ChatGov.People;
using ChatGov.Rosters;
using ChatGov.Settings;

namespace ChatGov.Api;

/// <summary>A member to be put on a unit's roster.</summary>
public sealed record RosterCreation : IRequestBody
{
    public static RosterCreation Example { get; } = new() { Name = "王小明", Phone = "19900001234", WeComUserId = "wangxiaoming" };

    [Required, StringLength(PersonName.Longest)]
    public string Name { get; init; } = "";

    [StringLength(20), Description("A mobile number; with it the member is known by their own contact. Never shown again in full.")]
    public string? Phone { get; init; }

    [StringLength(WeComAccount.Longest), Description("The member's account in WeCom, of any case; who writes from it is known and needs no invite code.")]
    public string? WeComUserId { get; init; }
}

/// <summary>名册: whom a unit expects to report, and who has.</summary>
internal static class RosterEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var roster = api.MapGroup("/units/{id:long}/roster").WithTags("Rosters");
        roster.MapGet("", (Desk desk, long id, [AsParameters] PageQuery page, bool? reported) =>
                desk.Look(page, (tx, request) => RosterViews.List(tx, id, reported, request)))
            .Gives<Paging.Page<RosterMember>>("The unit's roster: name, covered number, WeCom account, and whether they have reported");
        roster.MapPost("", (Desk desk, long id, RosterCreation body) => desk.Create(
                tx => RosterViews.Add(tx, id, body.Name.Trim(), Given(body.Phone), Given(body.WeComUserId)),
                member => $"/api/v1/units/{id}/roster"))
            .Makes<RosterMember>("Puts a member on the roster");
        roster.MapDelete("{rowId:long}", (Desk desk, long id, long rowId) => desk.Drop(tx => RosterViews.Leave(tx, id, rowId)))
            .WithSummary("Marks that the member left the unit; serving at home stays as it is").Produces(StatusCodes.Status204NoContent);
        roster.MapPost("{rowId:long}/invite-code", (Desk desk, long id, long rowId) => desk.Do(tx => Inviting.One(tx, id, rowId)))
            .Does<Invitation>("A one-time code for one member; shown this once");
        api.MapPost("/units/{id:long}/invite-codes", (Desk desk, long id) => desk.Do(tx => Inviting.Many(tx, id)))
            .WithTags("Rosters").Does<Invitations>("Codes for those who have not reported and have none in force, 200 at a time; shown this once");
        api.MapGet("/organisations/{id:long}/poster.pdf", Draw)
            .WithTags("Organisations").Hands("A page for the wall, A4: a code to scan that opens the bot, or the words to type", "application/pdf");
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static IResult Draw(Desk desk, SettingValues settings, long id)
    {
        var bot = settings.Find("Telegram:BotName")?.Trim().TrimStart('@');
        var link = string.IsNullOrEmpty(bot) ? null : $"https://t.me/{Uri.EscapeDataString(bot)}?start=org{id}";
        return desk.File(tx => OrgViews.Find(tx, id), org => Poster.Make(org.Name, org.Kind == OrgKind.Unit, link, desk.Language), "application/pdf");
    }
}
