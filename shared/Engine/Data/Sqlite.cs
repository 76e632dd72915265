using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ChatGov.Data;

/// <summary>The only way to SQLite: its own settings count only if they are made before its first use, which may be a look at a file.</summary>
internal static class Sqlite
{
    static Sqlite()
    {
        // One thread at a time uses a connection here, and nobody asks how much memory SQLite has: both cost a lock each time it
        // touches anything, each column of each row included.
        Batteries_V2.Init();
        Settle(raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD));
        Settle(raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0));
    }

    /// <summary>A connection that is not open yet.</summary>
    public static SqliteConnection To(string connectionString) => new SqliteConnection(connectionString);

    /// <summary>Runs a constant text, such as a PRAGMA, that gives nothing back.</summary>
    public static void Run(SqliteConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants come here.
        command.CommandText = statement;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    // A tool around us, such as a test, may have used it before: that costs time and nothing else.
    private static void Settle(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_MISUSE))
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"SQLite does not take its settings: {result}"));
        }
    }
}
