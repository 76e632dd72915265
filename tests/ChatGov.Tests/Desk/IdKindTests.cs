using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.HelpRequests;
using ChatGov.Http;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Papers;
using ChatGov.Tests.Papers;
using ChatGov.Tests.Support;
using Microsoft.AspNetCore.Routing;

namespace ChatGov.Tests.Desk;

/// <summary>
/// Every id that an endpoint takes, in its path, its query or its body, is asked to be one of the kind it is used for: with that of any other
/// thing, however much it is the caller's own, nothing is found, and nothing changes. No two tables share an id here.
/// </summary>
public sealed class IdKindTests
{
    private const string Organisations = "banner street community garden grid unit committee";

    /// <summary>Which kinds a placeholder or a field takes, where that is not its own name.</summary>
    private static readonly Dictionary<string, string> Taken = new(StringComparer.Ordinal)
    {
        ["organisations"] = Organisations,
        ["units"] = "unit",
        ["tokens"] = "Token",
        ["calendars"] = "Calendar",
        ["sessions"] = "Session",
        ["wave"] = "departure",
        ["unitId"] = "unit",
        ["joint-committees"] = "committee",
        ["parentId"] = "banner street community garden committee",
        ["intoId"] = "community garden",
        ["orgId"] = Organisations,
        ["staffRoleId"] = "staff",
        ["giverId"] = "unit community",
        ["receiverId"] = "unit community",
        ["parties"] = "unit community",
        ["committeeId"] = "committee",
        ["offerId"] = "offers",
        ["needId"] = "needs",
        ["personId"] = "person",
        ["firstId"] = "person",
        ["itemId"] = "agenda-items",
        ["help-requests"] = "help-requests complaint",
        ["needs photo"] = "needs-photo",
        ["help-requests photo"] = "help-requests-photo",
        ["POST /api/v1/registrations/approve ids"] = "registrations",
        ["POST /api/v1/deliveries/confirm ids"] = "deliveries",
        ["POST /api/v1/cases/assign ids"] = "cases",
        ["POST /api/v1/cases/merge ids"] = "cases",
        ["into"] = "cases",
        ["handlerId"] = "person",
        ["handlerOrgId"] = "unit",
        ["cases photo"] = "cases-photo",
        ["secondId"] = "person",
        ["ownerId"] = "unit community",
        ["sameAsId"] = "staff",
        ["partnerOrgId"] = "community garden",
        ["under"] = Organisations,
        ["parent"] = Organisations,
        ["taskId"] = "tasks",
        ["seriesId"] = "tasks",
        ["actorId"] = "person",
        ["tokenId"] = "Token Session Calendar",
    };

    // The history of anything at all is asked by it.
    private const string AnyKind = "entityId";

    // Counts people, and names none.
    private const string HowMany = "leaving";

    private static readonly string[] Amounts = ["quantity", "covers"];

    [Fact]
    public async Task An_id_of_another_kind_is_not_found_and_does_nothing()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite, Spread, []);
        var things = await Things.Make(site);
        var ids = await Kinds(site, things);
        var (tried, wrong, found) = (0, new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var who in new[] { site.World.BannerOffice, site.World.Secretary, site.World.Liaison })
        {
            var token = await site.TokenOf(who);
            foreach (var call in EveryEndpointTests.Calls(site))
            {
                if (call.Method == HttpMethod.Get && (await site.Get(things.Path(call), token)).Status == HttpStatusCode.OK)
                {
                    found.Add(call.Route);
                }

                var before = Everything(site.Database.Db);
                foreach (var (what, path, body) in WithForeign(site, call, things, ids))
                {
                    tried++;
                    var answer = await site.Send(call.Method, path, token, body, ("If-Match", "\"1\""));
                    var isRefused = what.StartsWith("{id}", StringComparison.Ordinal) ? answer.Status == HttpStatusCode.NotFound : (int)answer.Status is >= 400 and < 500;
                    if (!isRefused && !(what[0] == '?' && answer.Json["items"] is JsonArray { Count: 0 }))
                    {
                        wrong.Add($"{call} with {what}: {(int)answer.Status} {answer.Text[..Math.Min(answer.Text.Length, 80)]}");
                    }
                }

                if (before != Everything(site.Database.Db))
                {
                    wrong.Add($"{call} changed something");
                }
            }
        }

        // What nobody here could have found by the right id would prove nothing.
        Assert.All(EveryEndpointTests.Calls(site).Where(call => call.Method == HttpMethod.Get), call => Assert.Contains(call.Route, found));
        Assert.True(tried > 5_000, $"{tried} tried");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct(StringComparer.Ordinal)));
    }

    private static IEnumerable<(string What, string Path, object? Body)> WithForeign(DeskSite site, Call call, Things things, Dictionary<string, long> ids)
    {
        foreach (var name in Things.Placeholder().Matches(call.Route).Select(found => found.Groups[1].Value))
        {
            foreach (var (kind, id) in Foreign(Things.KindOf(call, name), ids))
            {
                yield return ($"{{{name}}} of {kind}", things.Path(call, name, id), things.Body(call));
            }
        }

        foreach (var name in QueryIds(site, call))
        {
            foreach (var (kind, id) in Foreign(name, ids))
            {
                yield return ($"?{name} of {kind}", $"{things.Path(call)}?{name}={id}", null);
            }
        }

        var example = JsonSerializer.SerializeToNode(Body(call, things));
        foreach (var place in call.BodyType is { } type ? IdsIn(type, example, []) : [])
        {
            var key = (string)place.Last(step => step is string);
            foreach (var (kind, id) in Foreign(key == "ids" ? $"{call} ids" : key, ids))
            {
                var copy = example!.DeepClone();
                Put(copy, place, id);
                yield return ($"{string.Join('.', place)} of {kind}", things.Path(call), copy.ToJsonString());
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, long>> Foreign(string kind, Dictionary<string, long> ids)
    {
        var taken = Taken.GetValueOrDefault(kind, kind).Split(' ');
        Assert.True(ids.Keys.Any(IsTaken), $"{kind}: make one of them, and say above which kinds it takes");
        return ids.Where(each => !IsTaken(each.Key));

        bool IsTaken(string each) => taken.Contains(each.Split('-')[0] is var kind && Enum.TryParse<ApiTokenKind>(kind, out _) ? kind : each);
    }

    /// <summary>Where only another body than the usual one makes an id count that may be left out.</summary>
    private static object? Body(Call call, Things things) => call.ToString() switch
    {
        "POST /api/v1/meetings/{id:long}/points/{itemId:long}/decide" => new { outcome = "Adopted", words = "议定", dueAt = "2027-12-31T18:00:00+08:00" },
        "POST /api/v1/staff" => new { role = "Deputy", orgId = things.Ids["organisations"] },
        "POST /api/v1/tasks/{id:long}/confirm-roster" => new { absent = Array.Empty<int>(), shorter = Array.Empty<int>(), cameBesides = new[] { new { name = "志愿者一" } } },
        _ => things.Body(call),
    };

    /// <summary>The numbers that a list can be asked by.</summary>
    private static IEnumerable<string> QueryIds(DeskSite site, Call call) => site.Endpoints
        .Where(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/') == call.Route && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains(call.Method.Method))
        .SelectMany(endpoint => endpoint.Metadata.GetMetadata<MethodInfo>()!.GetParameters())
        .Where(parameter => IsNumber(parameter.ParameterType) && !call.Route.Contains("{" + parameter.Name + ":", StringComparison.Ordinal))
        .Select(parameter => parameter.Name!).Where(name => name != AnyKind && name != HowMany);

    /// <summary>The way to every number in a body that names something, whether the example has it or not.</summary>
    private static IEnumerable<object[]> IdsIn(Type type, JsonNode? node, object[] before)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            var (part, items) = (node?[name], property.PropertyType is { IsGenericType: true } list ? list.GetGenericArguments()[0] : null);
            IEnumerable<object[]> found = property.PropertyType switch
            {
                var number when IsNumber(number) => Amounts.Contains(name) ? [] : [[]],
                var body when body.IsAssignableTo(typeof(IRequestBody)) => IdsIn(body, part, []),
                _ when items == typeof(long) => Range(name, part).Select(index => new object[] { index }),
                _ when items?.IsAssignableTo(typeof(IRequestBody)) == true => Range(name, part).SelectMany(index => IdsIn(items, part![index], [index])),
                _ => [],
            };
            foreach (var way in found)
            {
                yield return [.. before, name, .. way];
            }
        }
    }

    private static bool IsNumber(Type type) => (Nullable.GetUnderlyingType(type) ?? type) == typeof(long);

    private static IEnumerable<int> Range(string name, JsonNode? list) => Enumerable.Range(0, list?.AsArray().Count ?? throw new InvalidOperationException($"{name}: put one into the body"));

    private static void Put(JsonNode root, object[] place, long id)
    {
        var parent = place[..^1].Aggregate(root, (node, step) => step is int index ? node[index]! : node[(string)step]!);
        if (place[^1] is int at)
        {
            parent[at] = id;
        }
        else
        {
            parent[(string)place[^1]] = id;
        }
    }

    /// <summary>One of each kind, and of kinds that share a table more than one.</summary>
    private static async Task<Dictionary<string, long>> Kinds(DeskSite site, Things things)
    {
        var world = site.World;
        var ids = things.Ids.ToDictionary(each => each.Key.Replace(' ', '-'), each => each.Value, StringComparer.Ordinal);
        foreach (var org in new[] { "organisations", "units", "unitId", "joint-committees", "itemId", "calendars", "tokens", "sessions" })
        {
            ids.Remove(org);
        }

        var member = await world.Member("发证的人");
        await Service.Served(world, site.Database.Clock, member, Service.Saturday);
        await site.Database.Db.Write(tx =>
        {
            ids["banner"] = world.Banner;
            ids["street"] = tx.Count("SELECT parent_id FROM org WHERE id = @Helan", new { world.Helan });
            ids["community"] = world.Helan;
            ids["garden"] = world.Garden;
            ids["unit"] = world.Unit;
            ids["committee"] = things.Ids["joint-committees"];
            ids["person"] = world.Secretary;
            ids["departure"] = tx.Insert("INSERT INTO departure (channel, user_id, state, noted_at) VALUES ('wecom', 'gone', 'Asked', @Now) RETURNING id", new { tx.Now });
        });
        ids["grid"] = await world.As(world.BannerOffice, tx => OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Grid, ParentId = world.Helan, Name = "一网格" }).Value);
        ids["complaint"] = await world.As(member, tx => HelpRequestActs.Open(tx, HelpRequestKind.Complaint, new AskedFrom("fake", "发证的人"), "投诉的话").Value.Number);
        ids["certificate"] = await world.As(member, tx => PaperIssuing.Issue(tx, PaperDrafting.Request(tx, new PaperRequest(PaperKind.Certificate, world.Helan)).Value.Paper.Id).Value.Paper.Id);
        foreach (var who in new[] { world.BannerOffice, world.Secretary, world.Liaison })
        {
            await site.Post("/api/v1/calendars", await site.SessionOf(who), new { name = "日历" });
            await site.Database.Db.Write(tx =>
            {
                foreach (var kind in Enum.GetValues<ApiTokenKind>())
                {
                    ids[$"{kind}-{who}"] = tx.Count("SELECT COALESCE(MAX(id), 0) FROM api_token WHERE kind = @kind AND person_id = @who", new { kind = kind.ToString(), who });
                }
            });
        }

        return ids.Where(each => each.Value > 0).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The ids of each table begin where those of no other are.</summary>
    private static async Task<World> Spread(Db db)
    {
        await db.Write(tx =>
        {
            foreach (var (table, place) in Tables().Select((table, place) => (table, place)))
            {
                tx.Run("INSERT INTO sqlite_sequence (name, seq) VALUES (@table, @start)", new { table, start = (place + 1) * 10_000 });
            }
        });
        return await World.Create(db);
    }

    private static List<string> Tables(string column = "id") =>
    [
        .. JsonNode.Parse(new StreamReader(typeof(Db).Assembly.GetManifestResourceStream("dictionary.json")!).ReadToEnd())!.AsObject()
            .Where(table => table.Value!["columns"]!.AsObject().ContainsKey(column)).Select(table => table.Key),
    ];

    private static string Everything(Db db) => db.Read(tx =>
    {
        var all = new StringBuilder();
        foreach (var table in Tables())
        {
            foreach (IDictionary<string, object> row in tx.All<dynamic>($"SELECT * FROM {table} ORDER BY id"))
            {
                all.Append(CultureInfo.InvariantCulture, $"{table} {string.Join('|', row.Values.Select(value => value is byte[] bytes ? Convert.ToHexString(bytes) : value))}\n");
            }
        }

        return all.ToString();
    });
}
