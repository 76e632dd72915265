using System.Net;
using ChatGov.Claims;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Desk;

/// <summary>Who changed what, as far as one's part of the tree goes.</summary>
public sealed class AuditSearchTests
{
    [Theory, Databases]
    public async Task Each_sees_the_changes_of_their_own_part_the_latest_first_and_no_words_of_people(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var member = await site.World.Member("王小明");
        var task = await site.World.Publish(site.World.Draft(site.Database.Clock.GetUtcNow().AddDays(2)));
        var claim = await site.World.As(member, tx => Claiming.Claim(tx, task.Id).Value);
        var (secretary, other, office) = (await site.TokenOf(site.World.Secretary), await site.TokenOf(site.World.OtherSecretary), await site.TokenOf(site.World.BannerOffice));
        (await site.Post($"/api/v1/tasks/{task.Id}/tell", secretary, new { text = "请戴口罩" })).Is(HttpStatusCode.OK);

        var told = (await site.Get($"/api/v1/audit?entity=task&entityId={task.Id}", secretary)).Is(HttpStatusCode.OK);
        var latest = told.Json["items"]![0]!;
        Assert.Equal($"tell {site.World.Secretary}", $"{latest["action"]} {latest["actorId"]}");
        Assert.NotNull(latest["tokenId"]);
        Assert.DoesNotContain("口罩", told.Text, StringComparison.Ordinal);
        Assert.Single((await site.Get($"/api/v1/audit?entity=claim&entityId={claim.Id}&actorId={member}", secretary)).Json["items"]!.AsArray());
        Assert.Empty((await site.Get($"/api/v1/audit?entity=task&entityId={task.Id}", other)).Json["items"]!.AsArray());
        Assert.Empty((await site.Get("/api/v1/audit?entity=person", secretary)).Json["items"]!.AsArray());
        Assert.Empty((await site.Get("/api/v1/audit", await site.TokenOf(site.World.Liaison))).Json["items"]!.AsArray());

        var pages = new List<long>();
        string? after = null;
        do
        {
            var page = (await site.Get("/api/v1/audit?limit=7" + (after is null ? "" : "&after=" + after), office)).Is(HttpStatusCode.OK).Json;
            pages.AddRange(page["items"]!.AsArray().Select(entry => (long)entry!["id"]!));
            after = (string?)page["next"];
        }
        while (after is not null);
        Assert.Equal(site.Database.Db.Read(tx => tx.All<long>("SELECT id FROM audit ORDER BY id DESC")), pages);
        Assert.Empty((await site.Get("/api/v1/audit?until=2020-01-01T00:00:00Z", office)).Json["items"]!.AsArray());
    }
}
