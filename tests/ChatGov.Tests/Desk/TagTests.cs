using System.Net;
using ChatGov.Organisations;
using ChatGov.Rights;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Desk;

/// <summary>What is said about places and people besides the tree.</summary>
public sealed class TagTests
{
    [Theory, Databases]
    public async Task A_community_names_its_estates_and_the_offices_say_what_it_is_an_example_of(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var (secretary, office) = (await site.TokenOf(site.World.Secretary), await site.TokenOf(site.World.BannerOffice));
        var path = $"/api/v1/organisations/{site.World.Helan}";
        var before = await site.Get($"{path}/tags", secretary);
        var named = (await site.Put($"{path}/estates", secretary, new { names = new[] { "金沙苑", " 金沙苑", "世纪花园" } }, before.ETag)).Is(HttpStatusCode.OK);
        Assert.Equal(["世纪花园", "金沙苑"], named.Json["estates"]!.AsArray().Select(name => (string)name!).Order(StringComparer.Ordinal));
        Assert.Equal("贺兰社区", site.Database.Db.Read(tx => Assert.Single(OrgTree.FindCommunities(tx, "我住金沙苑"))).Name);
        (await site.Put($"{path}/estates", secretary, new { names = new[] { "别的" } }, before.ETag)).IsProblem(HttpStatusCode.PreconditionFailed);
        (await site.Put($"{path}/estates", secretary, new { names = new[] { " " } }, named.ETag)).IsProblem(HttpStatusCode.BadRequest);
        (await site.Put($"{path}/tags", secretary, new { showcases = new[] { "示范点" } }, named.ETag)).IsProblem(HttpStatusCode.Forbidden, "NotAllowed");
        var tagged = (await site.Put($"{path}/tags", office, new { showcases = new[] { "示范点" }, brands = new[] { "红色驿站" } }, named.ETag)).Is(HttpStatusCode.OK);
        Assert.Equal("红色驿站", (string?)tagged.Json["brands"]![0]);
        Assert.Equal(2, tagged.Json["estates"]!.AsArray().Count);
    }

    [Theory, Databases]
    public async Task Tags_of_people_are_data_and_give_no_right(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var (secretary, office) = (await site.TokenOf(site.World.Secretary), await site.TokenOf(site.World.BannerOffice));
        var worker = await site.World.Person("网格员甲");
        var appointment = await site.Database.Db.Write(tx => Staff.Appoint(tx, worker, Role.GridWorker, site.World.Helan, tx.Now, until: null).Value);
        var path = $"/api/v1/staff/{appointment}/tags";
        var before = await site.Get(path, secretary);
        (await site.Put(path, secretary, new { tags = new[] { "GridLead" } }, before.ETag)).IsProblem((HttpStatusCode)422, "RoleTagUnknown");
        (await site.Post("/api/v1/role-tags/define", secretary, new { code = "GridLead", label = "网格长" })).IsProblem(HttpStatusCode.NotFound);
        (await site.Post("/api/v1/role-tags/define", office, new { code = "grid lead", label = "网格长" })).IsProblem(HttpStatusCode.BadRequest);
        (await site.Post("/api/v1/role-tags/define", office, new { code = "GridLead", label = "网格长" })).Is(HttpStatusCode.OK);
        (await site.Post("/api/v1/role-tags/define", office, new { code = "GridLead", label = "大网格长" })).Is(HttpStatusCode.OK);
        Assert.Equal("大网格长", (string?)(await site.Get("/api/v1/role-tags", secretary)).Items[0]!["label"]);
        var set = (await site.Put(path, secretary, new { tags = new[] { "GridLead" } }, before.ETag)).Is(HttpStatusCode.OK);
        Assert.NotEqual(before.ETag, set.ETag);
        (await site.Put(path, await site.TokenOf(worker), new { tags = Array.Empty<string>() }, set.ETag)).IsProblem(HttpStatusCode.Forbidden);
    }

    [Theory, Databases]
    public async Task Units_join_and_leave_a_joint_committee_once_and_its_past_stays(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var office = await site.TokenOf(site.World.BannerOffice);
        var committee = (await site.Post("/api/v1/organisations", office, new { kind = "JointCommittee", parentId = site.World.Banner, name = "区域化联合党委" })).Is(HttpStatusCode.Created).Id;
        var path = $"/api/v1/joint-committees/{committee}/members";
        var joined = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => site.Post(path, office, new { unitId = site.World.Unit })));
        Assert.Single(joined.Select(answer => answer.Is(HttpStatusCode.Created).Id).Distinct());
        (await site.Post(path, office, new { unitId = site.World.Helan })).IsProblem((HttpStatusCode)422, "CannotStandThere");
        Assert.Single((await site.Get(path, office)).Json["items"]!.AsArray());
        (await site.Post($"{path}/{site.World.Unit}/leave", office)).Is(HttpStatusCode.OK);
        (await site.Post($"{path}/{site.World.Unit}/leave", office)).IsProblem(HttpStatusCode.NotFound);
        Assert.Empty((await site.Get(path, office)).Json["items"]!.AsArray());
        Assert.Single((await site.Get($"{path}?past=true", office)).Json["items"]!.AsArray());
        (await site.Get($"/api/v1/joint-committees/{site.World.Helan}/members", office)).IsProblem(HttpStatusCode.NotFound);
    }
}
