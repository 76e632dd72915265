using Microsoft.Data.Sqlite;

namespace ChatGov.Data;

/// <summary>The files of a SQLite database: for the account that runs the program only, wherever they lie.</summary>
internal static class SqliteFiles
{
    /// <exception cref="ConfigurationFault">Others may read it, and this account cannot change that.</exception>
    public static void KeepToOwner(string connectionString)
    {
        var settings = new SqliteConnectionStringBuilder(connectionString);
        if (settings.Mode is SqliteOpenMode.ReadOnly or SqliteOpenMode.Memory || settings.DataSource is ":memory:" || settings.DataSource.StartsWith("file:", StringComparison.Ordinal))
        {
            return;
        }

        MakeIfMissing(settings.DataSource);
        try
        {
            // SQLite gives the files that it makes beside a database the mode of the database.
            Array.ForEach(["", "-wal", "-shm"], suffix => OwnerOnly.Restrict(settings.DataSource + suffix));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationFault("others may read the database file, and this account may not change that: give the file to it, or take their rights away (chmod 600)", exception);
        }
    }

    private static void MakeIfMissing(string file)
    {
        try
        {
            using var made = OwnerOnly.Create(file);
        }
        catch (Exception notMade) when (notMade is IOException or UnauthorizedAccessException)
        {
            // It is there already; or it cannot be made, and SQLite says why.
        }
    }
}
