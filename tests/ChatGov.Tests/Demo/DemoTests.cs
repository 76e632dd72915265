using ChatGov.Demo;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Demo;

public sealed class DemoTests
{
    [Theory, Databases]
    public async Task The_demo_banner_has_the_size_of_the_real_one_and_loads_once(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);

        Assert.True(await database.Db.Write(DemoBanner.Load));
        Assert.False(await database.Db.Write(DemoBanner.Load));

        database.Db.Read(tx =>
        {
            Assert.Equal(33, tx.Count("SELECT COUNT(*) FROM org WHERE kind = 'Community'"));
            Assert.Equal(114, tx.Count("SELECT COUNT(*) FROM org WHERE kind = 'Gacha'"));
            Assert.Equal(200, tx.Count("SELECT COUNT(*) FROM org WHERE kind = 'Unit' AND uscc IS NOT NULL"));
            Assert.Equal(5_075, tx.Count("SELECT COUNT(*) FROM roster"));
            Assert.True(tx.Count("SELECT COUNT(*) FROM task WHERE state = 'Published'") >= 300);
            Assert.Equal(0, tx.Count(
                """
                SELECT COUNT(*) FROM task t
                WHERE t.taken <> (SELECT COUNT(*) FROM claim c WHERE c.task_id = t.id AND c.state IN ('Confirmed', 'Recorded', 'Absent'))
                """));
            Assert.Equal(tx.Count("SELECT COUNT(*) FROM org"), tx.Count("SELECT COUNT(*) FROM org_closure WHERE depth = 0"));
            return true;
        });
    }

    [Fact]
    public async Task It_is_the_same_each_time()
    {
        const string names = "SELECT name FROM roster ORDER BY id";
        await using var first = TestDatabase.Create(Provider.Sqlite);
        await using var second = TestDatabase.Create(Provider.Sqlite);
        await first.Db.Write(DemoBanner.Load);
        await second.Db.Write(DemoBanner.Load);

        Assert.Equal(first.Db.Read(tx => tx.All<string>(names)), second.Db.Read(tx => tx.All<string>(names)));
    }

    [Fact]
    public async Task A_database_with_anything_in_it_is_left_alone()
    {
        await using var database = TestDatabase.Create(Provider.Sqlite);
        await World.Create(database.Db);

        Assert.False(await database.Db.Write(DemoBanner.Load));
        Assert.False(database.Db.Read(DemoBanner.IsLoaded));
    }
}
