using System.Data.Common;
using System.Globalization;
using ChatGov.Data;
using ChatGov.Data.Backups;
using ChatGov.People;
using Microsoft.Data.Sqlite;

namespace ChatGov.Commands;

/// <summary>
/// <c>restore --from FILE [--over demo]</c>: sees that the keys are those of the copy, brings the copy up to date, takes out again who was
/// erased since, and puts it in the place of the database.
/// </summary>
internal sealed class RestoreCommand : Command
{
    public override async Task Run(DatabaseSettings database, Options options, TextWriter output)
    {
        var erased = 0;
        var content = await Backup.Restore(
            database.Provider, database.ConnectionString, Required(options, "from"),
            before: async copy =>
            {
                using var vault = Vault.FromFileOf(copy.Word, database.KeyFile);
                await SeeWhatIsThere(database, copy, OverDemo(options), vault, output);
            },
            finish: async place =>
            {
                await using var db = Databases.Open(database.At(place), TimeProvider.System, isRestoring: true);
                erased = await Tombstones.Apply(db, database.ErasedFile);
            },
            CancellationToken.None);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"restored: schema {content.Schema}, now {Migrator.CurrentVersion}; {content.Rows} rows; {erased} erased again"));
    }

    /// <summary>Whether it may be replaced, and who was erased in it since the copy, if it can still be read.</summary>
    private static async Task SeeWhatIsThere(DatabaseSettings database, BackupContent copy, bool overDemo, Vault vault, TextWriter output)
    {
        // An empty server database must stay empty until it is restored.
        if (database.Provider != "sqlite" || new SqliteConnectionStringBuilder(database.ConnectionString).DataSource is var file && !File.Exists(file))
        {
            return;
        }

        try
        {
            Replacing.Check(file, copy, overDemo);
            await using var db = Databases.Connect(database, TimeProvider.System, vault);
            Tombstones.Keep(db, database.ErasedFile);
        }
        catch (DbException)
        {
            await output.WriteLineAsync("the database that is replaced cannot be read: who was erased is taken from erased.txt alone");
        }
    }

    private static bool OverDemo(Options options) => options["over"] switch
    {
        null => false,
        Purpose.Demo => true,
        _ => throw new ConfigurationFault("--over has to be demo: nothing else is replaced only because it is told"),
    };
}
