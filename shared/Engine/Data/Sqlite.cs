using Microsoft.Data.Sqlite;

namespace ChatGov.Data;

internal static class Sqlite
{
    /// <summary>Runs a constant text, such as a PRAGMA, that gives nothing back.</summary>
    public static void Run(SqliteConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants come here.
        command.CommandText = statement;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
