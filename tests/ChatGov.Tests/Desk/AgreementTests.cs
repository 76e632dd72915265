using System.Net;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Desk;

/// <summary>Agreements at the desk, from the draft to the page of the year.</summary>
public sealed class AgreementTests
{
    [Theory, Databases]
    public async Task A_draft_is_signed_fulfilled_printed_and_counted(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var (unit, community) = (await site.TokenOf(site.World.Liaison, days: 90), await site.TokenOf(site.World.Secretary, days: 90));
        var neighbour = await site.TokenOf(site.World.OtherSecretary, days: 90);
        var made = (await site.Send(HttpMethod.Post, "/api/v1/agreements", community, Draft(site, "供电<公司>与贺兰共建"))).Is(HttpStatusCode.Created);
        var id = (long)made.Json["id"]!;
        var commitment = (long)made.Json["commitments"]![0]!["id"]!;
        Assert.Equal("协议生效后开始", (string)made.Json["commitments"]![0]!["standing"]!);
        Assert.Equal("begins with the agreement", (string)(await site.Send(HttpMethod.Get, $"/api/v1/agreements/{id}", community, null, ("Accept-Language", "en"))).Json["commitments"]![0]!["standing"]!);

        (await site.Send(HttpMethod.Put, $"/api/v1/agreements/{id}", community, Draft(site, "供电与贺兰共建"), ("If-Match", "\"1\""))).Is(HttpStatusCode.OK);
        (await site.Send(HttpMethod.Put, $"/api/v1/agreements/{id}", community, Draft(site, "又改"), ("If-Match", "\"1\""))).IsProblem(HttpStatusCode.PreconditionFailed);
        commitment = (long)(await site.Get($"/api/v1/agreements/{id}", community)).Json["commitments"]![0]!["id"]!;
        (await site.Send(HttpMethod.Post, $"/api/v1/agreements/{id}/propose", community)).Is(HttpStatusCode.OK);
        Assert.Equal("Active", (string)(await site.Send(HttpMethod.Post, $"/api/v1/agreements/{id}/confirm", unit)).Is(HttpStatusCode.OK).Json["state"]!);

        site.Database.Clock.MoveTo(site.Database.Clock.GetUtcNow().AddDays(35));
        Assert.Equal("Yellow", (string)(await site.Get($"/api/v1/agreements/{id}", community)).Json["commitments"]![0]!["light"]!);
        var delivery = (long)(await site.Send(HttpMethod.Post, $"/api/v1/commitments/{commitment}/deliveries", unit, new { quantity = 1 })).Is(HttpStatusCode.Created).Json["id"]!;
        (await site.Send(HttpMethod.Post, $"/api/v1/deliveries/{delivery}/confirm", unit)).IsProblem(HttpStatusCode.Forbidden);
        (await site.Send(HttpMethod.Post, "/api/v1/deliveries/confirm", community, new { ids = new[] { delivery } })).Is(HttpStatusCode.OK);

        var year = site.Database.Clock.GetUtcNow().AddHours(8).Year;
        var page = (await site.Get($"/api/v1/agreements/{id}/year?year={year}", unit)).Is(HttpStatusCode.OK).Json;
        Assert.Equal(1, page["lines"]!.AsArray().Sum(line => (long)line!["received"]!));
        Assert.Equal(1, (long)(await site.Get($"/api/v1/organisations/{site.World.Helan}/year?year={year}", community)).Is(HttpStatusCode.OK).Json["lines"]![0]!["byMonth"]![site.Database.Clock.GetUtcNow().Month - 1]!);
        var document = (await site.Get($"/api/v1/agreements/{id}/document", community)).Is(HttpStatusCode.OK).Text;
        Assert.Contains("供电公司提供", document, StringComparison.Ordinal);
        Assert.DoesNotContain("<公司>", document, StringComparison.Ordinal);
        Assert.Contains("排查电路", (await site.Get($"/api/v1/agreements/{id}/year/page?year={year}", community)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Contains("供电与贺兰共建", (await site.Get("/api/v1/agreements?format=csv", unit)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        (await site.Get($"/api/v1/agreements/{id}/document", neighbour)).IsProblem(HttpStatusCode.NotFound);
        Assert.DoesNotContain("贺兰", (await site.Get("/api/v1/agreements", neighbour)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_unclear_is_named_by_its_position()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var community = await site.TokenOf(site.World.Secretary);
        (await site.Send(HttpMethod.Post, "/api/v1/agreements", community, Draft(site, "自己和自己", site.World.Helan))).IsProblem(HttpStatusCode.Conflict, "AgreementParties");
        var unclear = await site.Send(HttpMethod.Post, "/api/v1/agreements", community, new
        {
            title = "没写清",
            startsAt = site.Database.Clock.GetUtcNow(),
            parties = new[] { site.World.Helan, site.World.Unit },
            commitments = new[] { new { giverId = site.World.Unit, receiverId = site.World.Garden, what = "排查电路", quantity = 1, measure = "次", per = "Month" } },
        });
        Assert.Contains("第 1 项", unclear.Text, StringComparison.Ordinal);
        (await site.Send(HttpMethod.Post, "/api/v1/agreements", await site.TokenOf(site.World.OtherSecretary), Draft(site, "别人的"))).IsProblem(HttpStatusCode.NotFound);
    }

    private static object Draft(DeskSite site, string title, long? second = null) => new
    {
        title,
        goal = "让老旧小区用电更放心",
        startsAt = site.Database.Clock.GetUtcNow(),
        parties = new[] { site.World.Helan, second ?? site.World.Unit },
        commitments = new[] { new { giverId = site.World.Unit, receiverId = site.World.Helan, what = "排查电路", quantity = 1, measure = "次", per = "Month" } },
    };
}
