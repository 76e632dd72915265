using ChatGov.Data;
using Npgsql;

namespace ChatGov.Benchmarks;

/// <summary>Migrated databases to measure on: a SQLite file in a folder, and a schema of a PostgreSQL server.</summary>
internal static class Stores
{
    public static Db Open(string provider, string where)
    {
        Db db = provider == "sqlite" ? Sqlite(where) : Postgres(where);
        Migrator.Run(db);
        return db;
    }

    private static SqliteDb Sqlite(string folder) =>
        new($"Data Source={folder}/{Guid.CreateVersion7()}.db", TimeProvider.System, Vault.Ephemeral());

    private static PostgresDb Postgres(string server)
    {
        const string schema = "chatgov_bench";
        using (var connection = new NpgsqlConnection(server))
        {
            connection.Open();
            using var command = new NpgsqlCommand($"DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}", connection);
            command.ExecuteNonQuery();
        }

        return new PostgresDb(new NpgsqlConnectionStringBuilder(server) { SearchPath = schema }.ToString(), TimeProvider.System, Vault.Ephemeral());
    }
}
