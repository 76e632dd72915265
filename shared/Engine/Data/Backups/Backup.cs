namespace ChatGov.Data.Backups;

/// <summary>What a copy holds, as it was read back.</summary>
/// <param name="Schema">The number of its last migration.</param>
/// <param name="Word">What tells its keys; null in a copy of a database that was never opened.</param>
/// <param name="Purpose">Made-up people or real ones, as <see cref="Data.Purpose"/> says it; null when for neither yet.</param>
public sealed record BackupContent(long Bytes, long Schema, long Tables, long Rows, string? Word, string? Purpose);

/// <summary>
/// A copy of the whole database while it is in use, and the way back. A copy is one moment of the database; it counts only
/// once it was opened and read. The keys are not in it (see <see cref="DatabaseSettings.KeyFile"/>): without them what is
/// sealed stays sealed.
/// </summary>
public static class Backup
{
    /// <summary>Where a copy is written before it is checked; left behind by one that was cut off, and written over by the next.</summary>
    private const string Unchecked = ".part";

    /// <exception cref="ConfigurationFault">What the operator has to put right, in one line.</exception>
    public static async Task<BackupContent> Write(string provider, string connectionString, string file, CancellationToken cancel)
    {
        if (File.Exists(file))
        {
            throw new ConfigurationFault("the file of --to is there already: name another");
        }

        var part = file + Unchecked;
        MakeEmpty(part);
        var content = provider == "sqlite"
            ? SqliteBackup.Write(connectionString, part)
            : await PostgresBackup.Write(connectionString, part, cancel);
        using (var written = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
        {
            written.Flush(flushToDisk: true);
        }

        File.Move(part, file);
        return content;
    }

    /// <summary>
    /// Puts a copy in the place of the database, which must not be in use; what was there is kept beside it. Cut off at any point,
    /// it leaves what was there; an empty place it leaves empty, or closed to all but the next restore.
    /// </summary>
    /// <param name="before">Once the copy was read, and before anything is written.</param>
    /// <param name="finish">What is to be done to it before anybody may open it, at the connection string it is told.</param>
    /// <exception cref="ConfigurationFault">What the operator has to put right, in one line. Nothing has changed.</exception>
    public static async Task<BackupContent> Restore(
        string provider, string connectionString, string file, Func<BackupContent, Task> before, Func<string, Task> finish, CancellationToken cancel)
    {
        if (!File.Exists(file))
        {
            throw new ConfigurationFault("the file of --from is not there");
        }

        var content = await Check(provider, file, cancel);
        if (content.Schema > Migrator.CurrentVersion)
        {
            throw new ConfigurationFault("the copy is of a newer program: install that one first");
        }

        await before(content);
        if (provider == "sqlite")
        {
            await SqliteBackup.Restore(connectionString, file, finish);
        }
        else
        {
            await PostgresBackup.Restore(connectionString, file, finish, cancel);
        }

        return content;
    }

    /// <summary>Opens a copy and reads all of it.</summary>
    public static Task<BackupContent> Check(string provider, string file, CancellationToken cancel) =>
        provider == "sqlite" ? Task.FromResult(SqliteBackup.Check(file)) : PostgresBackup.Check(file, cancel);

    /// <summary>For its owner only: a copy holds all that the database holds.</summary>
    internal static void MakeEmpty(string path)
    {
        try
        {
            File.Delete(path);
            using var file = OwnerOnly.Create(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationFault("the copy cannot be written there: name a file in a folder that is there and can be written to", exception);
        }
    }
}
