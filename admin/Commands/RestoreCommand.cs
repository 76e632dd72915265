using System.Data.Common;
using System.Globalization;
using ChatGov.Data;
using ChatGov.Data.Backups;
using ChatGov.People;

namespace ChatGov.Commands;

/// <summary>
/// <c>restore --from FILE</c>: puts a copy in the place of the database, brings its schema up to date, and takes out
/// again who was erased since.
/// </summary>
internal sealed class RestoreCommand : Command
{
    public override async Task Run(DatabaseSettings database, Options options, TextWriter output)
    {
        var from = Required(options, "from");
        await KeepErased(database, output);
        var content = await Backup.Restore(database.Provider, database.ConnectionString, from, CancellationToken.None);
        await using var db = Databases.Open(database, TimeProvider.System);
        var erased = await Tombstones.Apply(db, database.ErasedFile);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"restored: schema {content.Schema}, now {Migrator.CurrentVersion}; {content.Rows} rows; {erased} erased again"));
    }

    /// <summary>Who was erased since the copy stands in the database that it replaces, if that can still be read.</summary>
    private static async Task KeepErased(DatabaseSettings database, TextWriter output)
    {
        if (!IsThere(database))
        {
            return;
        }

        try
        {
            await using var db = Databases.Open(database, TimeProvider.System);
            Tombstones.Keep(db, database.ErasedFile);
        }
        catch (Exception exception) when (exception is ConfigurationFault or DbException)
        {
            await output.WriteLineAsync("the database that is replaced cannot be read: who was erased is taken from erased.txt alone");
        }
    }

    // An empty server database must stay empty until it is restored.
    private static bool IsThere(DatabaseSettings database) =>
        database.Provider == "sqlite" && File.Exists(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(database.ConnectionString).DataSource);
}
