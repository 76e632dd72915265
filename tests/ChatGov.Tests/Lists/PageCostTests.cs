using ChatGov.Data;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Organisations;
using ChatGov.Paging;
using ChatGov.Registrations;
using ChatGov.Tasks;
using ChatGov.Tests.Support;
using Dapper;

namespace ChatGov.Tests.Lists;

/// <summary>What a page costs depends on what it shows, not on how much others have; rows are counted, not time.</summary>
public sealed class PageCostTests
{
    private const int Others = 3_000;

    private static readonly PageRequest First = new(0, 20);
    private static readonly PageRequest Latest = new(0, 20, "-id");

    private static readonly Dictionary<string, (Func<Tx, PageRequest, IEnumerable<long>> Page, Dictionary<string, string> Over)> Lists = new(StringComparer.Ordinal)
    {
        ["task"] = ((tx, page) => TaskViews.List(tx, new TaskFilter(), page).Items.Select(row => row.Id), new() { ["state"] = "'Done'" }),
        ["registration"] = (
            (tx, page) => RegistrationViews.List(tx, null, null, null, null, page).Items.Select(row => row.Id),
            new() { ["state"] = "'Ended'", ["number"] = "NULL", ["target_org_id"] = "NULL" }),
        ["need"] = ((tx, page) => NeedLists.All(tx, new NeedFilter(), page).Items.Select(row => row.Id), new() { ["state"] = "'Withdrawn'" }),
    };

    public static TheoryData<Provider, string> Everywhere()
    {
        var data = new TheoryData<Provider, string>();
        foreach (var row in new DatabasesAttribute().GetData(null!))
        {
            foreach (var list in Lists.Keys)
            {
                data.Add((Provider)row[0], list);
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(Everywhere))]
    public async Task Who_has_few_rows_walks_over_nobody_elses(Provider provider, string list)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await Filled(database.Db);
        await Copy(database, list, world.Helan, 30);
        await Copy(database, list, world.Garden, 30);
        var before = Costs(database, world.Secretary, list);

        await Copy(database, list, world.Garden, Others);

        AssertAsCheap(before, Costs(database, world.Secretary, list));
    }

    [Theory, MemberData(nameof(Everywhere))]
    public async Task Who_has_most_rows_walks_until_the_page_is_full(Provider provider, string list)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await Filled(database.Db);
        await database.Db.Write(tx => Assert.All(
            Enumerable.Range(1, Reach.MostFew), i => Assert.True(OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Street, ParentId = world.Banner, Name = $"街道{i}" }).Ok)));
        await Copy(database, list, world.Garden, 60);
        var before = Costs(database, world.BannerOffice, list);

        await Copy(database, list, world.Garden, Others);

        AssertAsCheap(before, Costs(database, world.BannerOffice, list));
    }

    private static void AssertAsCheap(List<long> before, List<long> after) =>
        Assert.All(before.Zip(after), cost => Assert.True(cost.Second <= cost.First * 3 / 2, $"{cost.First} became {cost.Second}"));

    private static List<long> Costs(TestDatabase database, long personId, string list) =>
        [.. new[] { First, Latest }.Select(page => RowsPassed.By(database, personId, tx => Assert.NotEmpty(Lists[list].Page(tx, page))))];

    private static async Task<World> Filled(Db db)
    {
        var world = await World.Create(db);
        await world.Member("甲");
        await world.Publish(world.Draft(new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8))));
        await world.As(world.Secretary, tx => NeedDecisions.Publish(tx, world.Helan, new NeedDetails { Kind = ResourceKind.Talk, Title = "防诈骗宣讲", Measure = "场" }).Value);
        return world;
    }

    // Over and done: what waits is few. A sealed word opens in its own row alone.
    private static async Task Copy(TestDatabase database, string table, long org, int count)
    {
        var columns = Columns(database.Db, table);
        var values = columns.Select(name => name == "org_id" ? $"{org}" : name.EndsWith("_cipher", StringComparison.Ordinal) ? "NULL" : Lists[table].Over.GetValueOrDefault(name, "s." + name));
        await database.Execute(
            $"""
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
            INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM {table} s CROSS JOIN n WHERE s.id = (SELECT MIN(id) FROM {table})
            """);
    }

    private static List<string> Columns(Db db, string table)
    {
        using var connection = db.OpenRaw();
        using var empty = connection.ExecuteReader($"SELECT * FROM {table} LIMIT 0");
        return [.. Enumerable.Range(0, empty.FieldCount).Select(empty.GetName).Where(name => name != "id")];
    }
}
