using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ChatGov.Data.Backups;

/// <summary>
/// The mark of a restore that is under way: on SQLite the file beside, on which all is done before it takes the name; in a
/// PostgreSQL schema a table, for what is put back is complete in one transaction, but only then is brought up to date and are the
/// erased taken out again. Until that is done no program opens it, and a restore that was cut off begins anew.
/// </summary>
internal static class UnfinishedRestore
{
    /// <summary>Before anything is made, a key file or a new database in the place of the one that was to come.</summary>
    /// <exception cref="ConfigurationFault">A restore is under way or was cut off.</exception>
    public static void Refuse(DatabaseSettings settings)
    {
        if (settings.Provider == "sqlite")
        {
            if (File.Exists(Beside(settings.ConnectionString)))
            {
                throw new ConfigurationFault(
                    "a restore into this database was cut off: run restore once more, it begins anew; to go on without it, delete the file beside the database that ends in .part");
            }

            return;
        }

        using var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Open();
        Refuse(connection);
    }

    public static void Refuse(DbConnection postgres)
    {
        if (IsThere(postgres))
        {
            throw new ConfigurationFault("a restore into this database was cut off: run restore once more, it begins anew");
        }
    }

    /// <summary>The file beside a SQLite database.</summary>
    public static string Beside(string connectionString) => Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource) + ".part";

    private static bool IsThere(DbConnection connection) => connection.ExecuteScalar<long>(
        "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'restore_unfinished'") > 0;

    /// <summary>Takes an empty schema, or what an earlier restore left in it, for this one. Programs that start meanwhile wait for the lock.</summary>
    /// <exception cref="ConfigurationFault">Something else is in it.</exception>
    public static async Task Begin(string connectionString, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@PostgresLock)", new { Migrator.PostgresLock }, transaction);
        if (IsThere(connection))
        {
            await connection.ExecuteAsync(DropAll, transaction: transaction);
        }

        if (await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema()", transaction: transaction) > 0)
        {
            throw new ConfigurationFault("the database is not empty: name an empty one in Database:ConnectionString");
        }

        await connection.ExecuteAsync("CREATE TABLE restore_unfinished (place TEXT)", transaction: transaction);
        await transaction.CommitAsync(cancel);
    }

    public static Task End(string connectionString) => Run(connectionString, "DROP TABLE restore_unfinished");

    /// <summary>Leaves the schema as empty as it was.</summary>
    public static Task Undo(string connectionString) => Run(connectionString, DropAll);

    private static async Task Run(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await connection.ExecuteAsync(sql);
    }

    private const string DropAll =
        """
        DO $$
        DECLARE
            each record;
        BEGIN
            FOR each IN
                SELECT c.relname, CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
                ORDER BY c.relkind = 'S'
            LOOP
                EXECUTE format('DROP %s IF EXISTS %I.%I CASCADE', each.kind, current_schema(), each.relname);
            END LOOP;
        END $$
        """;
}
