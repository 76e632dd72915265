using System.Net;
using ChatGov.Outbox;
using ChatGov.Registrations;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Desk;

/// <summary>报到 at the desk: one by one and forty at a time.</summary>
public sealed class RegistrationDeskTests
{
    [Theory, Databases]
    public async Task Forty_are_confirmed_in_one_request_and_a_no_to_one_leaves_the_others(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var secretary = await site.TokenOf(site.World.Secretary);
        var own = await Submit(site, 40, site.World.Helan);
        var foreign = await Submit(site, 1, site.World.Garden);
        var done = (await site.Post($"/api/v1/registrations/{own[0]}/approve", secretary)).Is(HttpStatusCode.OK);
        Assert.Equal("Active", (string?)done.Json["state"]);

        var answers = (await site.Post("/api/v1/registrations/approve", secretary, new { ids = own.Concat(foreign).Append(own[5]) })).Is(HttpStatusCode.OK).Items;
        Assert.Equal(41, answers.Count);
        Assert.Equal(40, answers.Count(answer => (bool)answer!["done"]!));
        var no = Assert.Single(answers, answer => (string?)answer!["code"] == "NotFound");
        Assert.Equal(foreign[0], (long)no!["id"]!);
        Assert.False(string.IsNullOrWhiteSpace((string?)no["detail"]));

        Assert.Equal(40, Page(await site.Get("/api/v1/registrations?state=Active", secretary)));
        Assert.Equal(0, Page(await site.Get("/api/v1/registrations?state=Submitted", secretary)));
        (await site.Post("/api/v1/registrations/approve", secretary, new { ids = foreign })).IsProblem(HttpStatusCode.NotFound);
        (await site.Post("/api/v1/registrations/approve", secretary, new { ids = Array.Empty<long>() })).IsProblem(HttpStatusCode.BadRequest);
        AuditTrail.IsComplete(site.Database.Db, RegistrationMachine.Table);
    }

    [Theory, Databases]
    public async Task One_is_returned_with_a_reason_put_right_and_ended(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var secretary = await site.TokenOf(site.World.Secretary);
        var id = (await Submit(site, 1, site.World.Helan))[0];
        var person = site.Database.Db.Read(tx => tx.Count("SELECT person_id FROM registration WHERE id = @id", new { id }));
        (await site.Post($"/api/v1/registrations/{id}/return", secretary, new { reason = " " })).IsProblem(HttpStatusCode.BadRequest);
        (await site.Post($"/api/v1/registrations/{id}/return", secretary, new { reason = "请写全名" })).Is(HttpStatusCode.OK);
        Assert.Contains(Mail.To(site.Database.Db, person), letter => letter.Text.Contains("请写全名", StringComparison.Ordinal));
        (await site.Post($"/api/v1/registrations/{id}/approve", secretary)).IsProblem(HttpStatusCode.Conflict);

        await site.World.As(person, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = site.World.Helan, Name = "王小明" }).Value);
        (await site.Post($"/api/v1/registrations/{id}/approve", secretary)).Is(HttpStatusCode.OK);
        var ended = (await site.Post($"/api/v1/registrations/{id}/end", secretary, new { reason = "搬到外地了" })).Is(HttpStatusCode.OK);
        Assert.Equal("Ended 搬到外地了", $"{ended.Json["state"]} {ended.Json["reason"]}");
    }

    [Theory, Databases]
    public async Task What_waits_is_listed_to_those_who_run_the_community_and_to_nobody_else(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var id = (await Submit(site, 1, site.World.Helan))[0];
        await site.Database.Db.Write(tx => HelpRequests.HelpRequestActs.Open(tx, HelpRequests.HelpRequestKind.Complaint, new AskedFrom("fake", "1"), "不满意"));
        var member = await site.World.Member("王小明");
        var task = await site.World.Publish(site.World.Draft(site.Database.Clock.GetUtcNow().AddHours(30)) with { PendingClaims = true });
        var over = await site.World.Publish(site.World.Draft(site.Database.Clock.GetUtcNow().AddHours(3)));
        await site.World.As(member, tx => ChatGov.Claims.Claiming.Claim(tx, task.Id).Value);
        await site.World.As(member, tx => ChatGov.Claims.Claiming.Claim(tx, over.Id).Value);
        site.Database.Clock.MoveTo(over.EndsAt.AddMinutes(1));

        var mine = (await site.Get("/api/v1/todo", await site.TokenOf(site.World.Secretary))).Is(HttpStatusCode.OK).Json;
        Assert.Equal(["Claim", "Registration", "Roster"], mine["items"]!.AsArray().Select(item => (string)item!["kind"]!).Order());
        Assert.Contains(mine["items"]!.AsArray(), item => (long)item!["id"]! == id);
        Assert.Equal(3, (int)mine["total"]!);
        Assert.Equal(0, (int)(await site.Get("/api/v1/todo", await site.TokenOf(site.World.OtherSecretary))).Json["total"]!);
        Assert.Equal(0, (int)(await site.Get("/api/v1/todo", await site.TokenOf(site.World.Liaison))).Json["total"]!);
        Assert.Equal(4, (int)(await site.Get("/api/v1/todo", await site.TokenOf(site.World.BannerOffice))).Json["total"]!);
    }

    private static int Page(DeskSite.Answer answer) => answer.Is(HttpStatusCode.OK).Json["items"]!.AsArray().Count;

    private static async Task<List<long>> Submit(DeskSite site, int count, long community)
    {
        var ids = new List<long>();
        foreach (var i in Enumerable.Range(0, count))
        {
            var person = await site.World.Person($"新人{community}-{i:00}");
            ids.Add((await site.World.As(person, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = community, Name = $"新人{i}" }).Value)).Id);
        }

        return ids;
    }
}
