using System.Globalization;
using ChatGov.Data;
using ChatGov.Data.Backups;
using ChatGov.People;

namespace ChatGov.Commands;

/// <summary><c>backup --to FILE</c>: a copy of the database, while it is in use, that was opened and read.</summary>
internal sealed class BackupCommand : Command
{
    public override async Task Run(DatabaseSettings database, Options options, TextWriter output)
    {
        // A copy made with wrong keys at hand would be noticed on the day it is needed.
        Databases.CheckKeys(database);
        var content = await Backup.Write(database.Provider, database.ConnectionString, Required(options, "to"), CancellationToken.None);
        await KeepErased(database, content);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"copied and read back: {content.Bytes} bytes, schema {content.Schema}, {content.Tables} tables, {content.Rows} rows"));
        await output.WriteLineAsync("keep the key file (Database:KeyFile) and erased.txt beside it somewhere else: the copy cannot be read without the keys");
    }

    /// <summary>Not over an older schema: opening would bring it up to date under the programs that run.</summary>
    private static async Task KeepErased(DatabaseSettings database, BackupContent content)
    {
        if (content.Schema == Migrator.CurrentVersion)
        {
            await using var db = Databases.Connect(database, TimeProvider.System, Vault.Ephemeral());
            Tombstones.Keep(db, database.ErasedFile);
        }
    }
}
