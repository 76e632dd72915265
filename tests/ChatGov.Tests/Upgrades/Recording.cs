using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using ChatGov.Data;
using ChatGov.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ChatGov.Tests.Upgrades;

/// <summary>Writes a database as it stands into a folder, so that later versions can be started on it.</summary>
internal static partial class Recording
{
    public const string FolderVariable = "CHATGOV_RECORD_EVERYTHING";

    public static async Task WriteIfAsked(Town town, Provider provider)
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { Length: > 0 } folder)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        var version = string.Create(CultureInfo.InvariantCulture, $"v{Migrator.CurrentVersion}");
        town.Manifest.Schema = Migrator.CurrentVersion;
        await File.WriteAllTextAsync(Path.Combine(folder, version + ".keys.json"), TestKeys.Current + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder, Recorded.ManifestName(version, provider)), town.Manifest.Write() + "\n");
        var content = provider == Provider.Sqlite
            ? await SqliteFile(town.Database.ConnectionString)
            : Encoding.UTF8.GetBytes(Portable(await Dump(town.Database.ConnectionString), town.Database.ConnectionString));
        await using var file = File.Create(Path.Combine(folder, Recorded.ContentName(version, provider)));
        await using var packed = new GZipStream(file, CompressionLevel.SmallestSize);
        await packed.WriteAsync(content);
    }

    /// <summary>All of it is in the one file once the log is emptied; free pages stay as they are.</summary>
    private static async Task<byte[]> SqliteFile(string connectionString)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        Assert.Equal(0L, await command.ExecuteScalarAsync());
        return await File.ReadAllBytesAsync(connection.DataSource);
    }

    private static async Task<string> Dump(string connectionString)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(Program(), ["--schema=" + server.SearchPath, "--inserts", "--rows-per-insert=100", "--no-owner", "--no-privileges", "--no-comments"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["PGHOST"] = server.Host;
        start.Environment["PGPORT"] = server.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = server.Username;
        start.Environment["PGDATABASE"] = server.Database;
        using var dump = Process.Start(start)!;
        var sql = await dump.StandardOutput.ReadToEndAsync();
        await dump.WaitForExitAsync();
        Assert.Equal(0, dump.ExitCode);
        return sql;
    }

    /// <summary>
    /// Without what only psql reads, what sets up a session, and the schema's own name: it goes into whatever schema is the
    /// connection's own.
    /// </summary>
    private static string Portable(string sql, string connectionString)
    {
        var schema = new NpgsqlConnectionStringBuilder(connectionString).SearchPath!;
        return OfPsqlOrSession().Replace(sql, "")
            .Replace($"CREATE SCHEMA {schema};\n", "", StringComparison.Ordinal)
            .Replace(schema + ".", "", StringComparison.Ordinal);
    }

    /// <summary>Of the newest version that is installed here, or the one on the path.</summary>
    private static string Program() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateFiles("/usr/lib/postgresql", "pg_dump", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last()
        : "pg_dump";

    [GeneratedRegex(@"^(\\.*|SET .*|SELECT pg_catalog\.set_config\(.*|--.*|)\n", RegexOptions.Multiline, 10_000)]
    private static partial Regex OfPsqlOrSession();
}
