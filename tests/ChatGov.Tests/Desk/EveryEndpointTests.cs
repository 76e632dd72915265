using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatGov.Access;
using ChatGov.Agreements;
using ChatGov.Api;
using ChatGov.Care;
using ChatGov.Cases;
using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.HelpRequests;
using ChatGov.Http;
using ChatGov.Matches;
using ChatGov.Meetings;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Photos;
using ChatGov.Rights;
using ChatGov.Tests.Photos;
using ChatGov.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace ChatGov.Tests.Desk;

/// <summary>
/// Every endpoint of the running program, asked by those who may not: nobody, whose appointment is over, the neighbouring
/// community's secretary, an expired token; and with bodies that are none. An endpoint that is not described here fails.
/// </summary>
public sealed class EveryEndpointTests
{
    [Theory, Databases]
    public async Task Who_may_not_gets_nothing_and_learns_nothing(Provider provider)
    {
        await using var site = await DeskSite.Start(provider, ("Api:WrongTokensPerMinute", "1000000"));
        var things = await Things.Make(site);
        var (neighbour, ended, expired) = await Strangers(site);

        Assert.True(Calls(site).Count > 10, "no endpoints found");
        foreach (var call in Calls(site))
        {
            var path = things.Path(call);
            (await site.Send(call.Method, path, null, things.Body(call))).IsProblem(HttpStatusCode.Unauthorized, "TokenMissingOrWrong");
            (await site.Send(call.Method, path, expired, things.Body(call))).IsProblem(HttpStatusCode.Unauthorized, "TokenMissingOrWrong");
            (await site.Send(call.Method, path, ended, things.Body(call), ("If-Match", "\"1\""))).IsProblem(HttpStatusCode.Forbidden, "RoleEnded");

            var answer = await site.Send(call.Method, path, neighbour, things.Body(call), ("If-Match", "\"1\""));
            if (Things.IsOwn(call) || Things.IsShared(call))
            {
                Assert.True((int)answer.Status < 300, $"{call}: {answer.Status} {answer.Text}");
            }
            else if (call.Route.Contains('{', StringComparison.Ordinal) || call.Method != HttpMethod.Get)
            {
                Assert.True(answer.Status == HttpStatusCode.NotFound, $"{call}: {answer.Status} {answer.Text}");
                answer.IsProblem(HttpStatusCode.NotFound);
            }
            else
            {
                answer.Is(HttpStatusCode.OK);
            }

            Assert.All(Things.IsShared(call) ? things.SecretsOfPeople : things.Secrets, secret => Assert.DoesNotContain(secret, answer.Text, StringComparison.Ordinal));
        }
    }

    [Theory, Databases]
    public async Task A_body_that_is_none_is_refused_with_what_to_do(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var things = await Things.Make(site);
        var banner = await site.TokenOf(site.World.BannerOffice);
        foreach (var call in Calls(site).Where(call => call.BodyType is not null))
        {
            foreach (var body in new[] { "", "{", "[1]", "{\"noSuchField\":1}", "\"\"" })
            {
                var answer = await site.Send(call.Method, things.Path(call), banner, body, ("If-Match", "\"1\""));
                Assert.True(answer.Status == HttpStatusCode.BadRequest, $"{call} {body}: {answer.Status} {answer.Text}");
                answer.IsProblem(HttpStatusCode.BadRequest, Problems.InvalidRequest);
            }
        }
    }

    [Theory, Databases]
    public async Task Nothing_odd_in_a_request_is_a_fault_of_ours(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var things = await Things.Make(site);
        var banner = await site.TokenOf(site.World.BannerOffice);
        foreach (var call in Calls(site).Where(call => call.BodyType is not null && !call.Route.Contains("/tokens", StringComparison.Ordinal)))
        {
            foreach (var body in OddBodies(things.Body(call)!, call.BodyType!))
            {
                var answer = await site.Send(call.Method, things.Path(call), banner, body, ("If-Match", "\"1\""));
                Assert.True((int)answer.Status < 500, $"{call} {body[..Math.Min(body.Length, 300)]}: {answer.Status} {answer.Text}");
            }
        }

        foreach (var call in Calls(site))
        {
            foreach (var path in OddPaths(call))
            {
                var answer = await site.Send(call.Method, path, banner, call.BodyType is null ? null : things.Body(call), ("If-Match", "\"1\""));
                Assert.True((int)answer.Status < 500, $"{call} {path}: {answer.Status} {answer.Text}");
            }
        }
    }

    [Theory, Databases]
    public async Task No_reading_but_the_door_shows_whom_a_care_plan_is_for(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var things = await Things.Make(site);
        foreach (var who in new[] { site.World.Secretary, site.World.OtherSecretary, site.World.Liaison, site.World.BannerOffice })
        {
            var token = await site.TokenOf(who);
            foreach (var call in Calls(site).Where(call => call.Method == HttpMethod.Get))
            {
                foreach (var format in new[] { "", "?format=csv" })
                {
                    var answer = await site.Send(call.Method, things.Path(call) + format, token);
                    Assert.All(Things.CareSecrets, secret => Assert.DoesNotContain(secret, answer.Text, StringComparison.Ordinal));
                }
            }

            var door = await site.Send(HttpMethod.Post, $"/api/v1/care-plans/{things.CarePlan}/read-door", token, new { reason = "打电话问候" });
            Assert.Equal(who == site.World.Secretary, door.Status == HttpStatusCode.OK);
            Assert.Equal(who == site.World.Secretary, door.Text.Contains(Things.CareSecrets[0], StringComparison.Ordinal));
        }

        Assert.All(Things.CareSecrets, secret => PlainColumns.DoNotHold(site.Database.Db, provider, secret));
        Assert.Equal(1, site.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM care_reading")));
    }

    /// <summary>What may be sent, with one field at a time turned into something that nobody meant.</summary>
    private static IEnumerable<string> OddBodies(object body, Type type)
    {
        var example = JsonNode.Parse(JsonSerializer.Serialize(body))!.AsObject();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            foreach (var odd in new[] { "null", "-1", "0", "9223372036854775807", "1e400", "1.5", "true", "[]", "[null]", "{}", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", $"\"{new string('长', 5_000)}\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59-12:00\"", "[\"\\u0000\"]", "[9223372036854775807]" })
            {
                var changed = example.DeepClone().AsObject();
                changed.Remove(name);
                var rest = changed.ToJsonString();
                yield return $"{rest[..^1]}{(changed.Count > 0 ? "," : "")}\"{name}\":{odd}}}";
            }
        }
    }

    private static IEnumerable<string> OddPaths(Call call)
    {
        var path = System.Text.RegularExpressions.Regex.Replace(call.Route, @"\{[^}]*\}", "9223372036854775807", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        yield return path;
        if (call.Method == HttpMethod.Get)
        {
            foreach (var query in new[]
            {
                "limit=0", "limit=-1", "limit=501", "limit=x", "after=x", "after=%00", "after=OTIyMzM3MjAzNjg1NDc3NTgwNw", "format=x", "name=%00", "name=%25_%5C", "kind=x", "kind=7", "state=%00",
                "orgId=9223372036854775807", "from=x", "from=0001-01-01T00:00:00Z", "until=9999-12-31T23:59:59Z", "entity=%00", "past=maybe", "under=-1",
            })
            {
                yield return $"{path}?{query}";
            }
        }
    }

    [Fact]
    public async Task Every_body_has_an_example_and_every_number_is_a_number()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        Assert.All(Calls(site).Where(call => call.BodyType is not null), call => Assert.True(Examples.Of(call.BodyType!) is not null, $"{call}: {call.BodyType!.Name} has no Example"));

        var document = (await site.Get("/openapi/v1.json", null)).Is(HttpStatusCode.OK);
        Assert.DoesNotContain("\"pattern\":\"^-?(?:0|[1-9]", document.Text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var operations = document.Json["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => (string?)operation.Value!["operationId"]).ToList();
        Assert.Equal(Calls(site).Count, operations.Count);
        Assert.Equal(operations.Count, operations.Distinct().Count());
        Assert.All(document.Json["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()), operation => Assert.NotNull(operation.Value!["summary"]));
    }

    internal static List<Call> Calls(DeskSite site) =>
    [
        .. from endpoint in site.Endpoints
           let route = "/" + endpoint.RoutePattern.RawText!.Trim('/')
           where route.StartsWith("/api/", StringComparison.Ordinal)
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
           let authorized = endpoint.Metadata.GetMetadata<IAuthorizeData>() ?? throw new InvalidOperationException(route + " is open to all")
           select new Call(new HttpMethod(method), route, BodyOf(endpoint)),
    ];

    internal static Type? BodyOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<MethodInfo>()!.GetParameters()
        .Select(parameter => parameter.ParameterType).FirstOrDefault(type => type.IsAssignableTo(typeof(IRequestBody)));

    private static async Task<(string Neighbour, string Ended, string Expired)> Strangers(DeskSite site)
    {
        var expired = await site.TokenOf(site.World.Secretary, days: 1);
        var leaver = await site.World.Person("离任者");
        var role = await site.Database.Db.Write(tx => Staff.Appoint(tx, leaver, Role.Secretary, site.World.Helan, tx.Now, until: null).Value);
        var ended = await site.TokenOf(leaver);
        await site.Database.Db.Write(tx => Staff.Dismiss(tx, role));
        site.Database.Clock.MoveTo(site.Database.Clock.GetUtcNow().AddDays(1).AddMinutes(1));
        return (await site.TokenOf(site.World.OtherSecretary), ended, expired);
    }
}

/// <param name="Route">With its placeholders.</param>
internal sealed record Call(HttpMethod Method, string Route, Type? BodyType)
{
    public override string ToString() => $"{Method} {Route}";
}

/// <summary>One of each thing in the community of 贺兰, for asking after.</summary>
internal sealed partial class Things
{
    // What belongs to whoever asks, wherever they serve.
    private static readonly string[] Own = ["GET /api/v1/me", "GET /api/v1/tokens", "GET /api/v1/sessions", "POST /api/v1/sign-out", "GET /api/v1/role-tags", "GET /api/v1/calendars", "POST /api/v1/calendars", "POST /api/v1/cases/import"];

    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object> _bodies = new(StringComparer.Ordinal);

    /// <summary>What a neighbour must not read in any answer.</summary>
    public List<string> Secrets { get; } = ["贺兰", "书记甲", "名册成员"];

    public static IReadOnlyList<string> CareSecrets { get; } = ["赵大娘", "3号楼501"];

    /// <summary>One of each kind, by the word that stands for it in a route.</summary>
    public IReadOnlyDictionary<string, long> Ids => _ids;

    public long CarePlan => _ids["care-plans"];

    public IEnumerable<string> SecretsOfPeople => Secrets.Skip(1);

    /// <summary>The lists that units and communities show each other: the name of a place is no secret there.</summary>
    public static bool IsShared(Call call) => call.Method == HttpMethod.Get && call.Route is "/api/v1/offers" or "/api/v1/offers/{id:long}" or "/api/v1/needs" or "/api/v1/needs/{id:long}";

    public static bool IsOwn(Call call) => Own.Contains(call.ToString(), StringComparer.Ordinal);

    public static long Letter(Tx tx, DeskSite site, long member)
    {
        var id = tx.Insert(
            "INSERT INTO paper (kind, person_id, org_id, unit_id, state, requested_at) VALUES ('UnitLetter', @member, @Helan, @Unit, 'Previewed', @Now) RETURNING id",
            new { member, site.World.Helan, site.World.Unit, tx.Now });
        var facts = new ChatGov.Papers.PaperFacts { Kind = ChatGov.Papers.PaperKind.UnitLetter, Issuer = "贺兰社区", Name = "志愿者一", Lines = [] };
        tx.Run("UPDATE paper SET facts = @facts WHERE id = @id", new { id, facts = SealedColumn.Of("paper.facts").Seal(tx.Vault, id, JsonSerializer.SerializeToUtf8Bytes(facts)) });
        return id;
    }

    public static async Task<Things> Make(DeskSite site)
    {
        var things = new Things();
        var helan = site.World.Helan;
        var street = site.Database.Db.Read(tx => tx.Count("SELECT parent_id FROM org WHERE id = @helan", new { helan }));
        things._ids["organisations"] = helan;
        things._bodies["POST /api/v1/organisations"] = new { kind = "Grid", parentId = helan, name = "第九网格" };
        things._bodies["PUT /api/v1/organisations/{id:long}"] = new { name = "改名" };
        things._bodies["POST /api/v1/organisations/{id:long}/move"] = new { parentId = street };
        things._bodies["POST /api/v1/organisations/{id:long}/merge"] = new { intoId = site.World.Garden };

        var appointment = site.Database.Db.Read(tx => Appointments.OfPerson(tx, site.World.Secretary)[0].Id);
        things._ids["staff"] = appointment;
        things._bodies["POST /api/v1/staff"] = new { name = "新副书记", role = "Deputy", orgId = helan };
        things._bodies["PUT /api/v1/staff/{id:long}"] = new { until = "2027-12-31T18:00:00+08:00" };

        await things.MakeTags(site);
        things._ids["units"] = site.World.Unit;
        things._bodies["POST /api/v1/units/{id:long}/roster"] = new { name = "新成员" };
        things._ids["rowId"] = await site.Database.Db.Write(tx => Roster.Add(tx, site.World.Unit, "名册成员", "19900004321"));
        things._ids["roster-imports"] = await site.Database.Db.Write(tx => tx.Insert(
            "INSERT INTO roster_import (org_id, created_by, state, created_at) VALUES (@Unit, @Liaison, 'Ready', @Now) RETURNING id",
            new { site.World.Unit, site.World.Liaison, tx.Now }));

        await things.MakeTasks(site);
        await things.MakeLists(site);
        await things.MakeAgreements(site);
        await things.MakeCare(site);
        await things.MakeCases(site);
        await site.TokenOf(site.World.Secretary);
        things._ids["tokens"] = site.Database.Db.Read(tx => tx.Count("SELECT MAX(id) FROM api_token"));
        things._ids["calendars"] = things._ids["tokens"];
        things._ids["sessions"] = things._ids["tokens"];
        var named = await site.World.As(site.World.BannerOffice, tx => Staff.Appoint(tx, new NewAppointment("新副书记", null, Role.Deputy, helan, null, null)).Value);
        await site.World.As(site.World.BannerOffice, tx => ChatBinding.Issue(tx, named.Id).Value);
        things._bodies["POST /api/v1/departures/decide"] = new { wave = 1, suspend = true };
        things._ids["codes"] = site.Database.Db.Read(tx => tx.Count("SELECT MAX(id) FROM access_code"));
        things.Secrets.Add("新副书记");
        things._bodies["POST /api/v1/calendars"] = new { name = "日历" };
        things._bodies["POST /api/v1/tokens"] = new { name = "他人", staffRoleId = appointment };
        return things;
    }

    private static Task<long> Photo(DeskSite site, PhotoOf of) => site.World.As(site.World.Secretary, tx =>
    {
        var id = Album.Keep(tx, Pictures.Clean(SamplePictures.Png)!);
        Album.Attach(tx, of, [id]);
        return id;
    });

    private async Task MakeLists(DeskSite site)
    {
        var world = site.World;
        var offer = (await world.As(world.Liaison, tx => OfferPublishing.Publish(tx, world.Unit, new OfferDetails { Kind = ResourceKind.Talk, Title = "防诈骗宣讲", Quantity = 5, Measure = "场" }))).Value;
        var need = (await world.As(world.Secretary, tx => NeedDecisions.Publish(tx, world.Helan, new NeedDetails { Kind = ResourceKind.Talk, Title = "给老人讲防诈骗", Quantity = 3, Measure = "场" }))).Value;
        _ids["offers"] = offer.Id;
        _ids["needs"] = need.Id;
        _ids["needs photo"] = await Photo(site, new PhotoOf(PhotoSubject.Need, need.Id));
        _ids["matches"] = (await world.As(world.Liaison, tx => Handshake.Propose(tx, offer.Id, need.Id, 1))).Value.Id;
        _bodies["POST /api/v1/offers"] = new { unitId = world.Unit, kind = "Venue", title = "二楼会议室", quantity = 4, measure = "次" };
        _bodies["PUT /api/v1/offers/{id:long}"] = new { kind = "Talk", title = "防诈骗宣讲", quantity = 6, measure = "场" };
        _bodies["POST /api/v1/needs"] = new { orgId = world.Helan, kind = "Venue", title = "借用会议室", quantity = 1, measure = "次" };
        _bodies["POST /api/v1/needs/{id:long}/accept"] = new { kind = "Talk", title = "给老人讲防诈骗", quantity = 3, measure = "场" };
        foreach (var act in new[] { "return", "refer", "let-go" })
        {
            _bodies[$"POST /api/v1/needs/{{id:long}}/{act}"] = new { reason = "说说看" };
        }

        _bodies["POST /api/v1/matches"] = new { offerId = offer.Id, needId = need.Id, quantity = 1 };
        _bodies["POST /api/v1/matches/{id:long}/cancel"] = new { reason = "改期" };
        _bodies["POST /api/v1/care-visits/{id:long}/tasks"] = ListTests.TaskFor(site.Database.Clock.GetUtcNow().AddDays(3));
        _bodies["POST /api/v1/needs/{id:long}/tasks"] = ListTests.TaskFor(site.Database.Clock.GetUtcNow().AddDays(3));
        _bodies["POST /api/v1/matches/{id:long}/tasks"] = ListTests.TaskFor(site.Database.Clock.GetUtcNow().AddDays(3));
    }

    private async Task MakeAgreements(DeskSite site)
    {
        var world = site.World;
        var now = site.Database.Clock.GetUtcNow();
        object Agreement() => new
        {
            title = "供电公司与社区共建",
            startsAt = now,
            parties = new[] { world.Helan, world.Unit },
            commitments = new[] { new { giverId = world.Unit, receiverId = world.Helan, what = "排查电路", quantity = 1, measure = "次", per = "Month" } },
        };

        var draft = new AgreementDraft
        {
            Title = "供电公司与社区共建",
            StartsAt = now,
            Parties = [world.Helan, world.Unit],
            Commitments = [new CommitmentDraft { GiverId = world.Unit, ReceiverId = world.Helan, What = "排查电路", Quantity = 1, Measure = "次", Per = CommitmentPeriod.Month }],
        };
        var view = (await world.As(world.Secretary, tx => AgreementDrafting.Draft(tx, draft))).Value;
        await world.As(world.Secretary, tx => AgreementSigning.Propose(tx, view.Agreement.Id).Value);
        await world.As(world.Liaison, tx => AgreementSigning.Confirm(tx, view.Agreement.Id).Value);
        _ids["agreements"] = view.Agreement.Id;
        _ids["commitments"] = view.Commitments[0].Commitment.Id;
        _ids["deliveries"] = (await world.As(world.Liaison, tx => CommitmentDeliveries.Say(tx, _ids["commitments"], 1, null))).Value.Id;
        _bodies["POST /api/v1/agreements"] = Agreement();
        _bodies["PUT /api/v1/agreements/{id:long}"] = Agreement();
        foreach (var route in new[] { "agreements/{id:long}/ask-for-change", "agreements/{id:long}/terminate", "commitments/{id:long}/waive", "deliveries/{id:long}/refuse" })
        {
            _bodies["POST /api/v1/" + route] = new { reason = "再商量一下" };
        }

        var committee = _ids["joint-committees"];
        var meeting = (await world.As(world.Secretary, tx => MeetingCalling.Call(tx, committee, "例会", "二楼", tx.Now.AddDays(9)))).Value.Meeting.Id;
        _ids["meetings"] = meeting;
        _ids["itemId"] = (await world.As(world.Secretary, tx => MeetingAgenda.AddPoint(tx, meeting, "清雪"))).Value.Agenda[^1].Id;
        _ids["agenda-items"] = _ids["itemId"];
        _bodies["POST /api/v1/meetings"] = new { committeeId = committee, title = "例会", place = "二楼", startsAt = now.AddDays(9) };
        _bodies["POST /api/v1/meetings/{id:long}/points"] = new { title = "清雪" };
        _bodies["POST /api/v1/meetings/{id:long}/points/{itemId:long}/decide"] = new { outcome = "Dropped", words = "不议了" };
        _bodies["POST /api/v1/meetings/{id:long}/cancel"] = new { reason = "再商量一下" };
        _bodies["POST /api/v1/agreements/{id:long}/review"] = new { keptPromises = true, toChange = "", renew = true };
        _bodies["POST /api/v1/commitments/{id:long}/deliveries"] = new { quantity = 1 };
        _bodies["POST /api/v1/commitments/{id:long}/tasks"] = ListTests.TaskFor(now.AddDays(3));
        _bodies["POST /api/v1/deliveries/confirm"] = new { ids = new[] { _ids["deliveries"] } };
    }

    private async Task MakeCare(DeskSite site)
    {
        var world = site.World;
        var plan = (await world.As(world.Secretary, tx => CarePlanning.Draft(tx, world.Helan, new CareDetails { Name = "赵大娘", Door = "3号楼501" }))).Value.Id;
        Secrets.AddRange(CareSecrets);
        _ids["care-plans"] = plan;
        await world.As(world.Secretary, tx => CarePlanning.AskForConsent(tx, plan).Value);
        await world.As(world.Secretary, tx => CarePlanning.RecordConsent(tx, plan, new CareConsentGiven(CareGiver.Self, CareConsentForm.Spoken, "看看", tx.Now.AddMonths(3))).Value);
        _ids["care-visits"] = (await world.As(world.Secretary, tx => CareVisiting.Record(tx, plan, CareOutcome.Well, "都好"))).Value.Id;
        object Details(long? orgId) => new { orgId, tier = "B", way = "Visit", name = "钱大爷", door = "5号楼101" };
        _bodies["POST /api/v1/care-plans"] = Details(world.Helan);
        _bodies["PUT /api/v1/care-plans/{id:long}"] = new { tier = "B", way = "Visit", name = "钱大爷", door = "5号楼101" };
        _bodies["POST /api/v1/care-plans/{id:long}/record-consent"] = new { by = "Self", form = "Spoken", scope = "看看", untilAt = site.Database.Clock.GetUtcNow().AddMonths(3) };
        _bodies["POST /api/v1/care-plans/{id:long}/name-pair"] = new { firstId = world.Liaison };
        _bodies["POST /api/v1/care-plans/{id:long}/visits"] = new { outcome = "Well", note = "" };
        foreach (var route in new[] { "care-plans/{id:long}/read-door", "care-plans/{id:long}/pause", "care-plans/{id:long}/end", "care-visits/{id:long}/explain" })
        {
            _bodies["POST /api/v1/" + route] = new { reason = "问候一下" };
        }
    }

    private async Task MakeCases(DeskSite site)
    {
        var world = site.World;
        var resident = await world.Person("反映的人");
        Secrets.AddRange(["反映的人", "楼道灯黑了", "19900007777"]);
        var report = new CaseReport { Kind = CaseKind.Repair, Words = "楼道灯黑了", Spot = "3号楼", Contact = "19900007777" };
        _ids["cases"] = (await world.As(resident, tx => CaseSpeakingUp.SpeakUp(tx, world.Helan, report).Value)).Id;
        await world.As(world.Secretary, tx => CaseTriage.Accept(tx, _ids["cases"]).Value);
        await world.As(world.Secretary, tx => CaseWork.Assign(tx, _ids["cases"], CaseHandler.Person(world.Secretary)).Value);
        await world.As(world.Secretary, tx => CaseWork.Begin(tx, _ids["cases"]).Value);
        await world.As(world.Secretary, tx => CaseWork.Escalate(tx, _ids["cases"], "要换整条线").Value);
        _ids["cases photo"] = await Photo(site, new PhotoOf(PhotoSubject.Case, _ids["cases"]));
        _bodies["POST /api/v1/cases"] = new { orgId = world.Helan, kind = "Repair", words = "楼道灯黑了", spot = "3号楼", contact = "19900007777" };
        _bodies["POST /api/v1/cases/import"] = "编号,内容,状态\n1,东门垃圾没清,在办\n";
        _bodies["POST /api/v1/cases/findings"] = new { orgId = world.Helan, kind = "Environment", source = "Inspection", words = "东门垃圾没清" };
        _bodies["POST /api/v1/cases/{id:long}/accept"] = new { kind = "Repair" };
        _bodies["POST /api/v1/cases/{id:long}/assign"] = new { handlerOrgId = world.Unit };
        _bodies["POST /api/v1/cases/assign"] = new { ids = new[] { _ids["cases"] }, handlerOrgId = world.Unit };
        _bodies["POST /api/v1/cases/merge"] = new { ids = new[] { _ids["cases"] }, into = _ids["cases"] + 1 };
        _bodies["POST /api/v1/cases/{id:long}/park"] = new { reason = "等配件", reviewOn = "2026-12-20" };
        _bodies["POST /api/v1/cases/{id:long}/extend"] = new { workdays = 2, reason = "等配件" };
        _bodies["POST /api/v1/cases/{id:long}/record-call"] = new { outcome = "Solved" };
        _bodies["POST /api/v1/cases/{id:long}/needs"] = new { kind = "Goods", title = "要灭火器", quantity = 1, measure = "个" };
        _ids["thank-you-calls"] = await world.As(world.Secretary, tx => tx.Insert(
            "INSERT INTO thank_you_call (org_id, case_id, state, created_at) VALUES (@Helan, @id, 'Due', @Now) RETURNING id", new { world.Helan, id = _ids["cases"], tx.Now }));
        _bodies["POST /api/v1/thank-you-calls/{id:long}/record"] = new { outcome = "AsSaid" };
        _bodies["POST /api/v1/cases/{id:long}/tasks"] = ListTests.TaskFor(site.Database.Clock.GetUtcNow().AddDays(3));
        foreach (var act in new[] { "refer", "give-back", "ask-reporter", "escalate", "resolve", "answer" })
        {
            _bodies[$"POST /api/v1/cases/{{id:long}}/{act}"] = new { reason = "说说看" };
        }
    }

    private async Task MakeTags(DeskSite site)
    {
        var helan = site.World.Helan;
        _ids["joint-committees"] = await site.Database.Db.Write(tx => OrgTree.Create(tx.As(ChatGov.Data.Actor.System), new NewOrg { Kind = OrgKind.JointCommittee, ParentId = helan, Name = "贺兰联合党委" }).Value);
        _ids["unitId"] = site.World.Unit;
        _bodies["PUT /api/v1/organisations/{id:long}/tags"] = new { showcases = new[] { "示范点" } };
        _bodies["PUT /api/v1/organisations/{id:long}/estates"] = new { names = new[] { "金沙苑" } };
        _bodies["PUT /api/v1/organisations/{id:long}/duty-phones"] = new { phones = new[] { new { kind = "Duty", name = "值班室", phone = "0483-8221111" } } };
        _bodies["PUT /api/v1/staff/{id:long}/tags"] = new { tags = new[] { "GridLead" } };
        _bodies["POST /api/v1/role-tags/define"] = new { code = "GridLead", label = "网格长" };
        _bodies["POST /api/v1/joint-committees/{id:long}/members"] = new { unitId = site.World.Unit };
    }

    private async Task MakeTasks(DeskSite site)
    {
        const string tasks = "POST /api/v1/tasks/{id:long}/";
        var member = await site.World.Member("志愿者一");
        Secrets.Add("志愿者一");
        _ids["registrations"] = site.Database.Db.Read(tx => tx.Count("SELECT id FROM registration WHERE person_id = @member", new { member }));
        _bodies["POST /api/v1/registrations/{id:long}/return"] = _bodies["POST /api/v1/registrations/{id:long}/end"] = new { reason = "请补一下" };
        _bodies["POST /api/v1/registrations/approve"] = new { ids = new[] { _ids["registrations"] } };

        var task = await site.World.Publish(site.World.Draft(site.Database.Clock.GetUtcNow().AddDays(3)) with { PendingClaims = true });
        _ids["tasks"] = task.Id;
        _ids["claims"] = (await site.World.As(member, tx => Claiming.Claim(tx, task.Id).Value)).Id;
        _bodies["POST /api/v1/claims/{id:long}/decline"] = new { reason = "换个时间" };
        var draft = new
        {
            title = "清扫公园沙尘", startsAt = task.StartsAt, endsAt = task.EndsAt, place = "公园南门", capacity = 5, bring = "手套",
            contactName = "书记甲", contactPhone = "19900001234", risk = "注意脚下台阶",
        };
        _bodies["PUT /api/v1/tasks/{id:long}"] = draft;
        _bodies["POST /api/v1/tasks"] = new { orgId = site.World.Helan, draft.title, draft.startsAt, draft.endsAt, draft.place, draft.capacity, draft.bring, draft.contactName, draft.contactPhone, draft.risk };
        _bodies[tasks + "cancel"] = new { reason = "大风" };
        _bodies[tasks + "confirm-roster"] = new { absent = Array.Empty<int>() };
        _bodies[tasks + "tell"] = new { text = "带口罩" };
        _bodies[tasks + "hand-over"] = new { personId = site.World.Secretary };
        _bodies[tasks + "ask-to-lead"] = new { number = 1 };
        _bodies[tasks + "correct-kind"] = new { kind = "Public" };

        _ids["letters"] = await site.Database.Db.Write(tx => Letter(tx, site, member));
        _bodies["POST /api/v1/letters/{id:long}/return"] = new { reason = "请再看一遍" };
        var late = await site.Database.Db.Write(tx => tx.Insert(
            "INSERT INTO claim (task_id, person_id, number, state, claimed_at) VALUES (@task, @person, 99, 'Disputed', @Now) RETURNING id",
            new { task = task.Id, person = site.World.OtherSecretary, tx.Now }));
        _ids["objections"] = await site.Database.Db.Write(tx => tx.Insert(
            "INSERT INTO objection (claim_id, minutes, raised_at) VALUES (@late, 60, @Now) RETURNING id", new { late, tx.Now }));
        _bodies["POST /api/v1/objections/{id:long}/adjust"] = new { minutes = 60 };
        _ids["help-requests"] = await site.World.As(member, tx => HelpRequestActs.Open(tx, HelpRequestKind.HandOff, new AskedFrom("fake", "志愿者一"), "求助的话").Value.Number);
        Secrets.Add("求助的话");
        _ids["help-requests photo"] = await Photo(site, new PhotoOf(PhotoSubject.HelpRequest, _ids["help-requests"]));
        _bodies["POST /api/v1/help-requests/{id:long}/answer"] = new { text = "好的" };
        _bodies["POST /api/v1/papers/void"] = new { number = "ZM-7K3M-Q4TX-9B2L", reason = "写错了" };
    }

    /// <summary>Also of what is no part of the API.</summary>
    public string PathOf(Call call) => call.Route.StartsWith("/api/", StringComparison.Ordinal) ? Path(call) : call.Route.Replace('{', 'x').Replace('}', 'x');

    public object? BodyOf(Call call) => call.Route.StartsWith("/api/", StringComparison.Ordinal) ? Body(call) : null;

    /// <param name="name">A placeholder, such as <c>id</c>, that is to hold another id.</param>
    public string Path(Call call, string? name = null, long other = 0) => Placeholder().Replace(call.Route, found =>
        found.Groups[1].Value == name ? other.ToString(CultureInfo.InvariantCulture) : Id(call, KindOf(call, found.Groups[1].Value)));

    /// <summary>What a placeholder of a route names.</summary>
    public static string KindOf(Call call, string name) => name switch
    {
        "id" => call.Route.Split('/')[3],
        "photoId" => call.Route.Split('/')[3] + " photo",
        _ => name,
    };

    public object? Body(Call call) => _bodies.GetValueOrDefault(call.ToString())
        ?? (call.BodyType is null ? null : throw new InvalidOperationException($"{call}: describe a body for it here"));

    private string Id(Call call, string kind) => _ids.TryGetValue(kind, out var id)
        ? id.ToString(CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"{call}: make one of them in 贺兰 here");

    [GeneratedRegex(@"\{(\w+)(:\w+)?\}", RegexOptions.None, 1000)]
    public static partial Regex Placeholder();
}
