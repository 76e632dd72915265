using System.Net;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Desk;

/// <summary>The tree, as the banner's office and those below it change it.</summary>
public sealed class OrganisationTests
{
    [Theory, Databases]
    public async Task An_organisation_is_made_renamed_moved_and_closed_and_its_past_stays(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var banner = await site.TokenOf(site.World.BannerOffice);
        var streets = (await site.Get("/api/v1/organisations?kind=Street", banner)).Json["items"]!.AsArray();
        var (east, west) = ((long)streets[0]!["id"]!, (long)streets[1]!["id"]!);

        var made = (await site.Post("/api/v1/organisations", banner, new { kind = "Community", parentId = east, name = "新城社区", divisionCode = "152921001003" })).Is(HttpStatusCode.Created);
        Assert.Equal($"/api/v1/organisations/{made.Id}", made.Location);
        var renamed = (await site.Put($"/api/v1/organisations/{made.Id}", banner, new { name = "新区社区" }, made.ETag)).Is(HttpStatusCode.OK);
        Assert.NotEqual(made.ETag, renamed.ETag);
        (await site.Put($"/api/v1/organisations/{made.Id}", banner, new { name = "旧版本" }, made.ETag)).IsProblem(HttpStatusCode.PreconditionFailed, "ChangedMeanwhile");
        (await site.Put($"/api/v1/organisations/{made.Id}", banner, new { name = "没写版本" }, null)).IsProblem((HttpStatusCode)428, "VersionMissing");

        (await site.Post($"/api/v1/organisations/{made.Id}/move", banner, new { parentId = west })).Is(HttpStatusCode.OK);
        (await site.Post($"/api/v1/organisations/{made.Id}/move", banner, new { parentId = site.World.Unit })).IsProblem((HttpStatusCode)422, "CannotStandThere");
        var past = (await site.Get($"/api/v1/organisations/{made.Id}/past", banner)).Items;
        Assert.Equal(["新区社区", "新城社区"], past.Select(each => (string)each!["name"]!));

        (await site.Post($"/api/v1/organisations/{made.Id}/close", banner)).Is(HttpStatusCode.OK);
        (await site.Post($"/api/v1/organisations/{east}/close", banner)).IsProblem(HttpStatusCode.Conflict, "StillInUse");
        Assert.DoesNotContain("新区社区", (await site.Get("/api/v1/organisations?kind=Community", banner)).Text, StringComparison.Ordinal);
        Assert.Contains("新区社区", (await site.Get("/api/v1/organisations?closed=true", banner)).Text, StringComparison.Ordinal);
        ClosureIsRight(site);
    }

    [Theory, Databases]
    public async Task Merging_takes_along_what_is_open_and_tells_the_members(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var banner = await site.TokenOf(site.World.BannerOffice);
        var member = await site.World.Member("王小明");
        var task = await site.World.Publish(site.World.Draft(site.Database.Clock.GetUtcNow().AddDays(2)));
        foreach (var community in new[] { site.World.Helan, site.World.Garden })
        {
            (await site.Post("/api/v1/organisations", banner, new { kind = "Grid", parentId = community, name = "第一网格" })).Is(HttpStatusCode.Created);
        }

        (await site.Post($"/api/v1/organisations/{site.World.Helan}/merge", banner, new { intoId = site.World.Unit })).IsProblem(HttpStatusCode.Conflict, "CannotMerge");
        (await site.Post($"/api/v1/organisations/{site.World.Helan}/merge", banner, new { intoId = site.World.Garden })).Is(HttpStatusCode.OK);
        (await site.Post($"/api/v1/organisations/{site.World.Helan}/merge", banner, new { intoId = site.World.Garden })).Is(HttpStatusCode.OK);

        var orgs = site.Database.Db.Read(tx => tx.All<long>(
            "SELECT org_id FROM registration WHERE person_id = @member UNION SELECT org_id FROM task WHERE id = @Id", new { member, task.Id }));
        Assert.Equal([site.World.Garden], orgs);
        Assert.Contains(Mail.To(site.Database.Db, member), letter => letter.Text.Contains("并入了园林社区", StringComparison.Ordinal));
        Assert.Equal(2, (await site.Get($"/api/v1/organisations?kind=Grid&under={site.World.Garden}", banner)).Json["items"]!.AsArray().Count);
        (await site.Get("/api/v1/me", await Dismissed(site))).IsProblem(HttpStatusCode.Forbidden, "RoleEnded");
        ClosureIsRight(site);
    }

    [Theory, Databases]
    public async Task Moves_at_the_same_moment_never_make_a_circle(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var banner = await site.TokenOf(site.World.BannerOffice);
        var streets = (await site.Get("/api/v1/organisations?kind=Street", banner)).Json["items"]!.AsArray().Select(each => (long)each!["id"]!).ToList();

        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => site.Post(
            $"/api/v1/organisations/{(i % 3 == 0 ? site.World.Garden : site.World.Helan)}/move", banner, new { parentId = streets[i % 2] })));

        ClosureIsRight(site);
    }

    [Theory, Databases]
    public async Task A_request_sent_twice_under_one_key_makes_one_organisation(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var banner = await site.TokenOf(site.World.BannerOffice);
        var body = new { kind = "Grid", parentId = site.World.Helan, name = "第七网格" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => site.Post("/api/v1/organisations", banner, body, ("Idempotency-Key", "k1"))));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.Created));
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        (await site.Post("/api/v1/organisations", banner, new { kind = "Grid", parentId = site.World.Helan, name = "第八网格" }, ("Idempotency-Key", "k1")))
            .IsProblem((HttpStatusCode)422, "IdempotencyKeyReused");
        (await site.Post("/api/v1/organisations", banner, body)).IsProblem(HttpStatusCode.Conflict, "NameTaken");
        Assert.Single((await site.Get("/api/v1/organisations?kind=Grid", banner)).Json["items"]!.AsArray());
    }

    [Theory, Databases]
    public async Task Lists_go_page_by_page_without_a_gap_or_a_double(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var banner = await site.TokenOf(site.World.BannerOffice);
        foreach (var i in Enumerable.Range(1, 7))
        {
            (await site.Post("/api/v1/organisations", banner, new { kind = "Grid", parentId = site.World.Helan, name = $"第{i}网格" })).Is(HttpStatusCode.Created);
        }

        var names = new List<string>();
        string? next = null;
        do
        {
            var page = (await site.Get("/api/v1/organisations?kind=Grid&limit=3" + (next is null ? "" : "&after=" + next), banner)).Is(HttpStatusCode.OK).Json;
            names.AddRange(page["items"]!.AsArray().Select(each => (string)each!["name"]!));
            next = (string?)page["next"];
        }
        while (next is not null && names.Count < 20);

        Assert.Equal(Enumerable.Range(1, 7).Select(i => $"第{i}网格"), names);
        (await site.Get("/api/v1/organisations?after=%20%20", banner)).IsProblem(HttpStatusCode.BadRequest);
        (await site.Get("/api/v1/organisations?limit=0", banner)).IsProblem(HttpStatusCode.BadRequest);
    }

    [Theory, Databases]
    public async Task What_is_wrong_is_said_field_by_field_in_the_language_asked_for(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var banner = await site.TokenOf(site.World.BannerOffice);

        var wrong = await site.Post("/api/v1/organisations", banner, new { kind = "Unit", parentId = site.World.Banner, uscc = "123", latitude = 91.0 });
        Assert.Equal(["latitude", "name", "uscc"], wrong.IsProblem(HttpStatusCode.BadRequest, "InvalidRequest").Json["fields"]!.AsArray().Select(each => (string)each!["field"]!).Order());
        Assert.Contains("要填", wrong.Text, StringComparison.Ordinal);
        var english = await site.Post("/api/v1/organisations", banner, new { kind = "Unit" }, ("Accept-Language", "en-GB,en;q=0.8"));
        Assert.Contains("has to be filled in", english.Text, StringComparison.Ordinal);
        foreach (var raw in new[] { "{", "[]", "null", "{\"name\":1}", "{\"nam\":\"x\"}", "{\"name\":\"x\",\"kind\":\"Palace\"}", "{\"parentId\":\"12\"}", "" })
        {
            (await site.Post("/api/v1/organisations", banner, raw)).IsProblem(HttpStatusCode.BadRequest, "InvalidRequest");
        }
    }

    private static async Task<string> Dismissed(DeskSite site) => await site.Database.Db.Write(tx =>
    {
        var role = tx.First<long>("SELECT id FROM staff_role WHERE person_id = @Secretary", new { site.World.Secretary });
        tx.Run("UPDATE staff_role SET until_at = NULL WHERE id = @role", new { role });
        var secret = Access.ApiTokens.Create(tx, new Access.NewToken("test", role, null, 5)).Value.Secret;
        tx.Run("UPDATE staff_role SET until_at = @Now WHERE id = @role", new { role, tx.Now });
        return secret;
    });

    /// <summary>The closure is what the parents say, all the way up and with the right depth.</summary>
    private static void ClosureIsRight(DeskSite site)
    {
        var (parents, closure) = site.Database.Db.Read(tx => (
            tx.All<OrgView>("SELECT id, parent_id FROM org").ToDictionary(org => org.Id, org => org.ParentId),
            tx.All<string>("SELECT ancestor_id || '>' || descendant_id || '@' || depth FROM org_closure").Order(StringComparer.Ordinal).ToList()));
        var expected = new List<string>();
        foreach (var id in parents.Keys)
        {
            var depth = 0;
            for (long? up = id; up is { } ancestor; up = parents[ancestor])
            {
                expected.Add($"{ancestor}>{id}@{depth++}");
                Assert.True(depth < 10, "a circle");
            }
        }

        Assert.Equal(expected.Order(StringComparer.Ordinal), closure);
    }
}
