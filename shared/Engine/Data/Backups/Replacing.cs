using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatGov.Data.Backups;

/// <summary>Whether a copy may take the place of what is there: made-up people never that of real ones, whatever was typed.</summary>
public static class Replacing
{
    /// <param name="file">A SQLite file: a server database has to be empty.</param>
    /// <param name="overDemo">Whether the operator said that the demo may go.</param>
    /// <exception cref="ConfigurationFault">It may not, or not without being told so.</exception>
    /// <exception cref="SqliteException">What is there cannot be read.</exception>
    public static void Check(string file, BackupContent copy, bool overDemo)
    {
        var (isDemo, isInUse) = Read(file);
        if (copy.Purpose == Purpose.Demo && isInUse && !isDemo)
        {
            throw new ConfigurationFault("the copy holds the demo, and the database does not: name another place for it in Database:ConnectionString");
        }

        if (copy.Purpose != Purpose.Demo && isDemo && !overDemo)
        {
            throw new ConfigurationFault("the database holds the demo, and the copy does not: if the demo may go, say so by --over demo");
        }
    }

    private static (bool IsDemo, bool IsInUse) Read(string file)
    {
        using var connection = Sqlite.To(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 5 }.ToString());
        connection.Open();
        return connection.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name IN ('setting', 'org', 'person')") < 3
            ? (false, false)
            : (Purpose.In(connection.Query<(string Name, string Value)>("SELECT name, value FROM setting")) == Purpose.Demo,
                connection.ExecuteScalar<long>("SELECT COUNT(*) FROM (SELECT 1 FROM org UNION ALL SELECT 1 FROM person)") > 0);
    }
}
