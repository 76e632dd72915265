using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatGov.Data.Backups;

/// <summary>A SQLite file copied by SQLite itself: one reading transaction, while others write.</summary>
internal static class SqliteBackup
{
    public static BackupContent Write(string connectionString, string file)
    {
        var options = new SqliteConnectionStringBuilder(connectionString) { Pooling = false, Mode = SqliteOpenMode.ReadWrite, DefaultTimeout = 30 };
        using (var connection = Sqlite.To(options.ToString()))
        {
            connection.Open();
            connection.Execute("PRAGMA busy_timeout = 30000");
            connection.Execute("VACUUM INTO @file", new { file }, commandTimeout: 0);
        }

        return Check(file);
    }

    public static BackupContent Check(string file)
    {
        try
        {
            using var connection = Open(file, SqliteOpenMode.ReadOnly);
            if (connection.ExecuteScalar<string>("PRAGMA integrity_check") != "ok" || connection.Query("PRAGMA foreign_key_check").Any())
            {
                throw Damaged(null);
            }

            var tables = connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").ToList();
            return new BackupContent(
                new FileInfo(file).Length,
                connection.ExecuteScalar<long>("SELECT MAX(number) FROM migration"),
                tables.Count,
                tables.Sum(table => connection.ExecuteScalar<long>($"SELECT COUNT(*) FROM \"{table}\"")),
                SealedWord.OfFile(new SqliteConnectionStringBuilder { DataSource = file }),
                Purpose.In(connection.Query<(string Name, string Value)>("SELECT name, value FROM setting")));
        }
        catch (SqliteException exception)
        {
            throw Damaged(exception);
        }
    }

    /// <summary>Everything is done on a file beside; the last step gives it the name.</summary>
    public static async Task Restore(string connectionString, string file, Func<string, Task> finish)
    {
        var target = Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);
        var part = UnfinishedRestore.Beside(connectionString);
        if (Path.GetFullPath(file) == part)
        {
            throw new ConfigurationFault("the file of --from is the one that a restore writes to: give it another name first");
        }

        if (File.Exists(target))
        {
            MakeAlone(target);
        }

        try
        {
            Delete(part);
            Backup.MakeEmpty(part);
            Copy(file, part);
            await finish(new SqliteConnectionStringBuilder(connectionString) { DataSource = part }.ToString());
            MakeAlone(part);
            TakePlace(part, target);
        }
        catch (IOException exception)
        {
            throw new ConfigurationFault("the copy cannot be put there: see that the disk of the database has room and is in order", exception);
        }
        finally
        {
            Delete(part);
        }
    }

    private static void Copy(string file, string part)
    {
        using var from = File.OpenRead(file);
        using var to = new FileStream(part, FileMode.Open, FileAccess.Write);
        from.CopyTo(to);
        to.Flush(flushToDisk: true);
    }

    private static void TakePlace(string part, string target)
    {
        if (File.Exists(target))
        {
            MakeAlone(target);
            File.Replace(part, target, Aside(target));
        }
        else
        {
            File.Move(part, target);
        }
    }

    /// <summary>With its logs: those of another file would be read into the next of that name.</summary>
    private static void Delete(string part)
    {
        foreach (var file in (string[])[part, part + "-wal", part + "-shm", part + "-journal"])
        {
            File.Delete(file);
        }
    }

    /// <summary>One file without a log beside it, which only works while nobody else has it open.</summary>
    private static void MakeAlone(string target)
    {
        try
        {
            using var connection = Open(target, SqliteOpenMode.ReadWrite);
            if (connection.ExecuteScalar<string>("PRAGMA journal_mode = DELETE") == "delete")
            {
                return;
            }
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is 5 or 6)
        {
            throw InUse(exception);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is 11 or 26)
        {
            // It is damaged, which is why it is restored: it is set aside as it is.
            return;
        }

        throw InUse(null);
    }

    private static string Aside(string target)
    {
        for (var number = 1; ; number++)
        {
            var aside = string.Create(CultureInfo.InvariantCulture, $"{target}.before-{number}");
            if (!File.Exists(aside))
            {
                return aside;
            }
        }
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = Sqlite.To(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 1 }.ToString());
        connection.Open();
        return connection;
    }

    private static ConfigurationFault InUse(Exception? inner) => new("the database is in use: end the bot and the desk first", inner);

    private static ConfigurationFault Damaged(Exception? inner) => new("the copy is damaged or none of ours: take another", inner);
}
