using System.Collections.Concurrent;
using ChatGov.Data;
using Microsoft.Data.Sqlite;

namespace ChatGov.Tests.Support;

/// <summary>The databases every data test runs on. Use with <c>[Databases]</c> on a theory.</summary>
public enum Provider
{
    Sqlite,
    Postgres,
}

/// <summary>
/// A migrated database of its own for one test: a SQLite file in a temporary folder, or a PostgreSQL database dropped
/// afterwards. PostgreSQL is reached by <c>CHATGOV_TEST_POSTGRES</c>, a superuser's connection string to a server on loopback.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    public const string PostgresVariable = "CHATGOV_TEST_POSTGRES";

    private readonly string? _folder;
    private readonly ConcurrentDictionary<string, bool> _faults = new(StringComparer.Ordinal);

    private TestDatabase(Db db, TestClock clock, string connectionString, string? folder)
    {
        Db = db;
        Plans.Watch(db, _faults);
        Clock = clock;
        ConnectionString = connectionString;
        _folder = folder;
    }

    public static string? PostgresServer => Environment.GetEnvironmentVariable(PostgresVariable);

    public Db Db { get; private set; }

    public TestClock Clock { get; }

    public string ConnectionString { get; }

    /// <summary>A database with its schema, its clock standing at Monday 2026-11-23 10:00 in Shanghai unless told otherwise.</summary>
    public static TestDatabase Create(Provider provider, Vault? vault = null, DateTimeOffset? start = null)
    {
        var clock = new TestClock(start);
        return provider == Provider.Sqlite ? CreateSqlite(clock, vault, migrated: true) : CreatePostgres(clock, vault, migrated: true);
    }

    /// <summary>A database that was made elsewhere, as the program opens it: brought up to date, its keys checked.</summary>
    /// <param name="fill">Gets the connection string of a file that is not there yet, or of an empty schema.</param>
    public static TestDatabase Restore(Provider provider, DateTimeOffset now, string keyFile, Action<string> fill)
    {
        var clock = new TestClock(now);
        var database = provider == Provider.Sqlite ? CreateSqlite(clock, vault: null, migrated: false) : CreatePostgres(clock, vault: null, migrated: false);
        try
        {
            fill(database.ConnectionString);
            database.Restart(keyFile).GetAwaiter().GetResult();
            return database;
        }
        catch
        {
            database.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    /// <summary>The program ends and starts again, with this key file.</summary>
    public async Task Restart(string keyFile)
    {
        await Db.DisposeAsync();
        Db = Databases.Open(Settings(keyFile), Clock);
        Plans.Watch(Db, _faults);
    }

    private DatabaseSettings Settings(string keyFile) => DatabaseSettings.Read(Given.Settings(
        ("Database:Provider", _folder is not null ? "sqlite" : "postgres"),
        ("Database:ConnectionString", ConnectionString),
        ("Database:KeyFile", keyFile)));

    /// <summary>The same database opened a second time, as another program would.</summary>
    public Db OpenAgain(Vault? vault = null) => _folder is not null
        ? new SqliteDb(ConnectionString, Clock, vault ?? Db.Vault)
        : new PostgresDb(ConnectionString, Clock, vault ?? Db.Vault);

    /// <summary>Until other work is done, or waits for what this transaction holds: SQLite lets one write at a time anyway.</summary>
    public static void UntilWaitedFor(Tx tx, Task other) => SpinWait.SpinUntil(() => other.IsCompleted || tx.Db.Dialect.HasOneWriter
        || tx.Exists("SELECT COUNT(*) FROM pg_locks l WHERE NOT l.granted AND pg_backend_pid() = ANY(pg_blocking_pids(l.pid))"));

    /// <summary>Past all rules, as somebody at the database would.</summary>
    public Task Execute(string sql) => Db.Write(tx => tx.Run(sql));

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
        else
        {
            Templates.Drop(ConnectionString);
        }

        Assert.True(_faults.IsEmpty, "read whole, and growing with the years:\n" + string.Join('\n', _faults.Keys));
    }

    private static TestDatabase CreateSqlite(TestClock clock, Vault? vault, bool migrated)
    {
        var folder = Directory.CreateTempSubdirectory("chatgov-test-").FullName;
        var path = Path.Combine(folder, "test.db");
        if (migrated)
        {
            Templates.CopySqlite(path);
        }

        var connectionString = new SqliteConnectionStringBuilder { DataSource = path }.ToString();
        return new TestDatabase(new SqliteDb(connectionString, clock, vault ?? Vault.Ephemeral()), clock, connectionString, folder);
    }

    private static TestDatabase CreatePostgres(TestClock clock, Vault? vault, bool migrated)
    {
        var connectionString = Templates.CopyPostgres(migrated);
        return new TestDatabase(new PostgresDb(connectionString, clock, vault ?? Vault.Ephemeral()), clock, connectionString, folder: null);
    }
}
