using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ChatGov.Data;

/// <summary>The word of <see cref="KeyCheck"/>, read from a database that is not opened yet.</summary>
internal static class SealedWord
{
    /// <returns>Null where there is no database, or one without a word.</returns>
    public static string? Of(DatabaseSettings settings) => settings.Provider == "sqlite"
        ? OfFile(new SqliteConnectionStringBuilder(settings.ConnectionString))
        : OfSchema(settings.ConnectionString);

    /// <param name="file">It is not changed, nor made where it is missing.</param>
    public static string? OfFile(SqliteConnectionStringBuilder file)
    {
        if (!File.Exists(file.DataSource))
        {
            return null;
        }

        using var connection = Sqlite.To(new SqliteConnectionStringBuilder { DataSource = file.DataSource, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 5 }.ToString());
        return Read(connection, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'setting'");
    }

    private static string? OfSchema(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString);
        return Read(connection, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'setting'");
    }

    private static string? Read(DbConnection connection, string countTables)
    {
        connection.Open();
        return connection.ExecuteScalar<long>(countTables) == 0
            ? null
            : connection.Query<(string Name, string Value)>("SELECT name, value FROM setting").FirstOrDefault(row => KeyCheck.IsWord(row.Name)).Value;
    }
}
