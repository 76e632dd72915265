using System.Net;
using ChatGov.Access;
using ChatGov.Organisations;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Desk;

/// <summary>Who comes in, and who does not.</summary>
public sealed class DoorTests
{
    [Theory, Databases]
    public async Task Nobody_a_wrong_an_expired_and_a_revoked_token_read_the_same(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var token = await site.TokenOf(site.World.Secretary, days: 10);
        var id = (long)(await site.Get("/api/v1/tokens", token)).Is(HttpStatusCode.OK).Json[0]!["id"]!;
        (await site.Get("/api/v1/me", token)).Is(HttpStatusCode.OK);

        (await site.Get("/api/v1/me", null)).IsProblem(HttpStatusCode.Unauthorized, "TokenMissingOrWrong");
        (await site.Get("/api/v1/me", token[..^1] + (token[^1] == 'x' ? 'y' : 'x'))).IsProblem(HttpStatusCode.Unauthorized, "TokenMissingOrWrong");
        (await site.Get("/api/v1/me", "nonsense")).IsProblem(HttpStatusCode.Unauthorized, "TokenMissingOrWrong");

        (await site.Post($"/api/v1/tokens/{id}/revoke", token)).Is(HttpStatusCode.OK);
        (await site.Get("/api/v1/me", token)).IsProblem(HttpStatusCode.Unauthorized, "TokenMissingOrWrong");
        var other = await site.TokenOf(site.World.Secretary, days: 10);
        site.Database.Clock.MoveTo(site.Database.Clock.GetUtcNow().AddDays(10));
        (await site.Get("/api/v1/me", other)).IsProblem(HttpStatusCode.Unauthorized, "TokenMissingOrWrong");
    }

    [Theory, Databases]
    public async Task When_the_appointment_ends_the_token_lets_nothing_more_be_done(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var token = await site.TokenOf(site.World.Secretary);
        var banner = await site.TokenOf(site.World.BannerOffice);
        var appointment = (await site.Get("/api/v1/me", token)).Json["appointments"]![0]!["id"];

        (await site.Post($"/api/v1/staff/{appointment}/dismiss", banner)).Is(HttpStatusCode.OK);

        (await site.Get("/api/v1/me", token)).IsProblem(HttpStatusCode.Forbidden, "RoleEnded");
        (await site.Get("/api/v1/organisations", token)).IsProblem(HttpStatusCode.Forbidden, "RoleEnded");
    }

    [Fact]
    public async Task An_address_that_shows_wrong_tokens_is_made_to_wait_and_so_is_a_token_in_a_hurry()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite, ("Api:RequestsPerMinute", "30"));
        var token = await site.TokenOf(site.World.Secretary);
        for (var i = 0; i < 30; i++)
        {
            (await site.Get("/api/v1/me", token)).Is(HttpStatusCode.OK);
        }

        var hurry = (await site.Get("/api/v1/me", token)).IsProblem(HttpStatusCode.TooManyRequests, "TooManyRequests");
        Assert.True(hurry.Headers.ContainsKey("Retry-After"));

        await using var other = await DeskSite.Start(Provider.Sqlite);
        var good = await other.TokenOf(other.World.Secretary);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 25; i++)
        {
            statuses.Add((await other.Get("/api/v1/me", "cgt_wrong")).Status);
        }

        Assert.Equal(20, statuses.Count(status => status == HttpStatusCode.Unauthorized));
        (await other.Get("/api/v1/me", good)).IsProblem(HttpStatusCode.TooManyRequests);
    }

    [Theory, Databases]
    public async Task A_token_reaches_no_further_than_the_role_and_place_it_was_made_for(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var banner = await site.TokenOf(site.World.BannerOffice);
        var office = (await site.Get("/api/v1/me", banner)).Json["appointments"]![0]!["id"]!;
        var made = (await site.Post("/api/v1/tokens", banner, new { name = "只看贺兰", staffRoleId = (long)office, orgId = site.World.Helan })).Is(HttpStatusCode.Created);
        var narrow = (string)made.Json["secret"]!;

        (await site.Get($"/api/v1/organisations/{site.World.Helan}", narrow)).Is(HttpStatusCode.OK);
        (await site.Get($"/api/v1/organisations/{site.World.Garden}", narrow)).IsProblem(HttpStatusCode.NotFound, "NotFound");
        (await site.Post("/api/v1/tokens", narrow, new { name = "更宽", staffRoleId = (long)office, orgId = site.World.Banner })).IsProblem(HttpStatusCode.NotFound);
        Assert.DoesNotContain(narrow["cgt_".Length..], (await site.Get("/api/v1/tokens", banner)).Text, StringComparison.Ordinal);
        Assert.Equal(0, site.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM api_token WHERE secret_hash LIKE @part", new { part = "%" + narrow[^20..] + "%" })));
    }

    [Theory, Databases]
    public async Task The_first_start_makes_one_token_and_a_tree_to_begin_with(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);

        var first = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => database.Db.Write(FirstToken.Once)));

        var token = Assert.Single(first, each => each is not null);
        Assert.Null(await database.Db.Write(FirstToken.Once));
        var entrance = database.Db.Read(tx => Entering.By(tx, token!));
        Assert.Equal(Entry.In, entrance.Entry);
        Assert.Equal(Role.BannerOffice, entrance.Actor.Grant!.Role);
        Assert.Equal(OrgKind.Banner, database.Db.Read(tx => OrgViews.Find(tx.As(entrance.Actor), entrance.Actor.Grant.OrgId).Value.Kind));
    }

    [Theory, Databases]
    public async Task A_sign_in_link_works_once_by_its_button_and_its_session_ends_with_sign_out(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var code = await site.World.As(site.World.Secretary, tx => SigningIn.Link(tx, Appointments.OfPerson(tx, site.World.Secretary)[0].Id).Value);

        (await site.Get("/sign-in/" + code, null)).Is(HttpStatusCode.OK);
        (await site.Get("/sign-in/" + code, null)).Is(HttpStatusCode.OK);
        var signedIn = (await site.Post("/sign-in/" + code, null)).Is(HttpStatusCode.Found);
        (await site.Post("/sign-in/" + code, null)).Is(HttpStatusCode.Gone);

        var cookie = signedIn.Headers["Set-Cookie"].Split(';')[0];
        Assert.Contains("httponly", signedIn.Headers["Set-Cookie"], StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", signedIn.Headers["Set-Cookie"], StringComparison.OrdinalIgnoreCase);
        (await site.Send(HttpMethod.Get, "/api/v1/me", null, null, ("Cookie", cookie))).Is(HttpStatusCode.OK);
        (await site.Post("/api/v1/sign-out", null, null, ("Cookie", cookie), ("Sec-Fetch-Site", "cross-site"))).IsProblem(HttpStatusCode.Unauthorized);
        (await site.Post("/api/v1/sign-out", null, null, ("Cookie", cookie), ("Sec-Fetch-Site", "same-origin"))).Is(HttpStatusCode.OK);
        (await site.Send(HttpMethod.Get, "/api/v1/me", null, null, ("Cookie", cookie))).IsProblem(HttpStatusCode.Unauthorized);
    }
}
