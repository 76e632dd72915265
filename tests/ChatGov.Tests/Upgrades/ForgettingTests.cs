using ChatGov.Access;
using ChatGov.Care;
using ChatGov.Data;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Retention;
using ChatGov.Rights;
using ChatGov.Rosters;
using ChatGov.Tests.Support;
using ChatGov.Timers;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatGov.Tests.Upgrades;

/// <summary>
/// A database in which everything is under way, after everybody in it, in whatever role, was erased, or left long ago: nothing
/// that they typed is left where it does not belong, in any column or in the files.
/// </summary>
public sealed class ForgettingTests
{
    /// <summary>What erasing leaves standing, as the features say, and why.</summary>
    private static readonly HashSet<string> Kept = [.. Features.All.SelectMany(feature => feature.Keeps).Select(kept => kept.Column)];

    /// <summary>Plain columns with names that are not the person's to take away.</summary>
    private static readonly string[] OfTheUnit = ["roster.name"];

    public static IEnumerable<object[]> Each() => UpgradeTests.Each();

    [Theory, MemberData(nameof(Each))]
    public async Task Nothing_that_anybody_typed_is_left_of_whoever_is_erased(string version, Provider provider)
    {
        await using var recorded = Recorded.Open(version, provider);
        var (db, words) = (recorded.Database.Db, recorded.Manifest.Words.Select(word => word.Word).Distinct().ToList());
        Assert.True(Opened(db, words).Count > 100, "there is nothing to erase");

        foreach (var person in db.Read(tx => tx.All<long>("SELECT id FROM person WHERE erased_at IS NULL ORDER BY id")))
        {
            Assert.True((await db.Write(tx => Erasing.Erase(tx.As(Actor.Person(person))))).Ok, $"person {person} cannot go");
        }

        Assert.Equal([], Opened(db, words).Select(each => $"{each.Column}: {each.Word}").Where(each => !Kept.Contains(each.Split(':')[0])));
        var stays = Plain(db, provider, words);
        Assert.Equal([], stays.Select(each => $"{each.Column}: {each.Word}").Where(each => !IsPublic(each.Split(':')[0])));

        // What stays for good reason lies in the files as well.
        var files = RawFiles.Of(recorded.Database, provider);
        Assert.Equal([], words.Except(stays.Select(each => each.Word)).Where(word => RawFiles.Hold(files, word)));
        Assert.All(stays.Select(each => each.Word).Distinct().Take(20), word => Assert.True(RawFiles.Hold(files, word), "the files are not what is looked at"));
    }

    [Theory, MemberData(nameof(Each))]
    public async Task Whatever_the_dictionary_calls_personal_has_an_end_that_comes(string version, Provider provider)
    {
        await using var recorded = Recorded.Open(version, provider);
        var db = recorded.Database.Db;
        await RunBothPrograms(db);
        await EndEverything(db);
        recorded.Database.Clock.MoveTo(recorded.Database.Clock.GetUtcNow().AddYears(20));
        await RunBothPrograms(db);

        // What points to a row goes before it: a year's runs, of one day.
        for (var run = 0; run < 5; run++)
        {
            await Cleaning.Run(db, CancellationToken.None);
            await RetentionRun.Run(db, CancellationToken.None);
            recorded.Database.Clock.Advance(TimeSpan.FromDays(400));
        }

        Assert.Equal([], PersonalColumns().Where(column => Left(db, column) > 0).Select(column => $"{column.Table}.{column.Name}").Except(Nameless));
    }

    [Theory, MemberData(nameof(Each))]
    public async Task A_key_is_retired_for_good_and_everything_is_read_with_the_next(string version, Provider provider)
    {
        await using var recorded = Recorded.Open(version, provider);
        var all = Texts(recorded.Database.Db);
        Assert.NotEmpty(Rekeying.Left(recorded.Database.Db));
        await recorded.Database.Db.Write(KeyRetiring.End);
        await Rekeying.Run(recorded.Database.Db, CancellationToken.None);
        Assert.Empty(Rekeying.Left(recorded.Database.Db));

        await recorded.Restart(TestKeys.Retired);
        Assert.Equal(all, Texts(recorded.Database.Db));
        await using var resumed = new TestBot(recorded.Database.Db);
        Assert.Contains("待办", await resumed.Ask("secretary", "帮助"), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ConfigurationFault>(() => recorded.Restart(TestKeys.Old));
    }

    /// <summary>Of tombstones and totals: no name is left to which they could lead.</summary>
    private static readonly string[] Nameless =
    [
        "person.language", "person.muted", "person.plain_order", "claim.minutes", "service_record.day", "service_record.minutes",
    ];

    private static IEnumerable<(string Table, string Name)> PersonalColumns() => DataDictionary.Tables.SelectMany(table => table.Value.Columns
        .Where(column => column.Value.Class == ColumnClass.Personal).Select(column => (table.Key, column.Key)));

    private static long Left(Db db, (string Table, string Name) column)
    {
        var isText = DataDictionary.Tables[column.Table].Columns[column.Name].Holds is not (null or ColumnHolds.Sealed);
        return db.Read(tx => tx.Count($"SELECT COUNT(*) FROM {column.Table} WHERE {column.Name} IS NOT NULL{(isText ? $" AND {column.Name} <> ''" : "")}"));
    }

    private static List<string> Texts(Db db) => [.. OpenedColumns.All(db).Select(each => $"{each.Column.Table}.{each.Column.Column} {each.Text}").Order(StringComparer.Ordinal)];

    private static bool IsPublic(string column) => OfTheUnit.Contains(column) || DataDictionary.Tables[column.Split('.')[0]].Columns[column.Split('.')[1]].Holds == ColumnHolds.Public;

    private static List<(string Column, string Word)> Opened(Db db, List<string> words) =>
        [.. OpenedColumns.All(db).SelectMany(each => words.Where(word => each.Text.Contains(word, StringComparison.Ordinal)).Select(word => ($"{each.Column.Table}.{each.Column.Column}", word))).Distinct()];

    private static List<(string Column, string Word)> Plain(Db db, Provider provider, List<string> words) =>
    [
        .. SchemaColumns.Of(db, provider).Where(column => column.Type != ColumnType.Bytes)
            .SelectMany(column => db.Read(tx => tx.All<string>($"SELECT CAST({column.Name} AS TEXT) FROM {column.Table} WHERE {column.Name} IS NOT NULL"))
                .SelectMany(text => words.Where(word => text.Contains(word, StringComparison.Ordinal)))
                .Select(word => (column.FullName, word))).Distinct(),
    ];

    /// <summary>Takes over and finishes what others left: timers, messages that were being sent, files that were being read.</summary>
    private static async Task RunBothPrograms(Db db)
    {
        await new TimerRunner(db, TimerHandlers.All, NullLogger<TimerRunner>.Instance).RunDue(CancellationToken.None);
        await using (var bot = new TestBot(db, logs: null, new FakeChannel(), new FakeChannel { Name = "other" }))
        {
            await bot.Quiet();
        }

        while (await Applying.Step(db, Instance.Current.Name, CancellationToken.None))
        {
            // Until nothing is left over.
        }
    }

    /// <summary>All leave, every plan ends, units take everybody off their rosters, and who held an office holds it no more.</summary>
    private static async Task EndEverything(Db db)
    {
        var plans = db.Read(tx => tx.All<long>("SELECT id FROM care_plan WHERE state <> 'Ended' ORDER BY id"));
        foreach (var plan in plans)
        {
            await db.Write(tx => CarePlanning.End(tx.As(Holder(tx, "Secretary", tx.First<long>("SELECT org_id FROM care_plan WHERE id = @plan", new { plan }))), plan, "结束").Value);
        }

        foreach (var (unit, row) in db.Read(tx => tx.All<Row>("SELECT unit_id, id FROM roster WHERE left_at IS NULL ORDER BY id")).Select(row => (row.UnitId, row.Id)))
        {
            await db.Write(tx => RosterViews.Leave(tx.As(Holder(tx, "UnitLiaison", unit)), unit, row).Value);
        }

        foreach (var person in db.Read(tx => tx.All<long>("SELECT id FROM person WHERE erased_at IS NULL ORDER BY id")))
        {
            await db.Write(tx => RegistrationEndings.Leave(tx.As(Actor.Person(person))).Value);
        }

        foreach (var office in db.Read(tx => tx.All<long>("SELECT id FROM staff_role WHERE until_at IS NULL ORDER BY id")))
        {
            await db.Write(tx => Organisations.Staff.Dismiss(tx, office));
        }
    }

    private static Actor Holder(Tx tx, string role, long org)
    {
        var person = tx.First<long>("SELECT person_id FROM staff_role WHERE role = @role AND org_id = @org AND until_at IS NULL ORDER BY id LIMIT 1", new { role, org });
        return new Actor(person, Grant: new Grant(1, Enum.Parse<Role>(role), org));
    }

    private sealed record Row
    {
        public long UnitId { get; init; }

        public long Id { get; init; }
    }
}
