using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Data.Backups;
using ChatGov.People;
using ChatGov.Tests.Support;
using Dapper;
using Npgsql;

namespace ChatGov.Tests.Backups;

/// <summary>A copy taken while others write, put back, and equal; and everything that may stand in its way.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgov-backup-").FullName;

    private string Copy => Path.Combine(_folder, "copy");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, Databases]
    public async Task Taken_under_load_and_put_back_it_is_one_moment_of_the_database(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var people = await world.Members(60);
        var task = await world.Publish(world.Draft(database.Clock.GetUtcNow().AddDays(3), places: 40));
        var half = new TaskCompletionSource();
        var claimed = 0;
        var writers = people.Select(person => Task.Run(async () =>
        {
            await world.As(person, tx => Claiming.Claim(tx, task.Id).Ok || WaitingList.Join(tx, task.Id).Ok);
            if (Interlocked.Increment(ref claimed) == 15)
            {
                half.SetResult();
            }
        })).ToList();
        await half.Task;
        var content = await Backup.Write(Name(provider), database.ConnectionString, Copy, CancellationToken.None);
        await Task.WhenAll(writers);
        var all = database.Db.Read(tx => tx.All<string>("SELECT id || ' ' || entity || ' ' || entity_id || ' ' || action FROM audit ORDER BY id"));

        await using var restored = await PutBack(provider, database);
        Assert.Equal(Migrator.CurrentVersion, content.Schema);
        Assert.Equal(content.Rows, RowsOf(restored.Db).Values.Sum(rows => rows.Count));
        Invariants.Hold(restored.Db);
        var kept = restored.Db.Read(tx => tx.All<string>("SELECT id || ' ' || entity || ' ' || entity_id || ' ' || action FROM audit ORDER BY id"));
        Assert.True(kept.Count >= 15);
        Assert.Empty(kept.Except(all));
        if (provider == Provider.Sqlite)
        {
            // One writer numbers in the order of commits, so that a moment is a beginning.
            Assert.Equal(all.Take(kept.Count), kept);
        }
    }

    [Theory, Databases]
    public async Task What_is_put_back_is_row_by_row_what_was_copied_and_goes_on_working(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Member("王小明");
        await database.Db.Write(tx => Persons.KeepPhone(tx, member, "19900001234"));
        await Backup.Write(Name(provider), database.ConnectionString, Copy, CancellationToken.None);
        var before = RowsOf(database.Db);

        await using var restored = await PutBack(provider, database);
        Assert.Equal(before.Keys, RowsOf(restored.Db).Keys);
        Assert.All(RowsOf(restored.Db), table => Assert.Equal(before[table.Key], table.Value));
        Assert.Equal("19900001234", restored.Db.Read(tx => Persons.PhoneOf(tx, member)));
        var next = await restored.Db.Write(tx => tx.Insert("INSERT INTO estate (org_id, name) VALUES (@Helan, '金沙苑') RETURNING id", new { world.Helan }));
        Assert.True(next > 0);
    }

    [Theory, Databases]
    public async Task Who_was_erased_after_the_copy_is_erased_again(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var (leaves, stays) = (await world.Member("走的人"), await world.Member("留的人"));
        await Backup.Write(Name(provider), database.ConnectionString, Copy, CancellationToken.None);
        await world.As(leaves, tx => Erasing.Erase(tx).Value);
        var stones = Path.Combine(_folder, "erased.txt");
        Tombstones.Keep(database.Db, stones);
        Tombstones.Keep(database.Db, stones);
        Assert.Matches($"^{leaves} [0-9]+$", Assert.Single(await File.ReadAllLinesAsync(stones)));

        await using var restored = await PutBack(provider, database);
        Assert.Equal("走的人", NameOf(restored.Db, leaves));
        Assert.Equal(1, await Tombstones.Apply(restored.Db, stones));
        Assert.Equal(("", "留的人"), (NameOf(restored.Db, leaves), NameOf(restored.Db, stays)));
        Assert.Equal(0, await Tombstones.Apply(restored.Db, stones));
        Tombstones.Keep(restored.Db, stones);
        Assert.Single(await File.ReadAllLinesAsync(stones));
    }

    [Theory, Databases]
    public async Task A_list_of_the_erased_that_cannot_be_read_stops_the_start_and_says_so(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var stones = Path.Combine(_folder, "erased.txt");
        await using var held = new FileStream(stones, FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        var kept = Assert.Throws<ConfigurationFault>(() => Tombstones.Keep(database.Db, stones));
        var applied = await Assert.ThrowsAsync<ConfigurationFault>(() => Tombstones.Apply(database.Db, stones));
        Assert.All([kept, applied], fault => Assert.Contains("erased.txt beside the key file (Database:KeyFile) cannot be read", fault.Message, StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task A_number_given_again_is_somebody_else_and_stays(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Member("新来的");
        var stones = Path.Combine(_folder, "erased.txt");
        await File.WriteAllTextAsync(stones, $"{member} 12345\n");
        Assert.Equal(0, await Tombstones.Apply(database.Db, stones));
        Assert.Equal("新来的", NameOf(database.Db, member));
    }

    [Theory, Databases]
    public async Task A_damaged_copy_a_file_that_is_there_and_a_database_in_use_are_refused_and_nothing_changes(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await World.Create(database.Db);
        var whole = RowsOf(database.Db);
        await Backup.Write(Name(provider), database.ConnectionString, Copy, CancellationToken.None);
        await Refused("is there already", () => Backup.Write(Name(provider), database.ConnectionString, Copy, CancellationToken.None));
        await Refused("folder", () => Backup.Write(Name(provider), database.ConnectionString, Path.Combine(_folder, "no", "copy"), CancellationToken.None));
        await Refused(provider == Provider.Sqlite ? "in use" : "not empty", () => Restore(Name(provider), database.ConnectionString, Copy));
        await Refused("not there", () => Restore(Name(provider), database.ConnectionString, Copy + "x"));

        var bytes = await File.ReadAllBytesAsync(Copy);
        foreach (var broken in new[] { bytes[..(bytes.Length / 2)], [], "nonsense"u8.ToArray() })
        {
            await File.WriteAllBytesAsync(Copy + "-broken", broken);
            await Refused("damaged", () => Restore(Name(provider), database.ConnectionString, Copy + "-broken"));
        }

        // One that was cut off leaves no copy behind that could be taken for a whole one.
        await File.WriteAllBytesAsync(Copy + "2.part", bytes[..100]);
        await Backup.Write(Name(provider), database.ConnectionString, Copy + "2", CancellationToken.None);
        Assert.False(File.Exists(Copy + "2.part"));
        Assert.All(RowsOf(database.Db), table => Assert.Equal(whole[table.Key], table.Value));
    }

    private static Task<BackupContent> Restore(string provider, string connectionString, string file) =>
        Backup.Restore(provider, connectionString, file, before: _ => Task.CompletedTask, finish: _ => Task.CompletedTask, CancellationToken.None);

    private static string Name(Provider provider) => provider == Provider.Sqlite ? "sqlite" : "postgres";

    private static string NameOf(Db db, long person) => db.Read(tx => tx.First<string>("SELECT name FROM person WHERE id = @person", new { person }))!;

    private static async Task Refused(string why, Func<Task> act) =>
        Assert.Contains(why, (await Assert.ThrowsAsync<ConfigurationFault>(act)).Message, StringComparison.Ordinal);

    /// <summary>Puts the copy in the place of another, new database: a schema of the same name, or a file that is not there.</summary>
    private async Task<Restored> PutBack(Provider provider, TestDatabase source)
    {
        if (provider == Provider.Sqlite)
        {
            var connectionString = $"Data Source={Path.Combine(_folder, "restored.db")}";
            await Restore("sqlite", connectionString, Copy);
            return new Restored(new SqliteDb(connectionString, source.Clock, source.Db.Vault), drop: null);
        }

        var name = "chatgov_restore_" + Guid.NewGuid().ToString("N")[..8];
        var server = TestDatabase.PostgresServer!;
        await Command(server, $"CREATE DATABASE {name}");
        var schema = new NpgsqlConnectionStringBuilder(source.ConnectionString).SearchPath;
        var target = new NpgsqlConnectionStringBuilder(server) { Database = name, SearchPath = schema, Pooling = false }.ToString();
        await Command(new NpgsqlConnectionStringBuilder(target) { SearchPath = null }.ToString(), $"CREATE SCHEMA {schema}");
        await Restore("postgres", target, Copy);
        return new Restored(new PostgresDb(target, source.Clock, source.Db.Vault), () => Command(server, $"DROP DATABASE {name} WITH (FORCE)"));
    }

    private static async Task Command(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.ExecuteAsync(sql);
    }

    private static SortedDictionary<string, List<string>> RowsOf(Db db)
    {
        using var connection = db.OpenRaw();
        var tables = connection.Query<string>(db.Dialect == Dialect.Sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'").ToList();
        return new SortedDictionary<string, List<string>>(tables.ToDictionary(table => table, table => connection.Query($"SELECT * FROM {table}")
            .Select(row => string.Join('|', ((IDictionary<string, object?>)row).Values.Select(value => value is byte[] bytes ? Convert.ToHexString(bytes) : value)))
            .Order(StringComparer.Ordinal).ToList()), StringComparer.Ordinal);
    }

    private sealed class Restored(Db db, Func<Task>? drop) : IAsyncDisposable
    {
        public Db Db => db;

        public async ValueTask DisposeAsync()
        {
            await db.DisposeAsync();
            if (drop is not null)
            {
                await drop();
            }
        }
    }
}
