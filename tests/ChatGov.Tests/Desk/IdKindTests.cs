using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Papers;
using ChatGov.People;
using ChatGov.Tests.Papers;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Desk;

/// <summary>
/// Every id that an endpoint takes, in its path or its body, is asked to be one of the kind it is used for: with that of any other
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
    };

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
                foreach (var (what, path, body) in WithForeign(call, things, ids))
                {
                    tried++;
                    var answer = await site.Send(call.Method, path, token, body, ("If-Match", "\"1\""));
                    var isRefused = what.StartsWith("{id}", StringComparison.Ordinal) ? answer.Status == HttpStatusCode.NotFound : (int)answer.Status is >= 400 and < 500;
                    if (!isRefused)
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

    private static IEnumerable<(string What, string Path, object? Body)> WithForeign(Call call, Things things, Dictionary<string, long> ids)
    {
        foreach (var name in Things.Placeholder().Matches(call.Route).Select(found => found.Groups[1].Value))
        {
            foreach (var (kind, id) in Foreign(Things.KindOf(call, name), ids))
            {
                yield return ($"{{{name}}} of {kind}", things.Path(call, name, id), things.Body(call));
            }
        }

        var example = things.Body(call) is { } body ? JsonSerializer.SerializeToNode(body) : null;
        foreach (var field in FieldsIn(example).ToList())
        {
            var key = field.GetPath().Split('.')[^1].Split('[')[0];
            foreach (var (kind, id) in Foreign(key == "ids" ? $"{call} ids" : key, ids))
            {
                var place = field.GetPath();
                var copy = example!.DeepClone();
                At(copy, place, id);
                yield return ($"{place} of {kind}", things.Path(call), copy.ToJsonString());
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, long>> Foreign(string kind, Dictionary<string, long> ids)
    {
        var taken = Taken.GetValueOrDefault(kind, kind).Split(' ');
        Assert.Contains(ids.Keys, IsTaken);
        return ids.Where(each => !IsTaken(each.Key));

        bool IsTaken(string each) => taken.Contains(each) || (taken is ["Token" or "Calendar"] && each.StartsWith(taken[0], StringComparison.Ordinal));
    }

    /// <summary>The numbers that name something: by what they are called, or because of the list they stand in.</summary>
    private static IEnumerable<JsonNode> FieldsIn(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(each => FieldsIn(each.Value)),
        JsonArray list => list.SelectMany(FieldsIn),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && IsId(value.GetPath()) => [value],
        _ => [],
    };

    private static bool IsId(string path) => path.Split('.')[^1].Split('[')[0] is var name && (name is "ids" or "parties" || name.EndsWith("Id", StringComparison.Ordinal));

    private static void At(JsonNode root, string path, long id)
    {
        var target = FieldsIn(root).Single(field => field.GetPath() == path);
        if (target.Parent is JsonArray list)
        {
            list[list.IndexOf(target)] = id;
        }
        else
        {
            target.Parent!.AsObject()[target.GetPropertyName()] = id;
        }
    }

    /// <summary>One of each kind, and of kinds that share a table more than one.</summary>
    private static async Task<Dictionary<string, long>> Kinds(DeskSite site, Things things)
    {
        var world = site.World;
        var ids = things.Ids.ToDictionary(each => each.Key.Replace(' ', '-'), each => each.Value, StringComparer.Ordinal);
        foreach (var org in new[] { "organisations", "units", "unitId", "joint-committees", "itemId", "calendars", "tokens" })
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
        });
        ids["grid"] = await world.As(world.BannerOffice, tx => OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Grid, ParentId = world.Helan, Name = "一网格" }).Value);
        ids["complaint"] = await world.As(member, tx => HelpRequests.Open(tx, HelpRequestKind.Complaint, new AskedFrom("fake", "发证的人"), "投诉的话").Value.Number);
        ids["certificate"] = await world.As(member, tx => Issuing.Issue(tx, Drafting.Request(tx, new PaperRequest(PaperKind.Certificate, world.Helan)).Value.Paper.Id).Value.Paper.Id);
        foreach (var who in new[] { world.BannerOffice, world.Secretary, world.Liaison })
        {
            var calendar = await site.Post("/api/v1/calendars", await site.TokenOf(who), new { name = "日历" });
            var code = await world.As(who, tx => SigningIn.Link(tx, Appointments.OfPerson(tx, who)[0].Id, new ChatOwner("fake", $"u{who}", $"c{who}")).Value);
            await site.Post("/sign-in/" + code, null);
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
