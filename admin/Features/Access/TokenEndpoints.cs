using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Api;
using ChatGov.Http;
using ChatGov.Organisations;
using ChatGov.Rights;

namespace ChatGov.Access;

public sealed record TokenCreation : IRequestBody
{
    public static TokenCreation Example { get; } = new() { Name = "每周名单", StaffRoleId = 5, Days = 90 };

    [Required, StringLength(ApiTokens.LongestName), Description("What it is for, so that you know it when you revoke it.")]
    public string Name { get; init; } = "";

    [Required, Range(1, long.MaxValue), Description("The appointment of yours that it acts for; see /me.")]
    public long? StaffRoleId { get; init; }

    [Range(1, long.MaxValue), Description("The part of the tree it is for; all that the appointment covers unless told.")]
    public long? OrgId { get; init; }

    [Range(1, ApiTokens.MostDays), Description("For how many days; 90 unless told.")]
    public int Days { get; init; } = 90;
}

/// <summary>Who you are at the desk.</summary>
/// <param name="Role">The role in which this token acts.</param>
/// <param name="OrgId">The part of the tree in which it acts.</param>
/// <param name="Appointments">All your appointments in force.</param>
/// <param name="Name">Your name.</param>
public sealed record Me(string Name, Role Role, long OrgId, string OrgName, IReadOnlyList<Appointment> Appointments);

/// <summary>令牌: who one is, the tokens one has made, and where one is signed in.</summary>
internal static class TokenEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/me", (Desk desk) => desk.Get<Me>(tx => new Me(
                Appointments.OfPerson(tx, desk.Actor.RequiredPersonId)[0].PersonName,
                desk.Actor.Grant!.Role,
                desk.Actor.Grant.OrgId,
                OrgTree.NameOf(tx, desk.Actor.Grant.OrgId) ?? "",
                Appointments.OfPerson(tx, desk.Actor.RequiredPersonId))))
            .WithTags("Tokens").Gives<Me>("Who you are, and in which role and place this token acts");
        var tokens = api.MapGroup("/tokens").WithTags("Tokens");
        tokens.MapGet("", (Desk desk) => desk.Whole<ApiToken>(tx => ApiTokens.Own(tx)))
            .Gives<Paging.Page<ApiToken>>("Your tokens, the newest first, without their secrets");
        tokens.MapPost("", (Desk desk, TokenCreation body) => desk.Create(
                tx => ApiTokens.Create(tx, new NewToken(body.Name, body.StaffRoleId!.Value, body.OrgId, body.Days)),
                _ => "/api/v1/tokens"))
            .Makes<IssuedToken>("Makes a token, in a browser that was signed in from the chat; its secret is shown this once");
        tokens.MapPost("{id:long}/revoke", (Desk desk, long id) => desk.Do(tx => ApiTokens.Revoke(tx, id, ApiTokenKind.Token)))
            .Does<ApiToken>("Ends a token of yours at once, and what was made with it");
        var sessions = api.MapGroup("/sessions").WithTags("Tokens");
        sessions.MapGet("", (Desk desk) => desk.Whole<ApiToken>(tx => ApiTokens.Own(tx, ApiTokenKind.Session)))
            .Gives<Paging.Page<ApiToken>>("The browsers that signed in as you, the newest first, and when each ended");
        sessions.MapPost("{id:long}/end", (Desk desk, long id) => desk.Do(tx => ApiTokens.Revoke(tx, id, ApiTokenKind.Session)))
            .Does<ApiToken>("Ends one of them at once, and the tokens that were made in it");
    }
}
