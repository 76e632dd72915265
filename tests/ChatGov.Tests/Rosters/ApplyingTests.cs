using System.Globalization;
using System.Text;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;
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
        var (actor, unit, id) = await Begun(database);
        Assert.True(await Applying.Step(database.Db, "gone/1/1", CancellationToken.None));
        Assert.True(await Applying.Step(database.Db, "gone/1/1", CancellationToken.None));
        Assert.Equal(500, CountOf(database.Db, unit));

        await using var other = database.OpenAgain();
        Assert.False(await Applying.Step(other, Instance.Current.Name, CancellationToken.None));
        database.Clock.Advance(Leases.Life + TimeSpan.FromSeconds(1));
        while (await Applying.Step(other, Instance.Current.Name, CancellationToken.None))
        {
            // Until nothing is left to do.
        }

        Assert.Equal(Rows, CountOf(database.Db, unit));
        var import = database.Db.Read(tx => Imports.Find(tx.As(actor), id).Value);
        Assert.Equal((ImportState.Applied, (long)Rows, 0L), (import.State, import.Done, import.Overtaken));
        AuditTrail.IsComplete(database.Db, ImportMachine.Table);
    }

    [Theory, Databases]
    public async Task Two_programs_at_once_add_nobody_twice(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var (_, unit, _) = await Begun(database);
        await using var other = database.OpenAgain();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            for (var step = 0; step < 20; step++)
            {
                await Applying.Step(i % 2 == 0 ? database.Db : other, Instance.Current.Name, CancellationToken.None);
            }
        })));
        Assert.Equal(Rows, CountOf(database.Db, unit));
    }

    [Theory, Databases]
    public async Task What_changed_since_the_report_is_left_alone_and_counted(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var (actor, unit, id) = await Begun(database);
        await database.Db.Write(tx => Roster.Add(tx, unit, "先到", "19900000007"));
        while (await Applying.Step(database.Db, Instance.Current.Name, CancellationToken.None))
        {
            // Until nothing is left to do.
        }

        Assert.Equal(1, database.Db.Read(tx => Imports.Find(tx.As(actor), id).Value.Overtaken));
        Assert.Equal(Rows, CountOf(database.Db, unit));
    }

    [Theory, Databases]
    public async Task What_nobody_applies_is_deleted_after_a_week(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var (actor, unit, id) = await Begun(database, apply: false);
        database.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));
        while (await Applying.Step(database.Db, Instance.Current.Name, CancellationToken.None))
        {
            // Until nothing is left to do.
        }

        Assert.Equal(ImportState.Cancelled, database.Db.Read(tx => Imports.Find(tx.As(actor), id).Value.State));
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM roster_import_piece")));
        Assert.Equal(0, CountOf(database.Db, unit));
    }

    private static async Task<(Actor Actor, long Unit, long Import)> Begun(TestDatabase database, bool apply = true)
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

        return (actor, world.Unit, id);
    }

    private static long CountOf(Db db, long unit) => db.Read(tx => tx.Count("SELECT COUNT(*) FROM roster WHERE unit_id = @unit AND left_at IS NULL", new { unit }));
}
