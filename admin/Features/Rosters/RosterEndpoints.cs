using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Api;
using ChatGov.Http;
using ChatGov.Organisations;
using ChatGov.Papers.Printing;
using ChatGov.People;
using ChatGov.Settings;

namespace ChatGov.Rosters;

/// <summary>A member to be put on a unit's roster.</summary>
public sealed record RosterCreation : IRequestBody
{
    public static RosterCreation Example { get; } = new() { Name = "王小明", Phone = "19900001234", WeComUserId = "wangxiaoming" };

    /// <summary>The member's name.</summary>
    [Required, StringLength(PersonName.Longest)]
    public string Name { get; init; } = "";

    [StringLength(20), Description("A mobile number; with it the member is known by their own contact. Never shown again in full.")]
    public string? Phone { get; init; }

    [StringLength(WeComAccount.Longest), Description("The member's account in WeCom, of any case; who writes from it is known and needs no invite code.")]
    public string? WeComUserId { get; init; }
}

/// <param name="Id">The row of the roster.</param>
/// <param name="UnitId">The unit.</param>
/// <param name="HasLeft">The member is no longer on it.</param>
public sealed record RosterLeft(long Id, long UnitId, bool HasLeft);

/// <summary>名册: whom a unit expects to report, and who has.</summary>
internal static class RosterEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var roster = api.MapGroup("/units/{id:long}/roster").WithTags("Rosters");
        roster.MapGet("", (Desk desk, long id, [AsParameters] PageQuery page, bool? reported) =>
                desk.Look(page, (tx, request) => RosterViews.List(tx, id, reported, request)))
            .Gives<Paging.Page<RosterMember>>("The unit's roster: name, covered number, WeCom account, and whether they have reported").SortedBy(RosterViews.Sorts);
        roster.MapPost("", (Desk desk, long id, RosterCreation body) => desk.Create(
                tx => RosterViews.Add(tx, id, body.Name.Trim(), Given(body.Phone), Given(body.WeComUserId)),
                member => $"/api/v1/units/{id}/roster"))
            .Makes<RosterMember>("Puts a member on the roster");
        roster.MapPost("{rowId:long}/leave", (Desk desk, long id, long rowId) =>
                desk.Do(tx => RosterViews.Leave(tx, id, rowId).Then(left => new RosterLeft(rowId, id, left))))
            .Does<RosterLeft>("Marks that the member left the unit; serving at home stays as it is");
        roster.MapPost("{rowId:long}/invite-codes", (Desk desk, long id, long rowId) => desk.Create(tx => Inviting.One(tx, id, rowId), _ => "/api/v1/codes"))
            .Makes<Invitation>("A one-time code for one member; shown this once");
        api.MapPost("/units/{id:long}/invite-codes", (Desk desk, long id) => desk.Create(tx => Inviting.Many(tx, id), _ => "/api/v1/codes"))
            .WithTags("Rosters").Makes<Invitations>("Codes for those who have not reported and have none in force, 200 at a time; shown this once");
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
