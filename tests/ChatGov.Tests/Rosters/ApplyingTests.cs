using System.Globalization;
using System.Text;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Rosters;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Rosters;

/// <summary>Applying is stopped, taken over, overtaken and cut short.</summary>
public sealed class ApplyingTests
{
    private const int Rows = 1_100;

    [Theory, Databases]
    public async Task Stopped_between_pieces_it_is_taken_over_by_the_next_program_and_nothing_is_done_twice(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var (world, actor, id) = await Begun(database);
        Assert.True(await Applying.Step(database.Db, "gone/1/1", CancellationToken.None));
        Assert.True(await Applying.Step(database.Db, "gone/1/1", CancellationToken.None));
        Assert.Equal(500, CountOf(database.Db, world.Unit));

        await using var other = database.OpenAgain();
        Assert.False(await Applying.Step(other, Instance.Current.Name, CancellationToken.None));
        database.Clock.Advance(Leases.Life + TimeSpan.FromSeconds(1));
        while (await Applying.Step(other, Instance.Current.Name, CancellationToken.None))
        {
            // Until nothing is left to do.
        }

        Assert.Equal(Rows, CountOf(database.Db, world.Unit));
        var import = database.Db.Read(tx => Imports.Find(tx.As(actor), id).Value);
        Assert.Equal((ImportState.Applied, (long)Rows, 0L), (import.State, import.Done, import.Overtaken));
        AuditTrail.IsComplete(database.Db, ImportMachine.Table);
    }

    [Theory, Databases]
    public async Task Two_programs_at_once_add_nobody_twice(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var (world, _, _) = await Begun(database);
        await using var other = database.OpenAgain();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            for (var step = 0; step < 20; step++)
            {
                await Applying.Step(i % 2 == 0 ? database.Db : other, Instance.Current.Name, CancellationToken.None);
            }
        })));
        Assert.Equal(Rows, CountOf(database.Db, world.Unit));
    }

    [Theory, Databases]
    public async Task What_changed_since_the_report_is_left_alone_and_counted(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var (world, actor, id) = await Begun(database);
        await database.Db.Write(tx => Roster.Add(tx, world.Unit, "先到", "19900000007"));
        await Finish(database.Db);

        Assert.Equal(1, database.Db.Read(tx => Imports.Find(tx.As(actor), id).Value.Overtaken));
        Assert.Equal(Rows, CountOf(database.Db, world.Unit));
    }

    [Theory, Databases]
    public async Task Who_was_to_join_a_unit_that_closed_meanwhile_is_counted_and_not_said_to_be_added(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var (world, _, id) = await Begun(database);
        await AtDesk(database.Db, world, tx => OrgTree.Close(tx, world.Unit).Value);
        await Finish(database.Db);

        var import = await AtDesk(database.Db, world, tx => Imports.Find(tx, id).Value);
        Assert.Equal((ImportState.Applied, (long)Rows, (long)Rows), (import.State, import.Done, import.Overtaken));
        Assert.Equal(0, CountOf(database.Db, world.Unit));
    }

    [Theory, Databases]
    public async Task Members_of_a_unit_that_went_on_and_on_join_the_one_that_is_left(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var (world, _, _) = await Begun(database);
        var (next, last) = (await world.UnitOf("供水公司", "联络员乙"), await world.UnitOf("供热公司", "联络员丙"));
        await AtDesk(database.Db, world, tx => Merging.Merge(tx, world.Unit, next).Value);
        await AtDesk(database.Db, world, tx => Merging.Merge(tx, next, last).Value);
        await Finish(database.Db);
        Assert.Equal((0, Rows), (CountOf(database.Db, next), CountOf(database.Db, last)));
    }

    [Theory, Databases]
    public async Task Whoever_is_just_being_put_on_the_roster_of_the_unit_it_went_into_is_not_added_twice(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var (world, _, _) = await Begun(database);
        var into = await world.UnitOf("供水公司", "联络员乙");
        await AtDesk(database.Db, world, tx => Merging.Merge(tx, world.Unit, into).Value);

        Task<bool>? step = null;
        await AtDesk(database.Db, world, tx =>
        {
            Assert.True(RosterViews.Add(tx, into, "先到", "19900000007", null).Ok);
            step = Task.Run(() => Applying.Step(database.Db, Instance.Current.Name, CancellationToken.None));
            Assert.True(provider == Provider.Sqlite || SpinWait.SpinUntil(() => step.IsCompleted || WaitsForARow(database.Db), TimeSpan.FromMinutes(1)));
            return true;
        });
        await step!;
        await Finish(database.Db);
        Assert.Equal(Rows, CountOf(database.Db, into));
    }

    [Theory, Databases]
    public async Task Whoever_is_just_being_put_on_the_roster_of_a_unit_goes_over_with_it(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var into = await world.UnitOf("供水公司", "联络员乙");
        Task<OrgView>? merging = null;
        await AtDesk(database.Db, world, tx =>
        {
            Assert.True(RosterViews.Add(tx, world.Unit, "先到", "19900000007", null).Ok);
            merging = Task.Run(() => AtDesk(database.Db, world, other => Merging.Merge(other, world.Unit, into).Value));
            Assert.True(provider == Provider.Sqlite || SpinWait.SpinUntil(() => merging.IsCompleted || WaitsForARow(database.Db), TimeSpan.FromMinutes(1)));
            return true;
        });
        await merging!;
        Assert.Equal((0, 1), (CountOf(database.Db, world.Unit), CountOf(database.Db, into)));
    }

    [Theory, Databases]
    public async Task What_nobody_applies_is_deleted_after_a_week(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var (world, actor, id) = await Begun(database, apply: false);
        database.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));
        await Finish(database.Db);

        Assert.Equal(ImportState.Cancelled, database.Db.Read(tx => Imports.Find(tx.As(actor), id).Value.State));
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM roster_import_piece")));
        Assert.Equal(0, CountOf(database.Db, world.Unit));
    }

    private static async Task Finish(Db db)
    {
        while (await Applying.Step(db, Instance.Current.Name, CancellationToken.None))
        {
            // Until nothing is left to do.
        }
    }

    private static Task<T> AtDesk<T>(Db db, World world, Func<Tx, T> work) =>
        db.Write(tx => work(tx.As(new Actor(world.BannerOffice, Grant: new Grant(1, Role.BannerOffice, world.Banner)))));

    private static bool WaitsForARow(Db db) => db.Read(tx => tx.Exists(
        "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"));

    private static async Task<(World World, Actor Actor, long Import)> Begun(TestDatabase database, bool apply = true)
    {
        var world = await World.Create(database.Db);
        var actor = new Actor(world.Liaison, Grant: new Grant(1, Role.UnitLiaison, world.Unit));
        var text = "姓名,手机\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"成员{i},199{i:00000000}\n")));
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var id = (await Staging.Read(database.Db, actor, file, [], CancellationToken.None)).Value;
        await database.Db.Write(tx => Staging.Finish(tx.As(actor), id).Value);
        if (apply)
        {
            await database.Db.Write(tx => Imports.Apply(tx.As(actor), id, Imports.Find(tx, id).Value.Left).Value);
        }

        return (world, actor, id);
    }

    private static long CountOf(Db db, long unit) => db.Read(tx => tx.Count("SELECT COUNT(*) FROM roster WHERE unit_id = @unit AND left_at IS NULL", new { unit }));
}
