using System.Globalization;
using ChatGov.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ChatGov.Tests.Support;

/// <summary>
/// What new databases are copied from, migrated once for the whole run: a copy takes a fraction of what the migrations take, and
/// on PostgreSQL, where each copy is a database of its own, nobody waits for somebody else's migration lock.
/// </summary>
internal static class Templates
{
    /// <summary>The one schema in every database of the tests.</summary>
    public const string Schema = "chatgov";

    private static readonly Lazy<string> Sqlite = new(MakeSqlite);
    private static readonly Lazy<string> Postgres = new(MakePostgres);
    private static int _databases;

    public static void CopySqlite(string path) => File.Copy(Sqlite.Value, path);

    /// <summary>A new database on the server, migrated or with an empty schema.</summary>
    /// <returns>Its connection string.</returns>
    public static string CopyPostgres(bool migrated) => Create(migrated ? Postgres.Value : null);

    public static void Drop(string connectionString)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        Command(Server(), $"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
    }

    private static string Server() =>
        TestDatabase.PostgresServer ?? throw new InvalidOperationException(TestDatabase.PostgresVariable + " is not set");

    private static string Create(string? template)
    {
        var server = Server();
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}");
        Command(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        Command(server, template is null ? $"CREATE DATABASE {name} TEMPLATE template0" : $"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy");
        var connectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, SearchPath = Schema }.ToString();
        if (template is null)
        {
            Command(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString(), "CREATE SCHEMA " + Schema);
        }

        return connectionString;
    }

    private static string MakeSqlite()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("chatgov-template-").FullName, "template.db");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        Migrate(new SqliteDb(new SqliteConnectionStringBuilder { DataSource = path }.ToString(), new TestClock(), Vault.Ephemeral()));
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }

        return path;
    }

    private static string MakePostgres()
    {
        var connectionString = Create(template: null);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Drop(connectionString);
        Migrate(new PostgresDb(connectionString, new TestClock(), Vault.Ephemeral()));
        return new NpgsqlConnectionStringBuilder(connectionString).Database!;
    }

    private static void Migrate(Db db)
    {
        Migrator.Run(db);
        db.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static void Command(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names are made of digits.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
