using System.Net;
using System.Text.Json.Nodes;
using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Tasks;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Desk;

/// <summary>What a secretary does with tasks at the desk: the same as in the chat, and the same people hear of it.</summary>
public sealed class TaskDeskTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task A_changed_task_drops_nobody_tells_who_comes_once_and_gives_new_places_to_who_waits(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var secretary = await site.TokenOf(site.World.Secretary);
        var people = await site.World.Members(4);
        var task = await site.World.Publish(site.World.Draft(Saturday, places: 2));
        foreach (var person in people.Take(2))
        {
            await site.World.As(person, tx => Claiming.Claim(tx, task.Id).Value);
        }

        foreach (var person in people.Skip(2))
        {
            await site.World.As(person, tx => WaitingList.Join(tx, task.Id).Value);
        }

        var seen = await site.Get($"/api/v1/tasks/{task.Id}", secretary);
        Assert.Equal("Filled 2 2", $"{seen.Json["state"]} {seen.Json["taken"]} {seen.Json["waiting"]}");
        var withoutNumber = Body(places: 3, place: "公园北门");
        withoutNumber.Remove("contactPhone");
        (await site.Put($"/api/v1/tasks/{task.Id}", secretary, Body(places: 1), seen.ETag)).IsProblem(HttpStatusCode.Conflict, "PlacesTaken");
        var changed = (await site.Put($"/api/v1/tasks/{task.Id}", secretary, withoutNumber, seen.ETag)).Is(HttpStatusCode.OK);

        Assert.Equal("199****1234", site.Database.Db.Read(tx => TaskLists.Open(tx.As(ChatGov.Data.Actor.Person(site.World.Secretary)), task.Id).Value.ContactPhone));
        Assert.Equal("Filled 3 1 公园北门", $"{changed.Json["state"]} {changed.Json["taken"]} {changed.Json["waiting"]} {changed.Json["place"]}");
        Assert.Equal(["Confirmed", "Confirmed", "Offered", "Waitlisted"], States(site, task.Id));
        Assert.All(people, person => Assert.Single(Mail.To(site.Database.Db, person), letter => letter.Text.Contains("有改动", StringComparison.Ordinal)));
        Assert.Contains(Mail.To(site.Database.Db, people[2]), letter => letter.Text.Contains("空出一个名额", StringComparison.Ordinal) && letter.Choices.Count > 0);

        (await site.Put($"/api/v1/tasks/{task.Id}", secretary, Body(places: 9), seen.ETag)).IsProblem(HttpStatusCode.PreconditionFailed, "ChangedMeanwhile");
        (await site.Put($"/api/v1/tasks/{task.Id}", secretary, Body(places: 3, place: "北门", hour: 14), changed.ETag)).Is(HttpStatusCode.OK);
        Assert.Equal(["Confirmed", "Confirmed", "Offered", "Waitlisted"], States(site, task.Id));
        Assert.Contains(Mail.To(site.Database.Db, people[0]), letter => letter.Text.Contains("还来吗", StringComparison.Ordinal));
        Invariants.Hold(site.Database.Db);
    }

    [Theory, Databases]
    public async Task Two_editors_at_once_and_members_who_claim_meanwhile_lose_nothing(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var secretary = await site.TokenOf(site.World.Secretary);
        var people = await site.World.Members(8);
        var task = await site.World.Publish(site.World.Draft(Saturday, places: 2));
        var version = (await site.Get($"/api/v1/tasks/{task.Id}", secretary)).ETag;

        var editors = Enumerable.Range(3, 6).Select(places => site.Put($"/api/v1/tasks/{task.Id}", secretary, Body(places), version)).ToList();
        var members = people.Select(person => Task.Run(() => site.World.As(person, tx =>
            Claiming.Claim(tx, task.Id).Ok || WaitingList.Join(tx, task.Id).Ok))).ToList();
        var answers = await Task.WhenAll(editors);
        await Task.WhenAll(members);

        // Who comes too late with fewer places than were claimed meanwhile hears that first (RFC 9110, 13.2.1).
        Assert.All(answers, answer => Assert.True(
            answer.Status is HttpStatusCode.OK or HttpStatusCode.PreconditionFailed || (string?)answer.Json["code"] == "PlacesTaken", answer.Text));
        Assert.True(answers.Count(answer => answer.Status == HttpStatusCode.OK) <= 1, "two editors of one version were both let through");
        Assert.Equal(0, States(site, task.Id).Count(state => state is "Withdrawn" or "Cancelled"));
        Invariants.Hold(site.Database.Db);
    }

    [Theory, Databases]
    public async Task Of_editors_who_saw_the_same_version_one_is_let_through(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var secretary = await site.TokenOf(site.World.Secretary);
        var task = await site.World.Publish(site.World.Draft(Saturday, places: 2));
        var version = (await site.Get($"/api/v1/tasks/{task.Id}", secretary)).ETag;
        var answers = await Task.WhenAll(Enumerable.Range(3, 8).Select(places => site.Put($"/api/v1/tasks/{task.Id}", secretary, Body(places), version)));
        Assert.Equal(1, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Equal(7, answers.Count(answer => answer.Code == "ChangedMeanwhile" && answer.Status == HttpStatusCode.PreconditionFailed));
    }

    [Theory, Databases]
    public async Task A_series_is_published_in_one_request_once_and_cancelled_in_one(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var secretary = await site.TokenOf(site.World.Secretary);
        var member = await site.World.Member("王小明");
        var body = Body(places: 3);
        body["orgId"] = site.World.Helan;
        body["weeks"] = 4;
        var first = (await site.Post("/api/v1/tasks", secretary, body, ("Idempotency-Key", "week"))).Is(HttpStatusCode.Created);
        var again = (await site.Post("/api/v1/tasks", secretary, body, ("Idempotency-Key", "week"))).Is(HttpStatusCode.Created);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(first.Id, (long)first.Json["seriesId"]!);
        Assert.Equal(4, site.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM task")));
        var tasks = (await site.Get($"/api/v1/tasks?seriesId={first.Id}", secretary)).Items.Select(task => (long)task!["id"]!).ToList();
        Assert.Equal((4, first.Id), (tasks.Count, tasks[0]));

        body["weeks"] = 500;
        (await site.Post("/api/v1/tasks", secretary, body)).IsProblem(HttpStatusCode.BadRequest);
        body["weeks"] = 1;
        body["title"] = "志愿服务";
        var vague = (await site.Post("/api/v1/tasks", secretary, body)).IsProblem((HttpStatusCode)422);
        Assert.Contains("清楚", (string)vague.Json["detail"]!, StringComparison.Ordinal);

        await site.World.As(member, tx => Claiming.Claim(tx, tasks[1]).Value);
        var cancelled = (await site.Post($"/api/v1/tasks/{tasks[1]}/cancel", secretary, new { reason = "大风预警", wholeSeries = true })).Is(HttpStatusCode.OK);
        Assert.Equal(tasks.Skip(1), cancelled.Json["tasks"]!.AsArray().Select(task => (long)task!["id"]!));
        Assert.Equal("Published", (string?)(await site.Get($"/api/v1/tasks/{tasks[0]}", secretary)).Json["state"]);
        Assert.Contains(Mail.To(site.Database.Db, member), letter => letter.Text.Contains("大风预警", StringComparison.Ordinal));
        Invariants.Hold(site.Database.Db);
    }

    [Theory, Databases]
    public async Task The_roster_is_confirmed_with_who_was_away_who_left_early_and_who_came_besides(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var secretary = await site.TokenOf(site.World.Secretary);
        var people = await site.World.Members(3);
        var besides = await site.World.Member("路过的");
        var task = await site.World.Publish(site.World.Draft(Saturday, places: 3));
        foreach (var person in people)
        {
            await site.World.As(person, tx => Claiming.Claim(tx, task.Id).Value);
        }

        var body = new { absent = new[] { 1 }, shorter = new[] { new { number = 2, minutes = 60 } }, cameBesides = new[] { new { name = "路过的" } } };
        (await site.Post($"/api/v1/tasks/{task.Id}/confirm-roster", secretary, body)).IsProblem(HttpStatusCode.Conflict, "TaskNotEnded");
        var covered = (await site.Get($"/api/v1/tasks/{task.Id}/roster", secretary)).Json;
        Assert.DoesNotContain("成员000", covered.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);

        site.Database.Clock.MoveTo(Saturday.AddHours(3));
        secretary = await site.TokenOf(site.World.Secretary);
        Assert.Equal("成员000", (string?)(await site.Get($"/api/v1/tasks/{task.Id}/roster", secretary)).Items[0]!["name"]);
        var done = (await site.Post($"/api/v1/tasks/{task.Id}/confirm-roster", secretary, body)).Is(HttpStatusCode.OK);
        Assert.Equal("Done", (string?)done.Json["state"]);
        (await site.Post($"/api/v1/tasks/{task.Id}/confirm-roster", secretary, body)).Is(HttpStatusCode.OK);
        Assert.Equal(
            [(people[1], 60L), (people[2], 120L), (besides, 120L)],
            site.Database.Db.Read(tx => tx.All<Served>("SELECT person_id, minutes FROM service_record ORDER BY person_id")).Select(each => (each.PersonId, each.Minutes)));
        Invariants.Hold(site.Database.Db);
    }

    [Theory, Databases]
    public async Task A_claim_that_asks_for_a_yes_is_answered_at_the_desk(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var secretary = await site.TokenOf(site.World.Secretary);
        var people = await site.World.Members(2);
        var task = await site.World.Publish(site.World.Draft(Saturday) with { PendingClaims = true, NeedsClearance = true });
        foreach (var person in people)
        {
            await site.World.As(person, tx => Claiming.Claim(tx, task.Id).Value);
        }

        var pending = (await site.Get("/api/v1/claims/pending", secretary)).Json["items"]!.AsArray();
        Assert.Equal(2, pending.Count);
        var (first, second) = ((long)pending[0]!["id"]!, (long)pending[1]!["id"]!);
        (await site.Post($"/api/v1/claims/{first}/approve", secretary)).IsProblem(HttpStatusCode.Conflict);
        (await site.Post($"/api/v1/claims/{first}/qualify", secretary)).Is(HttpStatusCode.OK);
        (await site.Post($"/api/v1/claims/{first}/approve", secretary)).Is(HttpStatusCode.OK);
        (await site.Post($"/api/v1/claims/{second}/decline", secretary, new { reason = "要先查无犯罪记录" })).Is(HttpStatusCode.OK);
        Assert.Contains(Mail.To(site.Database.Db, people[1]), letter => letter.Text.Contains("无犯罪记录", StringComparison.Ordinal));
        Assert.Empty((await site.Get("/api/v1/claims/pending", secretary)).Json["items"]!.AsArray());
        Invariants.Hold(site.Database.Db);
    }

    [Theory]
    [InlineData("""{"absent":null}""", "absent")]
    [InlineData("""{"absent":["3"]}""", "absent[0]")]
    [InlineData("""{"shorter":[null]}""", "shorter[0]")]
    [InlineData("""{"shorter":[{"number":1}]}""", "shorter[0].minutes")]
    [InlineData("""{"shorter":[{"number":1,"minutes":100000}]}""", "shorter[0].minutes")]
    [InlineData("""{"cameBesides":[{"name":" "}]}""", "cameBesides[0].name")]
    public async Task A_roster_that_cannot_be_read_names_the_field_at_fault(string body, string field)
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var secretary = await site.TokenOf(site.World.Secretary);
        var task = await site.World.Publish(site.World.Draft(Saturday));
        var no = (await site.Post($"/api/v1/tasks/{task.Id}/confirm-roster", secretary, body)).IsProblem(HttpStatusCode.BadRequest, "InvalidRequest");
        Assert.Contains(no.Json["fields"]!.AsArray(), error => (string?)error!["field"] == field);
    }

    [Theory]
    [InlineData("2026-11-28T09:00:00", HttpStatusCode.BadRequest)]
    [InlineData("2026-11-28", HttpStatusCode.BadRequest)]
    [InlineData("soon", HttpStatusCode.BadRequest)]
    [InlineData("2026-11-28T09:00:00%2B08:00", HttpStatusCode.OK)]
    [InlineData("2026-11-28T01:00:00Z", HttpStatusCode.OK)]
    public async Task A_filter_by_time_needs_an_offset(string from, HttpStatusCode expected)
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        (await site.Get($"/api/v1/tasks?from={from}", await site.TokenOf(site.World.Secretary))).Is(expected);
    }

    private static List<string> States(DeskSite site, long task) =>
        site.Database.Db.Read(tx => tx.All<string>("SELECT state FROM claim WHERE task_id = @task ORDER BY number", new { task }));

    private static JsonObject Body(int places, string place = "贺兰公园南门", int hour = 9) => new()
    {
        ["title"] = "清扫公园沙尘",
        ["startsAt"] = $"2026-11-28T{hour:00}:00:00+08:00",
        ["endsAt"] = $"2026-11-28T{hour + 2:00}:00:00+08:00",
        ["place"] = place,
        ["capacity"] = places,
        ["bring"] = "手套",
        ["contactName"] = "书记甲",
        ["contactPhone"] = "19900001234",
        ["risk"] = "注意脚下台阶",
    };

    private sealed record Served
    {
        public long PersonId { get; init; }

        public long Minutes { get; init; }
    }
}
