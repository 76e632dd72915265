using System.Data;
using System.Text;
using ChatGov.Data;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatGov.Tests.Support;

/// <summary>The bytes in which a database lies on the disk, whatever its tables say.</summary>
internal static class RawFiles
{
    /// <summary>Of SQLite the file and what stands beside it; of PostgreSQL the files of every table and index, after VACUUM.</summary>
    public static byte[] Of(TestDatabase database, Provider provider) => provider == Provider.Sqlite ? OfSqlite(database) : OfPostgres(database.Db);

    public static bool Hold(byte[] files, string word) => files.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0;

    private static byte[] OfSqlite(TestDatabase database)
    {
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        return [.. new[] { "", "-wal" }.Where(suffix => File.Exists(file + suffix)).SelectMany(suffix => ReadShared(file + suffix))];
    }

    // The program has it open.
    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }

    // The server analyses tables by itself; what it may still look at, VACUUM leaves.
    private static void WaitForOthers(IDbConnection connection)
    {
        const string Looking = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL";
        for (var i = 0; i < 300 && connection.ExecuteScalar<long>(Looking) > 0; i++)
        {
            connection.Execute("SELECT pg_sleep(0.1)");
        }
    }

    private static byte[] OfPostgres(Db db)
    {
        foreach (var table in DataDictionary.Tables.Keys)
        {
            using var connection = db.OpenRaw();
            WaitForOthers(connection);
            connection.Execute($"VACUUM (FULL) {table}");
        }

        // Of tables, their indexes, and what of their values was too long for a row.
        return
        [
            .. db.Read(tx => tx.All<byte[]>(
                """
                WITH ours AS (SELECT c.oid, c.reltoastrelid FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'i'))
                SELECT pg_read_binary_file(pg_relation_filepath(file)) FROM (SELECT oid AS file FROM ours UNION SELECT reltoastrelid FROM ours WHERE reltoastrelid <> 0) f
                """)).SelectMany(content => content),
        ];
    }
}
