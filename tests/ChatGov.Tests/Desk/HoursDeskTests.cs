using System.Net;
using ChatGov.Claims;
using ChatGov.HelpRequests;
using ChatGov.Hours;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Desk;

/// <summary>Hours that are said to be wrong or missing, and people who ask for a human, at the desk.</summary>
public sealed class HoursDeskTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task A_long_late_entry_needs_two_and_both_rows_of_a_correction_stay_to_be_seen(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var (world, clock) = (site.World, site.Database.Clock);
        var people = await world.Members(2);
        var task = await world.Publish(world.Draft(Saturday, hours: 6));
        await world.As(people[0], tx => Claiming.Claim(tx, task.Id).Value);
        clock.MoveTo(Saturday.AddHours(7));
        var (secretary, office) = (await site.TokenOf(world.Secretary), await site.TokenOf(world.BannerOffice));
        (await site.Post($"/api/v1/tasks/{task.Id}/confirm-roster", secretary, new { })).Is(HttpStatusCode.OK);

        await world.As(people[1], tx => Objections.Raise(tx, claimId: null, task.Id, 300, "我也在").Value);
        var open = (await site.Get("/api/v1/objections", secretary)).Json["items"]!.AsArray();
        Assert.Equal("300 我也在", $"{open[0]!["minutes"]} {open[0]!["text"]}");
        var id = (long)open[0]!["id"]!;
        Assert.True((bool)(await site.Post($"/api/v1/objections/{id}/agree", secretary)).Is(HttpStatusCode.OK).Json["needsSecond"]!);
        (await site.Post($"/api/v1/objections/{id}/agree", secretary)).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal(300, (int)(await site.Post($"/api/v1/objections/{id}/agree", office)).Is(HttpStatusCode.OK).Json["minutes"]!);

        var claim = site.Database.Db.Read(tx => tx.Count("SELECT MIN(id) FROM claim"));
        await world.As(people[0], tx => Objections.Raise(tx, claim, task.Id, 120, null).Value);
        var second = (long)(await site.Get("/api/v1/objections", secretary)).Json["items"]!.AsArray()[0]!["id"]!;
        (await site.Post($"/api/v1/objections/{second}/adjust", secretary, new { minutes = 481 })).IsProblem(HttpStatusCode.BadRequest);
        (await site.Post($"/api/v1/objections/{second}/adjust", secretary, new { minutes = 180 })).Is(HttpStatusCode.OK);

        var rows = (await site.Get($"/api/v1/service-records?taskId={task.Id}", secretary)).Is(HttpStatusCode.OK);
        Assert.Equal([360L, 300, -360, 180], rows.Json["items"]!.AsArray().Select(row => (long)row!["minutes"]!));
        Assert.DoesNotContain("成员", rows.Text, StringComparison.Ordinal);
        Assert.Equal(4, (await site.Get("/api/v1/service-records?from=2026-11-28&to=2026-11-28", office)).Json["items"]!.AsArray().Count);
        Assert.Empty((await site.Get("/api/v1/service-records?from=2026-11-29", office)).Json["items"]!.AsArray());
        Assert.Empty((await site.Get("/api/v1/service-records", await site.TokenOf(world.OtherSecretary))).Json["items"]!.AsArray());
        Invariants.Hold(site.Database.Db);
    }

    [Theory, Databases]
    public async Task A_complaint_is_answered_by_the_operator_and_never_seen_by_the_secretary(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var member = await site.World.Member("王小明");
        var from = new AskedFrom("fake", "王小明");
        await site.World.As(member, tx => HelpRequestActs.Open(tx, HelpRequestKind.HandOff, from, "想找人问问"));
        await site.World.As(member, tx => HelpRequestActs.Open(tx, HelpRequestKind.Complaint, from, "书记不理我"));
        var (secretary, office) = (await site.TokenOf(site.World.Secretary), await site.TokenOf(site.World.BannerOffice));

        var seen = (await site.Get("/api/v1/help-requests", secretary)).Is(HttpStatusCode.OK);
        Assert.Single(seen.Json["items"]!.AsArray());
        Assert.DoesNotContain("不理我", seen.Text, StringComparison.Ordinal);
        var complaint = (await site.Get("/api/v1/help-requests", office)).Json["items"]!.AsArray().Single(each => (string?)each!["kind"] == "Complaint");
        (await site.Post($"/api/v1/help-requests/{complaint!["id"]}/answer", secretary, new { text = "我看看" })).IsProblem(HttpStatusCode.NotFound);
        (await site.Post($"/api/v1/help-requests/{complaint["id"]}/answer", office, new { text = "我们来问" })).Is(HttpStatusCode.OK);
        (await site.Post($"/api/v1/help-requests/{complaint["id"]}/answer", office, new { text = "再说一遍" })).IsProblem(HttpStatusCode.NotFound);
        (await site.Post($"/api/v1/help-requests/{seen.Json["items"]![0]!["id"]}/answer", secretary, new { text = "明天来社区说" })).Is(HttpStatusCode.OK);
        Assert.Equal(2, Mail.To(site.Database.Db, member).Count(letter => letter.Text.Contains("我们来问", StringComparison.Ordinal) || letter.Text.Contains("明天来社区说", StringComparison.Ordinal)));
    }

    [Theory, Databases]
    public async Task Another_role_of_the_same_person_answers_nothing(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var world = site.World;
        await site.Database.Db.Write(tx => Staff.Appoint(tx, world.Secretary, Role.UnitLiaison, world.Unit, tx.Now, until: null).Value);
        var member = await world.Member("王小明");
        await world.As(member, tx => HelpRequestActs.Open(tx, HelpRequestKind.HandOff, new AskedFrom("fake", "王小明"), "想找人问问"));
        var liaison = await site.TokenOf(world.Secretary, Role.UnitLiaison);
        Assert.Empty((await site.Get("/api/v1/help-requests", liaison)).Json["items"]!.AsArray());
        (await site.Post("/api/v1/help-requests/1/answer", liaison, new { text = "好" })).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal(0, (int)(await site.Get("/api/v1/todo", liaison)).Json["total"]!);
    }
}
