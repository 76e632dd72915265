using System.Net;
using System.Text.Json.Nodes;
using ChatGov.Http;
using ChatGov.Tests.Support;
using Microsoft.AspNetCore.Routing;

namespace ChatGov.Tests.Desk;

/// <summary>What holds for every endpoint, without any of them having to remember it. Each sweep walks all of them and fails where it finds none.</summary>
public sealed class GrammarTests
{
    [Fact]
    public async Task A_name_that_an_endpoint_does_not_take_is_refused_with_the_nearest_and_one_it_takes_says_something_once()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var things = await Things.Make(site);
        var token = await site.TokenOf(site.World.BannerOffice);
        var looked = 0;
        foreach (var (call, takes) in Taking(site))
        {
            Task<DeskSite.Answer> Ask(string query) => site.Send(call.Method, things.Path(call) + query, token, things.Body(call), ("If-Match", "\"1\""));
            var unknown = Wrong(await Ask("?limti=3"), "limti", "unknown");
            Assert.True((string?)unknown["nearest"] == (takes.Query.Any(field => field.Name == "limit") ? "limit" : null), $"{call}: {unknown}");
            foreach (var field in takes.Query)
            {
                Wrong(await Ask($"?{field.Name}="), field.Name, "empty");
                if (!field.IsMany)
                {
                    Wrong(await Ask($"?{field.Name}=1&{field.Name}=1"), field.Name, "twice");
                }

                Wrong(await Ask($"?{field.Name}x=1"), field.Name + "x", "unknown");
                if (field.Type != typeof(string))
                {
                    var wrong = Wrong(await Ask($"?{field.Name}=Foo"), field.Name, field.Type.IsEnum ? "not_one_of" : "malformed");
                    Assert.Equal(field.Type.IsEnum, wrong["allowed"] is JsonArray { Count: > 0 });
                    looked++;
                }
            }
        }

        Assert.True(looked > 60, $"{looked} parameters");
    }

    [Fact]
    public async Task What_an_endpoint_takes_is_what_the_document_says()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var paths = (await site.Get("/openapi/v1.json", null)).Is(HttpStatusCode.OK).Json["paths"]!;
        foreach (var (call, takes) in Taking(site))
        {
            var told = paths[Things.Placeholder().Replace(call.Route, "{$1}")]![call.Method.Method.ToLowerInvariant()]!["parameters"]?.AsArray() ?? [];
            Assert.Equal(
                takes.Query.Select(field => field.Name).Order(StringComparer.Ordinal),
                told.Where(each => (string?)each!["in"] == "query").Select(each => (string)each!["name"]!).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_state_in_lower_case_is_not_nothing_found_but_the_states_there_are()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var token = await site.TokenOf(site.World.Secretary);
        foreach (var state in new[] { "Foo", "published", "7" })
        {
            var wrong = Wrong(await site.Get("/api/v1/tasks?state=" + state, token), "state", "not_one_of");
            Assert.Contains("Published", wrong["allowed"]!.AsArray().Select(each => (string?)each));
            Assert.Contains("Published", (string?)wrong["detail"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_says_where()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var token = await site.TokenOf(site.World.BannerOffice);
        Task<DeskSite.Answer> Send(string body, string path = "/api/v1/organisations") => site.Post(path, token, body);

        Assert.Contains("2", (string?)Wrong(await Send("{\"name\":\"新城社区\",\n\"kind\" \"Grid\"}"), "$", "malformed")["detail"], StringComparison.Ordinal);
        Wrong(await Send(""), "$", "required|malformed");
        Wrong(await Send("[1]"), "$", "malformed");
        Assert.Equal("parentId", (string?)Wrong(await Send("{\"parentIdd\":1}"), "parentIdd", "unknown")["nearest"]);
        Assert.Contains("Community", Wrong(await Send("{\"kind\":\"Foo\"}"), "kind", "not_one_of")["allowed"]!.AsArray().Select(each => (string?)each));
        Wrong(await Send("{\"parentId\":\"1\"}"), "parentId", "malformed");
        Assert.Equal("per", (string?)Wrong(await Send("{\"commitments\":[{\"pre\":\"Week\"}]}", "/api/v1/agreements"), "commitments[0].pre", "unknown")["nearest"]);
        Wrong(await Send("{\"commitments\":[{\"per\":\"week-ly\"}]}", "/api/v1/agreements"), "commitments[0].per", "not_one_of");
    }

    [Fact]
    public async Task A_no_of_the_rules_names_the_field_it_is_about()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var secretary = await site.TokenOf(site.World.Secretary);
        var now = site.Database.Clock.GetUtcNow();
        object Task(string title, string place, DateTimeOffset starts) => new
        {
            orgId = site.World.Helan, title, startsAt = starts, endsAt = starts.AddHours(2), place, capacity = 3, bring = "手套", contactName = "书记甲", contactPhone = "19900001234", risk = "注意脚下台阶",
        };

        var vague = (await site.Post("/api/v1/tasks", secretary, Task("志愿服务", "公园南门", now.AddDays(3)))).IsProblem(HttpStatusCode.UnprocessableEntity, "TaskVague");
        Assert.Equal("title", (string?)Assert.Single(vague.Json["fields"]!.AsArray())!["field"]);
        var past = (await site.Post("/api/v1/tasks", secretary, Task("清扫公园沙尘", "公园南门", now.AddDays(-3)))).IsProblem(HttpStatusCode.UnprocessableEntity, "TaskInThePast");
        Assert.Equal("startsAt", (string?)Assert.Single(past.Json["fields"]!.AsArray())!["field"]);
        var number = (await site.Post("/api/v1/tasks", secretary, Task("清扫公园沙尘", "公园南门，找 13800138000", now.AddDays(3)))).IsProblem(HttpStatusCode.UnprocessableEntity, "PersonalDataInText");
        Assert.Equal("place", (string?)Assert.Single(number.Json["fields"]!.AsArray())!["field"]);
    }

    [Fact]
    public void Each_no_that_is_of_what_was_sent_names_a_field_of_some_endpoint()
    {
        var names = typeof(IRequestBody).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IRequestBody)) && !type.IsAbstract)
            .SelectMany(BodyShape.NamesOf).Concat(["file", "sheet", "leaving"]).ToHashSet(StringComparer.Ordinal);
        var codes = Refusals.All.Where(code => (int)Problems.Of(new ChatGov.Data.Refusal(code), "en").Status! == StatusCodes422).ToList();
        Assert.True(codes.Count > 20, $"{codes.Count} codes");
        Assert.All(codes, code => Assert.Contains(code.Fields, names.Contains));
    }

    private const int StatusCodes422 = 422;

    [Fact]
    public async Task What_can_be_got_can_be_asked_for_by_HEAD_and_is_not_sent_twice()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var things = await Things.Make(site);
        var (office, secretary) = (await site.TokenOf(site.World.BannerOffice), await site.TokenOf(site.World.Secretary));
        var calendar = new Uri((string)(await site.Post("/api/v1/calendars", secretary, new { name = "手机" })).Json["url"]!).AbsolutePath;
        var (asked, spared) = (0, 0);
        foreach (var path in EveryEndpointTests.Calls(site).Where(call => call.Method == HttpMethod.Get).Select(call => things.Path(call))
            .Concat([calendar, "/health/live", "/health/ready", "/check", "/openapi/v1.json", "/docs", "/api/v1/tasks?format=csv"]))
        {
            var (token, got) = (office, await site.Get(path, office));
            if (got.Status == HttpStatusCode.NotFound)
            {
                (token, got) = (secretary, await site.Get(path, secretary));
            }

            var head = await site.Send(HttpMethod.Head, path, token);
            Assert.True(head.Status == got.Status && head.Text.Length == 0 && head.MediaType == got.MediaType, $"HEAD {path}: {head.Status} {head.Text}");
            asked++;
            if (path.StartsWith("/api/", StringComparison.Ordinal) && got.MediaType == "application/json" && got.Status == HttpStatusCode.OK)
            {
                var tag = Assert.IsType<string>(got.ETag);
                Assert.True((await site.Send(HttpMethod.Get, path, token, null, ("If-None-Match", tag))) is { Status: HttpStatusCode.NotModified, Text.Length: 0 } known && known.ETag == tag, path);
                Assert.Equal(HttpStatusCode.NotModified, (await site.Send(HttpMethod.Get, path, token, null, ("If-None-Match", $"\"other\", W/{tag}"))).Status);
                Assert.Equal(HttpStatusCode.OK, (await site.Send(HttpMethod.Get, path, token, null, ("If-None-Match", "\"other\""))).Status);
                spared++;
            }
        }

        Assert.True(asked > 60 && spared > 50, $"{asked} {spared}");
        Assert.Equal(HttpStatusCode.NotModified, (await site.Send(HttpMethod.Get, calendar, null, null, ("If-None-Match", (await site.Get(calendar, null)).ETag!))).Status);
    }

    [Fact]
    public async Task A_change_elsewhere_in_the_answer_is_news_and_the_version_alone_still_changes_the_row()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var token = await site.TokenOf(site.World.BannerOffice);
        var path = $"/api/v1/organisations/{site.World.Unit}";
        var read = (await site.Get(path, token)).Is(HttpStatusCode.OK);
        Assert.StartsWith($"\"{read.Json["version"]}-", read.ETag, StringComparison.Ordinal);

        var changed = (await site.Put(path, token, new { name = "供电所" }, read.ETag)).Is(HttpStatusCode.OK);
        Assert.NotEqual(read.ETag, changed.ETag);
        Assert.Equal(HttpStatusCode.OK, (await site.Send(HttpMethod.Get, path, token, null, ("If-None-Match", read.ETag!))).Status);
        (await site.Put(path, token, new { name = "供电局" }, read.ETag)).IsProblem(HttpStatusCode.PreconditionFailed, "ChangedMeanwhile");
        (await site.Put(path, token, new { name = "供电局" }, $"\"{changed.Json["version"]}\"")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_answer_says_which_request_it_is_and_how_many_are_left()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite, ("Api:RequestsPerMinute", "1000"));
        var things = await Things.Make(site);
        var token = await site.TokenOf(site.World.Secretary);
        const string mine = "0197f1c2-8a4b-7c3d-9e5f-0a1b2c3d4e5f";
        long left = 1000;
        foreach (var call in EveryEndpointTests.Calls(site))
        {
            var answer = await site.Send(call.Method, things.Path(call), token, things.Body(call), ("X-Request-Id", mine));
            Assert.True(answer.Headers.GetValueOrDefault("X-Request-Id") == mine, $"{call}: {answer.Status}");
            Assert.True(answer.Headers.TryGetValue("RateLimit-Remaining", out var remaining), $"{call}: {answer.Status}");
            Assert.Equal("1000 60", $"{answer.Headers["RateLimit-Limit"]} {answer.Headers["RateLimit-Reset"]}");
            Assert.True(long.Parse(remaining, System.Globalization.CultureInfo.InvariantCulture) is var now && now < left, $"{call}: {now} after {left}");
            left = now;
            if (answer.MediaType == "application/problem+json")
            {
                Assert.Equal(mine, (string?)answer.Json["requestId"]);
            }
        }

        var nobody = (await site.Get("/api/v1/me", null)).IsProblem(HttpStatusCode.Unauthorized);
        Assert.Equal(nobody.Headers["X-Request-Id"], (string?)nobody.Json["requestId"]);
        Assert.True(nobody.Headers.ContainsKey("RateLimit-Remaining"));
        foreach (var words in new[] { "", "13800138000", "abc", mine + mine })
        {
            var made = (await site.Send(HttpMethod.Get, "/api/v1/me", token, null, ("X-Request-Id", words))).Headers["X-Request-Id"];
            Assert.True(Guid.TryParse(made, out _) && made != words, made);
        }
    }

    [Fact]
    public async Task A_fault_of_ours_is_logged_and_told_under_the_number_of_its_request()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var token = await site.TokenOf(site.World.Secretary);
        await site.Database.Execute("ALTER TABLE task RENAME TO elsewhere");
        var fault = (await site.Get("/api/v1/tasks", token)).IsProblem(HttpStatusCode.InternalServerError, "Fault");
        var id = fault.Headers["X-Request-Id"];
        Assert.Equal(id, (string?)fault.Json["requestId"]);
        Assert.Contains(id, (string?)fault.Json["detail"], StringComparison.Ordinal);
        Assert.Contains(site.Log.Lines, line => line.Contains(id, StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task A_request_sent_again_is_marked_and_a_key_that_says_nothing_is_told_so(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var token = await site.TokenOf(site.World.BannerOffice);
        Task<DeskSite.Answer> Make(string key) => site.Post("/api/v1/organisations", token, new { kind = "Unit", parentId = site.World.Banner, name = "气象局" }, ("Idempotency-Key", key));

        var first = (await Make("once")).Is(HttpStatusCode.Created);
        var again = (await Make("once")).Is(HttpStatusCode.Created);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(first.Location, again.Location);
        Assert.False(first.Headers.ContainsKey("Idempotency-Replayed"));
        Assert.Equal("true", again.Headers["Idempotency-Replayed"]);

        var no = (await Make("twice")).IsProblem(HttpStatusCode.Conflict, "NameTaken");
        var same = (await Make("twice")).IsProblem(HttpStatusCode.Conflict, "NameTaken");
        Assert.Equal("true", same.Headers["Idempotency-Replayed"]);
        Assert.NotEqual((string?)no.Json["requestId"], (string?)same.Json["requestId"]);
        Assert.Equal(same.Headers["X-Request-Id"], (string?)same.Json["requestId"]);

        Wrong(await Make(" "), "Idempotency-Key", "empty");
        Wrong(await Make(new string('k', 201)), "Idempotency-Key", "too_long");
    }

    [Fact]
    public async Task What_a_caller_never_wants_is_not_sent()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var token = await site.TokenOf(site.World.Secretary);
        async Task<DeskSite.Answer> Accepting(string types, string path = "/api/v1/tasks", string language = "zh-CN") =>
            await site.Send(HttpMethod.Get, path, token, null, ("Accept", types), ("Accept-Language", language));

        Assert.Equal("application/json", (await Accepting("text/csv;q=0")).MediaType);
        Assert.Equal("application/json", (await Accepting("text/csv;q=0, */*;q=0.1")).MediaType);
        Assert.Equal("text/csv", (await Accepting("application/json;q=0, text/csv;q=0.5")).MediaType);
        var english = await Accepting("*/*", "/api/v1/tasks/999999", "zh;q=0, en;q=0.1");
        Assert.DoesNotMatch("[\u4e00-\u9fff]", (string)english.Json["detail"]!);
    }

    [Theory, Databases]
    public async Task Every_order_that_a_list_offers_shows_all_its_rows_once_page_by_page_both_ways(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var things = await Things.Make(site);
        var now = site.Database.Clock.GetUtcNow();
        foreach (var days in new[] { 9, 4, 7, 4, 30, 5 })
        {
            await site.World.Publish(site.World.Draft(now.AddDays(days)));
        }

        var (office, secretary) = (await site.TokenOf(site.World.BannerOffice), await site.TokenOf(site.World.Secretary));
        var (orders, rows) = (0, 0);
        foreach (var endpoint in site.Endpoints.Where(each => each.Metadata.GetMetadata<Sorted>() is not null))
        {
            var path = things.Path(new Call(HttpMethod.Get, "/" + endpoint.RoutePattern.RawText!.Trim('/'), null));
            var token = path.Contains("care", StringComparison.Ordinal) ? secretary : office;
            var own = (await site.Get(path + "?limit=500", token)).Is(HttpStatusCode.OK).Items;
            foreach (var name in endpoint.Metadata.GetMetadata<Sorted>()!.Names)
            {
                var paged = new List<JsonNode>();
                for (string? next = ""; next is not null;)
                {
                    var page = (await site.Get($"{path}?sort={name}&limit=2{next}", token)).Is(HttpStatusCode.OK);
                    paged.AddRange(page.Items.Select(each => each!));
                    next = page.Json["next"] is { } cursor ? "&after=" + cursor : null;
                }

                Assert.Equal(own.Select(Id).Order(), paged.Select(Id).Order());
                IsOrdered(path, name, paged);
                orders++;
            }

            rows += own.Count;
        }

        Assert.True(orders > 40 && rows > 20, $"{orders} orders of {rows} rows");
        var table = (await site.Get("/api/v1/tasks?sort=-startsAt&format=csv", secretary)).Is(HttpStatusCode.OK).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith((string)(await site.Get("/api/v1/tasks?sort=-startsAt&limit=1", secretary)).Items[0]!["id"]!.ToString(), table[1].TrimStart('"'), StringComparison.Ordinal);

        static long Id(JsonNode? row) => (long)row!["id"]!;
    }

    private static void IsOrdered(string path, string name, List<JsonNode> rows)
    {
        // Words are ordered by the database, each in its way; what is missing is later than all.
        var values = rows.Select(row => row[name.TrimStart('-')]).Select(value => value?.GetValueKind() == System.Text.Json.JsonValueKind.Number ? ((long)value).ToString("D19", System.Globalization.CultureInfo.InvariantCulture)
            : value is null ? "~" : (string?)value!).ToList();
        if (name.TrimStart('-') is not ("title" or "name"))
        {
            var sorted = values.Order(StringComparer.Ordinal).ToList();
            Assert.True(values.SequenceEqual(name[0] == '-' ? sorted.AsEnumerable().Reverse() : sorted, StringComparer.Ordinal), $"{path} by {name}: {string.Join(' ', values)}");
        }
    }

    /// <summary>One word for one thing done: a new one is a decision.</summary>
    private static readonly string[] Verbs =
    [
        "accept", "adjust", "agree", "answer", "apply", "approve", "ask", "assign", "begin", "cancel", "close", "confirm", "correct", "decide", "decline", "define", "dismiss", "end", "escalate", "explain", "extend", "finish",
        "give", "hand", "import", "leave", "let", "merge", "move", "name", "park", "pause", "propose", "publish", "qualify", "read", "record", "refer", "refuse", "remove", "report", "resolve", "resume", "return",
        "review", "revoke", "sign", "take", "tell", "terminate", "unpark", "void", "waive", "withdraw",
    ];

    [Fact]
    public async Task Every_address_is_a_thing_or_a_verb_done_to_one_and_every_answer_an_object()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var document = (await site.Get("/openapi/v1.json", null)).Is(HttpStatusCode.OK).Json;
        Assert.Empty(Ungrammatical(document));

        // Planted: each kind of what must not be is found.
        document["paths"]!["/api/v1/tasks/{id}/cancellation"] = JsonNode.Parse("""{"post":{"responses":{"200":{}}}}""");
        document["paths"]!["/api/v1/tasks/{id}/finish-it"] = JsonNode.Parse("""{"put":{"responses":{"200":{}}},"delete":{"responses":{"204":{}}}}""");
        document["paths"]!["/api/v1/tasks/{id}/tag"] = JsonNode.Parse("""{"post":{"responses":{"201":{"content":{"application/json":{"schema":{"type":"array"}}}}}}}""");
        document["paths"]!["/api/v1/rows"] = JsonNode.Parse("""{"get":{"responses":{"200":{"content":{"application/json":{"schema":{"type":"object","properties":{"items":{}}}}}}}}}""");
        Assert.Equal(
            [
                "DELETE /api/v1/tasks/{id}/finish-it: no such method here", "GET /api/v1/rows: items without next", "POST /api/v1/tasks/{id}/cancellation: no verb",
                "POST /api/v1/tasks/{id}/tag: makes one of no list", "POST /api/v1/tasks/{id}/tag: no object", "PUT /api/v1/tasks/{id}/finish-it: cannot be read there",
            ],
            Ungrammatical(document).Order(StringComparer.Ordinal));
    }

    private static List<string> Ungrammatical(JsonNode document)
    {
        var paths = document["paths"]!.AsObject();
        var operations = paths.SelectMany(path => path.Value!.AsObject().Select(each => (Path: path.Key, Method: each.Key, Answers: each.Value!["responses"]!))).ToList();
        Assert.True(operations.Count > 150, $"{operations.Count} operations");
        return
        [
            .. operations.Where(each => each.Method is not ("get" or "post" or "put")).Select(each => $"{each.Method.ToUpperInvariant()} {each.Path}: no such method here"),
            .. operations.Where(each => each.Method == "put" && paths[each.Path]!["get"] is null).Select(each => $"PUT {each.Path}: cannot be read there"),
            .. operations.Where(each => each.Method == "post" && each.Answers["201"] is null && !Verbs.Contains(Last(each.Path).Split('-')[0], StringComparer.Ordinal)).Select(each => $"POST {each.Path}: no verb"),
            .. operations.Where(each => each.Method == "post" && each.Answers["201"] is not null && paths[each.Path]!["get"] is null && !Last(each.Path).EndsWith('s')).Select(each => $"POST {each.Path}: makes one of no list"),
            .. operations.SelectMany(each => new[] { "200", "201" }.Select(status => each.Answers[status]?["content"]?["application/json"]?["schema"]).Where(schema => schema is not null)
                .Select(schema => Fault(document, schema!)).OfType<string>().Select(fault => $"{each.Method.ToUpperInvariant()} {each.Path}: {fault}")),
        ];

        static string Last(string path) => path.Split('/')[^1];
    }

    private static string? Fault(JsonNode document, JsonNode schema)
    {
        var whole = (string?)schema["$ref"] is { } reference ? document["components"]!["schemas"]![reference.Split('/')[^1]]! : schema;
        return (string?)whole["type"] != "object" ? "no object" : whole["properties"]?["items"] is not null && whole["properties"]!["next"] is null ? "items without next" : null;
    }

    private static List<(Call Call, Takes Takes)> Taking(DeskSite site)
    {
        var taking = (from endpoint in site.Endpoints
                      let route = "/" + endpoint.RoutePattern.RawText!.Trim('/')
                      where route.StartsWith("/api/", StringComparison.Ordinal)
                      from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
                      select (new Call(new HttpMethod(method), route, EveryEndpointTests.BodyOf(endpoint)), endpoint.Metadata.GetMetadata<Takes>()!)).ToList();
        Assert.True(taking.Count > 150 && taking.TrueForAll(each => each.Item2 is not null), $"{taking.Count} endpoints");
        return taking;
    }

    private static JsonNode Wrong(DeskSite.Answer answer, string field, string code)
    {
        var fields = answer.IsProblem(HttpStatusCode.BadRequest, "InvalidRequest").Json["fields"]?.AsArray() ?? [];
        var wrong = fields.FirstOrDefault(each => (string?)each!["field"] == field) ?? throw new Xunit.Sdk.XunitException($"{field}: {answer.Text}");
        Assert.True(code.Split('|').Contains((string?)wrong["code"]), answer.Text);
        Assert.False(string.IsNullOrWhiteSpace((string?)wrong["detail"]));
        return wrong;
    }
}
