using ChatGov.Data;
using ChatGov.Demo;
using ChatGov.People;
using ChatGov.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ChatGov.Tests.Backups;

/// <summary>
/// <c>restore</c> as an operator runs it, with wrong keys, wrong copies and cut off in the middle: an empty place stays empty, a
/// database that is replaced stays what it was, and the next try works.
/// </summary>
public sealed class RestoreTests : IDisposable
{
    private const string Desk = "admin/ChatGov.Admin.dll";
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgov-restore-").FullName;

    private string Copy => Path.Combine(_folder, "copy");

    private string Keys => Path.Combine(_folder, "keys.json");

    [Theory, Databases]
    public async Task Keys_that_are_missing_or_another_s_are_noticed_before_anything_is_written(Provider provider)
    {
        await using var source = await Source(provider);
        await using var target = Place.Empty(provider, _folder, "target");
        var others = Path.Combine(_folder, "others.json");
        Vault.FromFile(others).Dispose();
        var before = Files();
        await Refused(target, "Database:KeyFile", Path.Combine(_folder, "none.json"));
        await Refused(target, "does not belong", others);
        Assert.Equal(before, Files());

        Assert.StartsWith("restored", await Restored(target), StringComparison.Ordinal);
        Assert.Equal(DemoBanner.MemberCount, target.Count("SELECT COUNT(*) FROM roster"));
    }

    [Theory, Databases]
    public async Task What_fails_behind_the_copying_leaves_the_place_empty(Provider provider)
    {
        await using var source = await Source(provider, "UPDATE migration SET checksum = 'x' WHERE number = 2");
        await using var target = Place.Empty(provider, _folder, "target");
        var before = Files();
        await Refused(target, "migration 2", Keys);
        Assert.True(target.IsEmpty);
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task What_is_replaced_is_left_as_it_was_until_all_is_done()
    {
        await using var source = await Source(Provider.Sqlite, "UPDATE migration SET checksum = 'x' WHERE number = 2");
        var pages = await Pages(source.File!);
        await Refused(source, "migration 2", Keys);
        Assert.Equal(pages, await Pages(source.File!));
        Assert.Empty(Directory.GetFiles(_folder, "*.part*"));
    }

    [Theory, Databases]
    public async Task A_copy_is_not_made_with_keys_that_are_missing_or_another_s(Provider provider)
    {
        await using var source = await Source(provider);
        File.Delete(Copy);
        var others = Path.Combine(_folder, "others.json");
        Vault.FromFile(others).Dispose();
        foreach (var (keys, why) in new[] { (Path.Combine(_folder, "none.json"), "Database:KeyFile"), (others, "does not belong") })
        {
            await using var backup = BotProcess.StartWith(Desk, _folder, ["backup", "--to", Copy], source.Settings(keys));
            Assert.Equal(2, await backup.Exit());
            Assert.Contains(why, Assert.Single(backup.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
            Assert.False(File.Exists(keys) && keys != others);
            Assert.Empty(Directory.GetFiles(_folder, "copy*"));
        }
    }

    [Fact]
    public async Task A_demo_never_takes_the_place_of_people_nor_people_that_of_a_demo_untold()
    {
        await using var demo = await Source(Provider.Sqlite);
        await using var people = Place.Empty(Provider.Sqlite, _folder, "people");
        await using (var db = people.Open(Keys))
        {
            await db.Write(tx => Purpose.Make(tx, Purpose.People));
            await World.Create(db);
        }

        var pages = await Pages(people.File!);
        await Refused(people, "the copy holds the demo", Keys);
        await Refused(people, "the copy holds the demo", Keys, "--over", "demo");
        Assert.Equal(pages, await Pages(people.File!));

        File.Delete(Copy);
        await using (var backup = BotProcess.StartWith(Desk, _folder, ["backup", "--to", Copy], people.Settings(Keys)))
        {
            Assert.True(await backup.Exit() == 0, backup.Errors);
        }

        pages = await Pages(demo.File!);
        await Refused(demo, "the database holds the demo", Keys);
        await Refused(demo, "--over has to be demo", Keys, "--over", "people");
        Assert.Equal(pages, await Pages(demo.File!));
        await using var told = Start(demo, Keys, "--over", "demo");
        Assert.True(await told.Exit() == 0, told.Errors);
        Assert.Equal(1, demo.Count("SELECT COUNT(*) FROM setting WHERE name = 'purpose' AND value = 'people'"));
    }

    /// <summary>What stands there may be anything but empty before it is for people: the tree of the first days.</summary>
    [Fact]
    public async Task A_demo_takes_no_place_in_which_a_tree_was_set_up()
    {
        await using var demo = await Source(Provider.Sqlite);
        await using var begun = Place.Empty(Provider.Sqlite, _folder, "begun");
        await using (var db = begun.Open(Keys))
        {
            await World.Create(db);
        }

        await Refused(begun, "the copy holds the demo", Keys);
    }

    /// <summary>Killed at every stage that can be seen from outside, again and again; nobody opens what is half done.</summary>
    [Theory, Databases]
    public async Task Cut_off_at_any_point_the_next_restore_works(Provider provider)
    {
        await using var source = await Source(provider);
        var erased = await EraseOneSince(source);
        await using var target = Place.Empty(provider, _folder, "target");
        var cuts = 0;
        for (var stage = 0; stage < 4; stage++)
        {
            await using var restore = Start(target, Keys);
            cuts += await target.Reaches(stage, restore) ? 1 : 0;
            await restore.Kill();
            if (target.IsCutOff)
            {
                await using var desk = BotProcess.StartWith(Desk, _folder, [], [.. target.Settings(Keys), ("Urls", "http://127.0.0.1:0")]);
                Assert.Equal(2, await desk.Exit());
                Assert.Contains("a restore into this database was cut off", Assert.Single(desk.Errors.Trim().Split('\n')), StringComparison.Ordinal);
            }

            if (target.IsWhole)
            {
                break;
            }
        }

        Assert.True(cuts > 0);
        if (!target.IsWhole)
        {
            Assert.StartsWith("restored", await Restored(target), StringComparison.Ordinal);
        }

        Assert.Equal(DemoBanner.MemberCount, target.Count("SELECT COUNT(*) FROM roster"));
        Assert.Equal(1, target.Count($"SELECT COUNT(*) FROM person WHERE id = {erased} AND erased_at IS NOT NULL"));
        Assert.Empty(Directory.GetFiles(_folder, "*.part*"));
    }

    /// <summary>Of every command and program: new keys would open nothing, and would be taken for the right ones later.</summary>
    [Theory, Databases]
    public async Task No_program_makes_new_keys_for_a_database_that_was_sealed_with_others(Provider provider)
    {
        await using var source = await Source(provider);
        var none = Path.Combine(_folder, "none.json");
        foreach (var words in new string[][] { [], ["token", "create"], ["retention", "run"], ["keys"] })
        {
            await using var started = BotProcess.StartWith(Desk, _folder, words, [.. source.Settings(none), ("Urls", "http://127.0.0.1:0")]);
            Assert.Equal(2, await started.Exit());
            Assert.Contains("Database:KeyFile", started.Errors, StringComparison.Ordinal);
        }

        await using var bot = BotProcess.Start(_folder, [.. source.Settings(none), ("Demo", "true")]);
        Assert.Equal(2, await bot.Exit());
        Assert.False(File.Exists(none));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The demo, a copy of it, and then a change past all rules that the copy holds too.</summary>
    private async Task<Place> Source(Provider provider, string? spoilt = null)
    {
        var source = Place.Empty(provider, _folder, "source");
        await using (var db = source.Open(Keys))
        {
            await db.Write(DemoBanner.Load);
        }

        if (spoilt is not null)
        {
            source.Run(spoilt);
        }

        await using var backup = BotProcess.StartWith(Desk, _folder, ["backup", "--to", Copy], source.Settings(Keys));
        Assert.True(await backup.Exit() == 0, backup.Errors);
        return source;
    }

    private async Task<long> EraseOneSince(Place source)
    {
        await using var db = source.Open(Keys);
        var person = db.Read(tx => tx.First<long>("SELECT MIN(id) FROM person WHERE id IN (SELECT person_id FROM registration)"));
        Assert.True((await db.Write(tx => Erasing.Erase(tx.As(Actor.Person(person))))).Ok);
        Tombstones.Keep(db, Path.Combine(_folder, "erased.txt"));
        return person;
    }

    private BotProcess Start(Place target, string keys, params string[] more) =>
        BotProcess.StartWith(Desk, _folder, ["restore", "--from", Copy, .. more], target.Settings(keys));

    private async Task Refused(Place target, string why, string keys, params string[] more)
    {
        await using var restore = Start(target, keys, more);
        Assert.Equal(2, await restore.Exit());
        Assert.Contains(why, Assert.Single(restore.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), StringComparison.Ordinal);
    }

    private async Task<string> Restored(Place target)
    {
        await using var restore = Start(target, Keys);
        Assert.True(await restore.Exit() == 0, restore.Errors);
        return restore.Output.Trim();
    }

    /// <summary>All but the head of the file, where SQLite notes who keeps a log.</summary>
    private static async Task<byte[]> Pages(string file) => (await File.ReadAllBytesAsync(file))[100..];

    private List<string> Files() => [.. Directory.EnumerateFileSystemEntries(_folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>Where a database is or is to be: a file, or a schema in a server database of its own, so that both may have one name.</summary>
    private sealed class Place : IAsyncDisposable
    {
        private const string Schema = "chatgov_restore";
        private readonly string _connectionString;
        private readonly string? _database;

        private Place(string connectionString, string? file, string? database) => (_connectionString, File, _database) = (connectionString, file, database);

        public string? File { get; }

        public bool IsEmpty => File is not null ? !System.IO.File.Exists(File) : Count("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema()") == 0;

        public bool IsCutOff => File is not null ? System.IO.File.Exists(File + ".part") : IsMarked;

        public bool IsWhole => File is not null ? !IsEmpty : !IsEmpty && !IsMarked;

        private bool IsMarked => Count("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'restore_unfinished'") > 0;

        public static Place Empty(Provider provider, string folder, string name)
        {
            if (provider == Provider.Sqlite)
            {
                var file = Path.Combine(folder, name + ".db");
                return new Place($"Data Source={file};Pooling=False", file, null);
            }

            var database = $"chatgov_{name}_{Guid.NewGuid():N}"[..40];
            using var server = new NpgsqlConnection(TestDatabase.PostgresServer);
            server.Execute($"CREATE DATABASE {database}");
            var connectionString = new NpgsqlConnectionStringBuilder(TestDatabase.PostgresServer) { Database = database, Pooling = false };
            using var made = new NpgsqlConnection(connectionString.ToString());
            made.Execute($"CREATE SCHEMA {Schema}");
            connectionString.SearchPath = Schema;
            return new Place(connectionString.ToString(), null, database);
        }

        public (string, string)[] Settings(string keys) =>
        [
            ("Database__Provider", File is null ? "postgres" : "sqlite"), ("Database__ConnectionString", _connectionString), ("Database__KeyFile", keys),
        ];

        public Db Open(string keys) => Databases.Open(
            DatabaseSettings.Read(Given.Settings(Settings(keys).Select(each => (each.Item1.Replace("__", ":", StringComparison.Ordinal), (string?)each.Item2)))), TimeProvider.System);

        public void Run(string sql)
        {
            using System.Data.Common.DbConnection connection = File is null ? new NpgsqlConnection(_connectionString) : new SqliteConnection(_connectionString);
            connection.Execute(sql);
        }

        public long Count(string sql)
        {
            using System.Data.Common.DbConnection connection = File is null ? new NpgsqlConnection(_connectionString) : new SqliteConnection(_connectionString);
            return connection.ExecuteScalar<long>(sql);
        }

        /// <summary>Waits until the restore has come so far, or has ended.</summary>
        public async Task<bool> Reaches(int stage, BotProcess restore)
        {
            while (!restore.HasEnded)
            {
                if (Has(stage))
                {
                    return true;
                }

                await Task.Delay(1);
            }

            return false;
        }

        public async ValueTask DisposeAsync()
        {
            if (_database is not null)
            {
                await using var server = new NpgsqlConnection(TestDatabase.PostgresServer);
                await server.ExecuteAsync($"DROP DATABASE {_database} WITH (FORCE)");
            }
        }

        private bool Has(int stage) => (File, stage) switch
        {
            ({ } file, 0) => System.IO.File.Exists(file + ".part"),
            ({ } file, 1) => System.IO.File.Exists(file + ".part") && new FileInfo(file + ".part").Length > 1_000_000,
            ({ } file, 2) => System.IO.File.Exists(file + ".part-wal"),
            ({ } file, _) => System.IO.File.Exists(file),
            (null, 0) => IsMarked,
            (null, 1) => Count("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY %'") > 0,
            (null, 2) => Count("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'person'") > 0,
            (null, _) => !IsMarked && !IsEmpty,
        };
    }
}
