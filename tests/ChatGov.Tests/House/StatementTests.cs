using System.Net;
using System.Text.Json.Nodes;
using ChatGov.Data;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.House;

/// <summary>A list asks the database as often for many rows as for few: what it shows of a row comes with the rows.</summary>
public sealed class StatementTests
{
    private const int Few = 5;
    private const int Many = 50;

    // Lists that stay as short as they are here, and why.
    private static readonly Dictionary<string, string> Short = new(StringComparer.Ordinal)
    {
        ["/api/v1/agreements/{id:long}/revisions"] = "one agreement is changed a few times",
        ["/api/v1/calendars"] = "somebody has a few of their own",
        ["/api/v1/care-plans/{id:long}/readings"] = "a row for each time that a door was read",
        ["/api/v1/cases/books/table"] = "a line for each source, and their sum",
        ["/api/v1/cases/{id:long}/duplicates"] = "the likest few are shown",
        ["/api/v1/cases/{id:long}/photos"] = "a few go with one matter",
        ["/api/v1/commitments/{id:long}/deliveries"] = "one commitment is served a few times",
        ["/api/v1/departures"] = "a row for each wave in which many left",
        ["/api/v1/help-requests/{id:long}/photos"] = "a few go with one request",
        ["/api/v1/joint-committees/{id:long}/members"] = "a committee has a few seats",
        ["/api/v1/needs/{id:long}/photos"] = "a few go with one need",
        ["/api/v1/needs/{id:long}/proposals"] = "the one need is promised already; what is proposed for an offer is counted",
        ["/api/v1/organisations/{id:long}/decisions"] = "nothing was decided yet",
        ["/api/v1/organisations/{id:long}/past"] = "a place is renamed a few times",
        ["/api/v1/role-tags"] = "a banner has a few",
        ["/api/v1/roster-imports/{id:long}/rows"] = "what a file brought is sealed row by row",
        ["/api/v1/sessions"] = "somebody has a few of their own",
        ["/api/v1/tasks/{id:long}/colleagues"] = "an office has a few",
        ["/api/v1/tokens"] = "somebody has a few of their own",
    };

    private static readonly string[] Said = ["任务", "我的", "时长", "待办", "需求", "资源", "对接", "协议", "会议", "我的看望", "我的证明", "我的需求", "谁家该去看了", "事项"];

    [Fact]
    public async Task A_list_of_the_desk_costs_as_many_statements_for_many_rows_as_for_few()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite, ("Api:WrongTokensPerMinute", "1000000"));
        var things = await Things.Make(site);
        var rows = new ManyRows(site, things);
        var tokens = new[] { await site.TokenOf(site.World.Secretary), await site.TokenOf(site.World.Liaison), await site.TokenOf(site.World.BannerOffice) };
        var few = await Reads(site, things, rows, tokens, Few);
        var many = await Reads(site, things, rows, tokens, Many);

        var wrong = many.SelectMany(list => list.Value.Grew(list.Key, few[list.Key])).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        var shortLists = many.Where(list => list.Value.Rows <= few[list.Key].Rows).Select(list => list.Key.Split(' ')[0]).Distinct()
            .Where(route => many.Where(list => list.Key.StartsWith(route + " ", StringComparison.Ordinal)).All(list => list.Value.Rows <= few[list.Key].Rows));
        Assert.Equal(Short.Keys.Order(StringComparer.Ordinal), shortLists.Order(StringComparer.Ordinal));
    }

    /// <summary>A page of the chat may show five rows only: fewer than that are compared with many more.</summary>
    [Fact]
    public async Task A_list_of_the_chat_costs_as_many_statements_for_many_rows_as_for_two()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var rows = new ManyRows(site, await Things.Make(site));
        await using var bot = new TestBot(site.Database.Db);
        var few = await Hears(site, bot, rows, 2);
        var many = await Hears(site, bot, rows, Many);

        var wrong = many.SelectMany(list => list.Value.Grew(list.Key, few[list.Key])).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.All(Said, words => Assert.Contains(many, list => list.Key.StartsWith(words + " ", StringComparison.Ordinal) && list.Value.Rows > few[list.Key].Rows));
    }

    [Fact]
    public async Task Who_asks_once_for_each_row_is_found()
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await stage.World.Members(3);
        Cost Ask(int take)
        {
            using var count = new StatementCount(stage.Database.Db);
            var names = stage.Database.Db.Read(tx => tx.As(Actor.Person(stage.World.Secretary)).All<long>("SELECT id FROM person ORDER BY id LIMIT @take", new { take })
                .ConvertAll(id => tx.First<string>("SELECT name FROM person WHERE id = @id", new { id })));
            return new Cost(count.ByText(), names.Count);
        }

        Assert.Equal("  2 then 5: SELECT name FROM person WHERE id = @id", Ask(5).Grew("sinner", Ask(2)).Last());
        Assert.Empty(Ask(5).Grew("the same again", Ask(5)));
    }

    private static async Task<Dictionary<string, Cost>> Hears(DeskSite site, TestBot bot, ManyRows rows, int count)
    {
        await rows.GrowTo(count);
        await bot.Quiet();
        var costs = new Dictionary<string, Cost>(StringComparer.Ordinal);
        foreach (var user in new[] { "secretary", "liaison", ManyRows.AskerName })
        {
            foreach (var words in Said)
            {
                // What is remembered from then on, and what is still to be told, comes before it counts.
                await bot.Ask(user, words);
                using var asked = new StatementCount(site.Database.Db);
                var answer = await bot.Ask(user, words);
                costs[$"{words} {user}"] = new Cost(asked.ByText(), answer.Split('\n').Length);
            }
        }

        return costs;
    }

    private static async Task<Dictionary<string, Cost>> Reads(DeskSite site, Things things, ManyRows rows, string[] tokens, int count)
    {
        await rows.GrowTo(count);
        var costs = new Dictionary<string, Cost>(StringComparer.Ordinal);
        foreach (var call in EveryEndpointTests.Calls(site).Where(call => call.Method == HttpMethod.Get))
        {
            for (var i = 0; i < tokens.Length; i++)
            {
                if (await Read(site, things.Path(call), tokens[i]) is { } cost)
                {
                    costs[$"{call.Route} {i}"] = cost;
                }
            }
        }

        return costs;
    }

    /// <returns>Null for what is no list.</returns>
    private static async Task<Cost?> Read(DeskSite site, string path, string token)
    {
        // What is remembered from then on is asked for before it counts, and what is remembered until somebody commits is not.
        await site.Get(path, token);
        await site.Database.Execute("UPDATE person SET row_version = row_version + 1 WHERE id = (SELECT MIN(id) FROM person)");
        using var count = new StatementCount(site.Database.Db);
        var answer = await site.Get(path, token);
        return answer.Status == HttpStatusCode.OK && answer.MediaType == "application/json" && answer.Json is JsonObject json && json["items"] is JsonArray items
            ? new Cost(count.ByText(), items.Count)
            : null;
    }

    /// <param name="Asked">How often each statement was asked.</param>
    private sealed record Cost(Dictionary<string, int> Asked, int Rows)
    {
        public IEnumerable<string> Grew(string list, Cost before)
        {
            // Another answer, such as that one holds enough tasks, may cost less.
            if (Asked.Values.Sum() <= before.Asked.Values.Sum())
            {
                yield break;
            }

            yield return $"{list}: {before.Asked.Values.Sum()} statements for {before.Rows} rows, {Asked.Values.Sum()} for {Rows}";
            foreach (var sql in Asked.Keys.Union(before.Asked.Keys).Where(each => Asked.GetValueOrDefault(each) != before.Asked.GetValueOrDefault(each)))
            {
                yield return $"  {before.Asked.GetValueOrDefault(sql)} then {Asked.GetValueOrDefault(sql)}: {sql}";
            }
        }
    }
}
