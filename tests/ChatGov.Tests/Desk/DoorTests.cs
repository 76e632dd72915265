using System.Net;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Papers;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Tests.Papers;
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
        var id = (long)(await site.Get("/api/v1/tokens", token)).Is(HttpStatusCode.OK).Items[0]!["id"]!;
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
    public async Task A_token_in_a_hurry_is_made_to_wait()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite, ("Api:RequestsPerMinute", "30"));
        var token = await site.TokenOf(site.World.Secretary);
        for (var i = 0; i < 30; i++)
        {
            (await site.Get("/api/v1/me", token)).Is(HttpStatusCode.OK);
        }

        var hurry = (await site.Get("/api/v1/me", token)).IsProblem(HttpStatusCode.TooManyRequests, "TooManyRequests");
        Assert.True(hurry.Headers.ContainsKey("Retry-After"));
    }

    /// <summary>Guesses of each kind, far more than are answered, from the address of all; then the right thing of each kind.</summary>
    [Theory, Databases]
    public async Task Whatever_somebody_guesses_what_is_right_gets_in(Provider provider)
    {
        await using var site = await DeskSite.Start(provider, ("Api:RequestsPerMinute", "50"));
        var paper = "/check/" + await Certificate(site);
        var token = await site.TokenOf(site.World.Secretary);
        var calendar = new Uri((string)(await site.Post("/api/v1/calendars", token, new { name = "手机" })).Json["url"]!).AbsolutePath;
        var link = "/sign-in/" + await site.World.As(site.World.Secretary, tx => SigningIn.Link(tx, Appointments.OfPerson(tx, site.World.Secretary)[0].Id, new ChatOwner("fake", "secretary", "secretary")).Value);

        await Guesses(() => site.Get("/api/v1/me", "cgt_wrong"), HttpStatusCode.Unauthorized, 20);
        await Guesses(() => site.Post("/sign-in/wrong", null), HttpStatusCode.Gone, 20);
        await Guesses(() => site.Get("/calendar/cgt_wrong.ics", null), HttpStatusCode.NotFound, 20);
        await Guesses(() => site.Get("/check/" + PaperNumber.Draw(PaperKind.Certificate), null), HttpStatusCode.NotFound, 30);

        (await site.Get("/api/v1/me", token)).Is(HttpStatusCode.OK);
        (await site.Get(calendar, null)).Is(HttpStatusCode.OK);
        (await site.Get("/check", null)).Is(HttpStatusCode.OK);
        (await site.Get(paper, null)).Is(HttpStatusCode.OK);
        (await site.Get(link, null)).Is(HttpStatusCode.OK);
        (await site.Post(link, null)).Is(HttpStatusCode.Found);
    }

    [Theory]
    [InlineData("127.0.0.0/8", true)]
    [InlineData("10.0.0.0/8, 127.0.0.1", true)]
    [InlineData("10.0.0.0/8", false)]
    [InlineData(null, false)]
    public async Task Who_calls_is_taken_from_the_word_of_trusted_proxies_only(string? proxies, bool isTrusted)
    {
        await using var site = await DeskSite.Start(Provider.Sqlite, proxies is null ? [] : [("Desk:TrustedProxies", proxies)]);
        await Guesses(() => site.Send(HttpMethod.Get, "/api/v1/me", "cgt_wrong", null, ("X-Forwarded-For", "203.0.113.7")), HttpStatusCode.Unauthorized, 20);

        var another = await site.Send(HttpMethod.Get, "/api/v1/me", "cgt_wrong", null, ("X-Forwarded-For", "203.0.113.8"));
        Assert.Equal(isTrusted ? HttpStatusCode.Unauthorized : HttpStatusCode.TooManyRequests, another.Status);

        // What the caller wrote stands to the left of what the proxy saw, and is not believed.
        var liar = await site.Send(HttpMethod.Get, "/api/v1/me", "cgt_wrong", null, ("X-Forwarded-For", "198.51.100.1, 203.0.113.7"));
        Assert.Equal(HttpStatusCode.TooManyRequests, liar.Status);
    }

    [Theory]
    [InlineData("Desk:TrustedProxies", "proxy.example.org")]
    [InlineData("Desk:TrustedProxies", "10.0.0.0/40")]
    [InlineData("Desk:TrustedProxies", "0.0.0.0/0")]
    [InlineData("ForwardedHeaders_Enabled", "true")]
    [InlineData("Api:WrongTokensPerMinute", "0")]
    [InlineData("Papers:ChecksPerMinute", "many")]
    public async Task A_setting_of_the_door_that_is_none_stops_the_start(string name, string value)
    {
        var fault = await Assert.ThrowsAsync<ConfigurationFault>(() => DeskSite.Start(Provider.Sqlite, (name, value)));
        Assert.Contains(name.Split('_')[0], fault.Message.Replace("FORWARDEDHEADERS", "ForwardedHeaders", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(value + " ", fault.Message, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_token_reaches_no_further_than_the_role_and_place_it_was_made_for(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var banner = await site.SessionOf(site.World.BannerOffice);
        var office = (await site.Get("/api/v1/me", banner)).Json["appointments"]![0]!["id"]!;
        var made = (await site.Post("/api/v1/tokens", banner, new { name = "只看贺兰", staffRoleId = (long)office, orgId = site.World.Helan })).Is(HttpStatusCode.Created);
        var narrow = (string)made.Json["secret"]!;

        (await site.Get($"/api/v1/organisations/{site.World.Helan}", narrow)).Is(HttpStatusCode.OK);
        (await site.Get($"/api/v1/organisations/{site.World.Garden}", narrow)).IsProblem(HttpStatusCode.NotFound, "NotFound");
        (await site.Post("/api/v1/tokens", narrow, new { name = "更宽", staffRoleId = (long)office, orgId = site.World.Banner })).IsProblem(HttpStatusCode.NotFound);
        Assert.DoesNotContain(narrow["cgt_".Length..], (await site.Get("/api/v1/tokens", banner)).Text, StringComparison.Ordinal);
        Assert.Equal(0, site.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM api_token WHERE secret_hash LIKE @part", new { part = "%" + narrow[^20..] + "%" })));
    }

    /// <summary>A service's output is kept in a log: whoever made a token by command wants none there.</summary>
    [Theory, Databases]
    public async Task A_start_after_a_token_was_made_by_command_makes_none(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var token = await database.Db.Write(tx => FirstToken.Make(tx, "command").Value.Secret);
        Assert.Null(await database.Db.Write(FirstToken.Once));
        Assert.Equal(Entry.In, database.Db.Read(tx => Entering.By(tx, token)).Entry);
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
        var code = await site.World.As(site.World.Secretary, tx => SigningIn.Link(tx, Appointments.OfPerson(tx, site.World.Secretary)[0].Id, new ChatOwner("fake", "secretary", "secretary")).Value);

        (await site.Get("/sign-in/" + code, null)).Is(HttpStatusCode.OK);
        (await site.Get("/sign-in/" + code, null)).Is(HttpStatusCode.OK);
        var signedIn = (await site.Post("/sign-in/" + code, null)).Is(HttpStatusCode.Found);
        (await site.Post("/sign-in/" + code, null)).Is(HttpStatusCode.Gone);

        Assert.Equal("../docs/", signedIn.Location);
        var cookie = signedIn.Headers["Set-Cookie"].Split(';')[0];
        Assert.StartsWith("chatgov=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", signedIn.Headers["Set-Cookie"], StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", signedIn.Headers["Set-Cookie"], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", signedIn.Headers["Set-Cookie"], StringComparison.OrdinalIgnoreCase);
        (await site.Send(HttpMethod.Get, "/api/v1/me", null, null, ("Cookie", cookie))).Is(HttpStatusCode.OK);
        (await site.Post("/api/v1/sign-out", null, null, ("Cookie", cookie), ("Sec-Fetch-Site", "cross-site"))).IsProblem(HttpStatusCode.Unauthorized);
        (await site.Post("/api/v1/sign-out", null, null, ("Cookie", cookie), ("Sec-Fetch-Site", "same-origin"))).Is(HttpStatusCode.OK);
        (await site.Send(HttpMethod.Get, "/api/v1/me", null, null, ("Cookie", cookie))).IsProblem(HttpStatusCode.Unauthorized);
    }

    /// <summary>The proxy hands on plain HTTP; what browsers use is told by <c>Desk:Address</c>.</summary>
    [Fact]
    public async Task Where_the_desk_is_reached_by_TLS_its_cookie_never_leaves_it_otherwise()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        await DeskAddress.Keep(site.Database.Db, Given.Settings(("Desk:Address", "https://desk.example.org/zm")));
        var code = await site.World.As(site.World.Secretary, tx => SigningIn.Link(tx, Appointments.OfPerson(tx, site.World.Secretary)[0].Id, new ChatOwner("fake", "secretary", "secretary")).Value);
        var set = (await site.Post("/sign-in/" + code, null)).Is(HttpStatusCode.Found).Headers["Set-Cookie"];
        Assert.StartsWith("__Host-chatgov=", set, StringComparison.Ordinal);
        Assert.Contains("; secure", set, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/;", set, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", set, StringComparison.OrdinalIgnoreCase);

        var cookie = set.Split(';')[0];
        (await site.Send(HttpMethod.Get, "/api/v1/me", null, null, ("Cookie", cookie))).Is(HttpStatusCode.OK);
        (await site.Send(HttpMethod.Get, "/api/v1/me", null, null, ("Cookie", cookie["__Host-".Length..]))).IsProblem(HttpStatusCode.Unauthorized);
        (await site.Post("/api/v1/sign-out", null, null, ("Cookie", cookie), ("Origin", "https://elsewhere.example.org"))).IsProblem(HttpStatusCode.Unauthorized);
        (await site.Post("/api/v1/sign-out", null, null, ("Cookie", cookie), ("Origin", "https://desk.example.org"))).Is(HttpStatusCode.OK);
    }

    /// <summary>So many are answered, the rest are told to wait.</summary>
    private static async Task Guesses(Func<Task<DeskSite.Answer>> guess, HttpStatusCode status, int answered)
    {
        for (var i = 0; i < answered + 40; i++)
        {
            var answer = (await guess()).Is(i < answered ? status : HttpStatusCode.TooManyRequests);
            Assert.Equal(i >= answered, answer.Headers.ContainsKey("Retry-After"));
        }
    }

    private static async Task<string> Certificate(DeskSite site)
    {
        var member = await site.World.Member("王小明");
        await Service.Served(site.World, site.Database.Clock, member, Service.Saturday);
        return await site.World.As(member, tx => PaperIssuing.Issue(tx, PaperDrafting.Request(tx, new PaperRequest(PaperKind.Certificate, site.World.Helan)).Value.Paper.Id).Value.Facts.Number);
    }
}
