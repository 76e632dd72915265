using System.Net;
using System.Text.Json.Nodes;
using ChatGov.Claims;
using ChatGov.Hours;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Desk;

/// <summary>The three lists at the desk, from what is offered and needed to what was received.</summary>
public sealed class ListTests
{
    [Theory, Databases]
    public async Task An_offer_meets_a_need_with_reasons_and_both_sides_word_draws_the_stock_down(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var unit = await site.TokenOf(site.World.Liaison);
        var community = await site.TokenOf(site.World.Secretary);
        var offer = await Make(site, unit, "/api/v1/offers", new { unitId = site.World.Unit, kind = "Talk", title = "防诈骗宣讲", quantity = 5, measure = "场" });
        var need = await Make(site, community, "/api/v1/needs", new { orgId = site.World.Helan, kind = "Talk", title = "给老人讲防诈骗", quantity = 3, measure = "场" });
        await Make(site, unit, "/api/v1/offers", new { unitId = site.World.Unit, kind = "Talk", title = "育儿知识", quantity = 5, measure = "场" });

        var proposals = (await site.Get($"/api/v1/needs/{need}/proposals", community)).Is(HttpStatusCode.OK).Items;
        Assert.Equal(offer, (long)proposals[0]!["offerId"]!);
        Assert.Contains("防诈骗", (string)proposals[0]!["words"]!, StringComparison.Ordinal);
        Assert.Equal(3, (long)proposals[0]!["quantity"]!);
        Assert.DoesNotContain(proposals, each => (string)each!["offerTitle"]! == "育儿知识");
        Assert.Equal(need, (long)(await site.Get($"/api/v1/offers/{offer}/proposals", unit)).Items[0]!["needId"]!);

        var match = await Make(site, community, "/api/v1/matches", new { offerId = offer, needId = need, quantity = 3 });
        await Do(site, unit, $"/api/v1/matches/{match}/accept");
        Assert.Equal((3, 0), await Stock(site, unit, offer));
        await Do(site, unit, $"/api/v1/matches/{match}/confirm-delivery");
        Assert.Equal("Delivered", (string)(await Do(site, community, $"/api/v1/matches/{match}/confirm-delivery"))["state"]!);
        Assert.Equal((0, 3), await Stock(site, unit, offer));
        Assert.Equal("Met", (string)(await site.Get($"/api/v1/needs/{need}", community)).Json["state"]!);
        Assert.Contains("防诈骗宣讲", (await site.Get("/api/v1/matches?format=csv", community)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task What_a_resident_said_is_read_by_their_secretary_only_and_the_list_names_nobody(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var resident = await site.World.Person("赵大娘");
        var need = (await site.World.As(resident, tx => NeedRequests.Ask(tx, site.World.Helan, ResourceKind.Goods, "我赵大娘想要收音机", NeedForm.Wish, forAnother: false))).Value.Id;
        var secretary = await site.TokenOf(site.World.Secretary);
        var neighbour = await site.TokenOf(site.World.OtherSecretary);
        var banner = await site.TokenOf(site.World.BannerOffice);

        (await site.Get($"/api/v1/needs/{need}", neighbour)).IsProblem(HttpStatusCode.NotFound);
        Assert.DoesNotContain($"\"id\":{need},", (await site.Get("/api/v1/needs", neighbour)).Text, StringComparison.Ordinal);
        (await site.Send(HttpMethod.Post, $"/api/v1/needs/{need}/read-words", banner)).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal("我赵大娘想要收音机", (string)(await Do(site, secretary, $"/api/v1/needs/{need}/read-words"))["words"]!);

        var named = await site.Send(HttpMethod.Post, $"/api/v1/needs/{need}/accept", secretary, Wish("给赵大娘买收音机", 12_000));
        named.IsProblem(HttpStatusCode.UnprocessableEntity, "PersonalDataInText");
        (await site.Send(HttpMethod.Post, $"/api/v1/needs/{need}/accept", secretary, Wish("一位老人想要收音机", 30_000))).Is(HttpStatusCode.OK);
        Assert.Contains("一位老人想要收音机", (await site.Get($"/api/v1/needs/{need}", neighbour)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("赵大娘", (await site.Get("/api/v1/needs", secretary)).Text, StringComparison.Ordinal);
    }

    /// <summary>Finding 4 of the architecture: the desk let the offices above accept what chat hid from them.</summary>
    [Theory, Databases]
    public async Task What_a_resident_asked_waits_for_their_community_and_for_no_office_above(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var resident = await site.World.Person("赵大娘");
        var need = (await site.World.As(resident, tx => NeedRequests.Ask(tx, site.World.Helan, ResourceKind.Goods, "想要收音机", NeedForm.Wish, forAnother: false))).Value.Id;
        var secretary = await site.TokenOf(site.World.Secretary);
        var banner = await site.TokenOf(site.World.BannerOffice);

        (await site.Get($"/api/v1/needs/{need}", banner)).IsProblem(HttpStatusCode.NotFound);
        Assert.Empty((await site.Get("/api/v1/needs", banner)).Is(HttpStatusCode.OK).Json["items"]!.AsArray());
        Assert.DoesNotContain("\"Need\"", (await site.Get("/api/v1/todo", banner)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Contains("\"Need\"", (await site.Get("/api/v1/todo", secretary)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        (await site.Get($"/api/v1/needs/{need}", secretary)).Is(HttpStatusCode.OK);
        foreach (var act in new[] { "return", "refer" })
        {
            (await site.Send(HttpMethod.Post, $"/api/v1/needs/{need}/{act}", banner, new { reason = "说说看" })).IsProblem(HttpStatusCode.Forbidden, "NotAllowed");
        }

        (await site.Send(HttpMethod.Post, $"/api/v1/needs/{need}/accept", banner, Wish("一位老人想要收音机", 12_000))).IsProblem(HttpStatusCode.Forbidden, "NotAllowed");
        (await site.Send(HttpMethod.Post, $"/api/v1/needs/{need}/accept", secretary, Wish("一位老人想要收音机", 12_000))).Is(HttpStatusCode.OK);
        Assert.Contains("一位老人想要收音机", (await site.Get($"/api/v1/needs/{need}", banner)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_wish_becomes_a_task_whose_claims_wait_and_whose_roster_meets_it(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var secretary = await site.TokenOf(site.World.Secretary);
        var need = await Make(site, secretary, "/api/v1/needs", Wish("一位老人想要收音机", 12_000, site.World.Helan));
        var starts = site.Database.Clock.GetUtcNow().AddDays(2);
        var body = TaskFor(starts);
        var task = await Make(site, secretary, $"/api/v1/needs/{need}/tasks", body);
        (await site.Send(HttpMethod.Post, $"/api/v1/needs/{need}/tasks", secretary, body))
            .IsProblem(HttpStatusCode.Conflict, "StockTooSmall");

        var member = await site.World.Member("志愿者一");
        var claim = (await site.World.As(member, tx => Claiming.Claim(tx, task))).Value;
        Assert.Equal(ClaimState.Pending, claim.State);
        await site.World.As(site.World.Secretary, tx => ClaimApplications.Approve(tx, claim.Id));
        site.Database.Clock.MoveTo(starts.AddHours(3));
        await site.World.As(site.World.Secretary, tx => TaskRosters.Confirm(tx, task, []));

        var met = (await site.Get($"/api/v1/needs/{need}", secretary)).Json;
        Assert.Equal(("Met", 0L, 1L), ((string)met["state"]!, (long)met["held"]!, (long)met["received"]!));
    }

    internal static object TaskFor(DateTimeOffset starts) => new
    {
        title = "陪一位老人选购收音机",
        startsAt = starts,
        endsAt = starts.AddHours(2),
        place = "党群服务中心一楼",
        capacity = 1,
        bring = "不用带",
        contactName = "李书记",
        contactPhone = "19900001234",
        risk = "没有特别要注意的",
    };

    private static object Wish(string title, long fen, long? orgId = null) => orgId is { } org
        ? new { orgId = org, kind = "Goods", title, measure = "个", form = "Wish", worthFen = fen }
        : new { kind = "Goods", title, measure = "个", form = "Wish", worthFen = fen };

    private static async Task<(long Held, long Delivered)> Stock(DeskSite site, string token, long offer)
    {
        var found = (await site.Get($"/api/v1/offers/{offer}", token)).Is(HttpStatusCode.OK).Json;
        return ((long)found["held"]!, (long)found["delivered"]!);
    }

    private static async Task<long> Make(DeskSite site, string token, string path, object body) =>
        (long)(await site.Send(HttpMethod.Post, path, token, body)).Is(HttpStatusCode.Created).Json["id"]!;

    private static async Task<JsonNode> Do(DeskSite site, string token, string path) =>
        (await site.Send(HttpMethod.Post, path, token)).Is(HttpStatusCode.OK).Json;
}
