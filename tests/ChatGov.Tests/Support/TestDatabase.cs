using System.Globalization;
using ChatGov.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace ChatGov.Tests.Support;

/// <summary>The databases every data test runs on. Use with <c>[Databases]</c> on a theory.</summary>
public enum Provider
{
    Sqlite,
    Postgres,
}

/// <summary>
/// A migrated database of its own for one test: a SQLite file in a temporary folder, or a PostgreSQL schema dropped
/// afterwards. PostgreSQL is reached by <c>CHATGOV_TEST_POSTGRES</c>, a connection string to a server on loopback.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    public const string PostgresVariable = "CHATGOV_TEST_POSTGRES";

    private readonly string? _folder;
    private readonly string? _schema;
    private readonly string? _server;

    private TestDatabase(Db db, TestClock clock, string connectionString, string? folder, string? server, string? schema)
    {
        Db = db;
        Clock = clock;
        ConnectionString = connectionString;
        _folder = folder;
        _server = server;
        _schema = schema;
    }

    public static string? PostgresServer => Environment.GetEnvironmentVariable(PostgresVariable);

    public Db Db { get; private set; }

    public TestClock Clock { get; }

    public string ConnectionString { get; }

    /// <summary>A database with its schema, its clock standing at Monday 2026-11-23 10:00 in Shanghai unless told otherwise.</summary>
    public static TestDatabase Create(Provider provider, Vault? vault = null, DateTimeOffset? start = null)
    {
        var clock = new TestClock(start);
        var database = provider == Provider.Sqlite ? CreateSqlite(clock, vault) : CreatePostgres(clock, vault);
        Migrator.Run(database.Db);
        return database;
    }

    /// <summary>A database that was made elsewhere, as the program opens it: brought up to date, its keys checked.</summary>
    /// <param name="fill">Gets the connection string of a file that is not there yet, or of an empty schema.</param>
    public static TestDatabase Restore(Provider provider, DateTimeOffset now, string keyFile, Action<string> fill)
    {
        var clock = new TestClock(now);
        var database = provider == Provider.Sqlite ? CreateSqlite(clock, vault: null) : CreatePostgres(clock, vault: null);
        fill(database.ConnectionString);
        database.Db = Databases.Open(database.Settings(keyFile), clock);
        return database;
    }

    /// <summary>The program ends and starts again, with this key file.</summary>
    public async Task Restart(string keyFile)
    {
        await Db.DisposeAsync();
        Db = Databases.Open(Settings(keyFile), Clock);
    }

    private DatabaseSettings Settings(string keyFile) => DatabaseSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(
    [
        new("Database:Provider", _folder is not null ? "sqlite" : "postgres"),
        new("Database:ConnectionString", ConnectionString),
        new("Database:KeyFile", keyFile),
    ]).Build());

    /// <summary>The same database opened a second time, as another program would.</summary>
    public Db OpenAgain(Vault? vault = null) => _folder is not null
        ? new SqliteDb(ConnectionString, Clock, vault ?? Db.Vault)
        : new PostgresDb(ConnectionString, Clock, vault ?? Db.Vault);

    /// <summary>Past all rules, as somebody at the database would.</summary>
    public Task Execute(string sql) => Db.Write(tx => tx.Run(sql));

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
            return;
        }

        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is made below from digits.
        command.CommandText = $"DROP SCHEMA {_schema} CASCADE";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static TestDatabase CreateSqlite(TestClock clock, Vault? vault)
    {
        var folder = Directory.CreateTempSubdirectory("chatgov-test-").FullName;
        var connectionString = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "test.db") }.ToString();
        return new TestDatabase(
            new SqliteDb(connectionString, clock, vault ?? Vault.Ephemeral()), clock, connectionString, folder, null, null);
    }

    private static TestDatabase CreatePostgres(TestClock clock, Vault? vault)
    {
        var server = PostgresServer ?? throw new InvalidOperationException(PostgresVariable + " is not set");
        var schema = string.Create(CultureInfo.InvariantCulture,
            $"test_{Environment.ProcessId}_{Interlocked.Increment(ref _schemas)}");
        using (var connection = new NpgsqlConnection(server))
        {
            connection.Open();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is made of digits.
            command.CommandText = $"DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}";
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        var connectionString = new NpgsqlConnectionStringBuilder(server) { SearchPath = schema }.ToString();
        return new TestDatabase(
            new PostgresDb(connectionString, clock, vault ?? Vault.Ephemeral()), clock, connectionString, null, server, schema);
    }

    private static int _schemas;
}
