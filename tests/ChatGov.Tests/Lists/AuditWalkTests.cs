using ChatGov.Auditing;
using ChatGov.Data;
using ChatGov.Paging;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Lists;

/// <summary>A page of changes looks through a bounded part of them, and whoever follows its cursors finds all that is theirs.</summary>
public sealed class AuditWalkTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 1, 0, 0, 0, TimeSpan.FromHours(8));

    private static readonly AuditFilter[] Asked =
    [
        new(), new(Action: "rare"), new(ActorId: 1), new(Entity: "org"), new(From: Day, Until: Day.AddDays(1)), new(Action: "rare", From: Day.AddDays(-1)), new(Until: Day.AddDays(1)),
    ];

    [Theory, Databases]
    public async Task However_much_others_did_a_page_costs_the_same_and_nothing_is_left_out(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var own = await Changed(database, world, Day, days: 4);
        var before = Costs(database, world);
        own = [.. own, .. await Changed(database, world, Day.AddDays(4), days: 12)];

        Assert.All(before.Zip(Costs(database, world)), cost => Assert.True(cost.Second <= cost.First * 3 / 2, $"{cost.First} became {cost.Second}"));

        Assert.Equal(own, Followed(database, world, new AuditFilter(Action: "rare")).Order());
        Assert.Equal(own, Followed(database, world, new AuditFilter(Action: "rare", Until: Day.AddDays(100))).Order());
        Assert.Single(Followed(database, world, new AuditFilter(Action: "rare", From: Day, Until: Day.AddDays(1))));
        Assert.Empty(Followed(database, world, new AuditFilter(Action: "rare", From: Day.AddDays(100))));
        Assert.Empty(Followed(database, world, new AuditFilter(Action: "rare", Until: Day.AddYears(-1))));
    }

    private static List<long> Costs(TestDatabase database, World world) =>
        [.. Asked.Select(filter => RowsPassed.By(database, world.Secretary, tx => AuditSearch.List(tx, filter, new PageRequest(0, 20))))];

    private static List<long> Followed(TestDatabase database, World world, AuditFilter filter)
    {
        var found = new List<long>();
        for (var page = new PageRequest(0, 5); page is not null;)
        {
            var read = database.Db.Read(tx => AuditSearch.List(tx.As(Actor.Person(world.Secretary)), filter, page));
            found.AddRange(read.Items.Select(entry => entry.Id));
            page = read.Next is { } next ? PageRequest.Read(next, 5) : null;
        }

        return found;
    }

    /// <summary>Days of which each has one change of the secretary's own place, in the middle of as many as two pages look through; gives the numbers of those.</summary>
    private static async Task<List<long>> Changed(TestDatabase database, World world, DateTimeOffset from, int days)
    {
        var last = database.Db.Read(tx => tx.First<long>("SELECT MAX(id) FROM audit"));
        await database.Execute(
            $"""
            WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {days * 2 * AuditSearch.LookedAt})
            INSERT INTO audit (at, actor_id, entity, entity_id, action)
            SELECT {from.ToUnixTimeMilliseconds()} + i * {TimeSpan.MillisecondsPerDay / (2 * AuditSearch.LookedAt)}, {world.Secretary}, 'org',
                   CASE WHEN i % {2 * AuditSearch.LookedAt} = {AuditSearch.LookedAt} THEN {world.Helan} ELSE {world.Garden} END,
                   CASE WHEN i % {2 * AuditSearch.LookedAt} = {AuditSearch.LookedAt} THEN 'rare' ELSE 'usual' END
            FROM n
            """);
        return database.Db.Read(tx => tx.All<long>("SELECT id FROM audit WHERE id > @last AND action = 'rare' ORDER BY id", new { last }));
    }
}
