using ChatGov.Data;
using Npgsql;

namespace ChatGov.Benchmarks;

/// <summary>Migrated databases to measure on: a SQLite file in a folder, and a schema of a PostgreSQL server.</summary>
internal static class Stores
{
    private const string Schema = "chatgov_bench";

    public static Db Open(string provider, string where, TimeProvider? time = null)
    {
        Db db = provider == "sqlite" ? Sqlite(where, time ?? TimeProvider.System) : Postgres(where, time ?? TimeProvider.System);
        Migrator.Run(db);
        return db;
    }

    /// <summary>The same database as two programs open it.</summary>
    public static (Db One, Db Other) OpenTwice(string provider, string where)
    {
        var one = Open(provider, where);
        return (one, one is SqliteDb
            ? new SqliteDb($"Data Source={Directory.GetFiles(where, "*.db").Order(StringComparer.Ordinal).Last()}", TimeProvider.System, one.Vault)
            : new PostgresDb(InSchema(where), TimeProvider.System, one.Vault));
    }

    private static SqliteDb Sqlite(string folder, TimeProvider time) =>
        new($"Data Source={folder}/{Guid.CreateVersion7()}.db", time, Vault.Ephemeral());

    private static string InSchema(string server) => new NpgsqlConnectionStringBuilder(server) { SearchPath = Schema }.ToString();

    private static PostgresDb Postgres(string server, TimeProvider time)
    {
        using (var connection = new NpgsqlConnection(server))
        {
            connection.Open();
            using var command = new NpgsqlCommand($"DROP SCHEMA IF EXISTS {Schema} CASCADE; CREATE SCHEMA {Schema}", connection);
            command.ExecuteNonQuery();
        }

        return new PostgresDb(InSchema(server), time, Vault.Ephemeral());
    }
}
