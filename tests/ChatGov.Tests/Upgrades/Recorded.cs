using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using ChatGov.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ChatGov.Tests.Upgrades;

/// <summary>A recorded database, unpacked into one of its own and opened by the program as it is now.</summary>
internal sealed class Recorded : IAsyncDisposable
{
    /// <summary>For so long no program ran: what another had in its hands is taken over.</summary>
    private static readonly TimeSpan Down = TimeSpan.FromSeconds(30);

    private const string KeyFileName = "keys.json";

    private readonly string _folder;

    private Recorded(TestDatabase database, Manifest manifest, string folder)
    {
        Database = database;
        Manifest = manifest;
        _folder = folder;
    }

    public TestDatabase Database { get; }

    public Manifest Manifest { get; }

    /// <summary>How many rows each table had before it was brought up to date.</summary>
    public Dictionary<string, long> CountsBefore { get; private init; } = [];

    public static IEnumerable<string> Versions => Directory.EnumerateFiles(Folder(), "*.keys.json").Select(Path.GetFileName).Select(name => name!.Split('.')[0]).Order(StringComparer.Ordinal);

    public static string ManifestName(string version, Provider provider) => $"{version}.{NameOf(provider)}.json";

    public static string ContentName(string version, Provider provider) => provider == Provider.Sqlite ? version + ".sqlite.gz" : version + ".postgres.sql.gz";

    /// <param name="keys">Other keys than those it was recorded with.</param>
    public static Recorded Open(string version, Provider provider, string? keys = null)
    {
        var manifest = Manifest.Read(File.ReadAllText(Path.Combine(Folder(), ManifestName(version, provider))));
        var folder = Directory.CreateTempSubdirectory("chatgov-upgrade-").FullName;
        var keyFile = Path.Combine(folder, KeyFileName);
        File.WriteAllText(keyFile, keys ?? File.ReadAllText(Path.Combine(Folder(), version + ".keys.json")));
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var database = TestDatabase.Restore(provider, manifest.Now + Down, keyFile, connectionString =>
        {
            var content = Unpacked(Path.Combine(Folder(), ContentName(version, provider)));
            if (provider == Provider.Sqlite)
            {
                File.WriteAllBytes(new SqliteConnectionStringBuilder(connectionString).DataSource, content);
            }
            else
            {
                Run(connectionString, Encoding.UTF8.GetString(content));
            }

            Count(provider, connectionString, counts);
        });
        return new Recorded(database, manifest, folder) { CountsBefore = counts };
    }

    /// <summary>The program ends and starts again with other keys.</summary>
    public Task Restart(string keys)
    {
        File.WriteAllText(Path.Combine(_folder, KeyFileName), keys);
        return Database.Restart(Path.Combine(_folder, KeyFileName));
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string NameOf(Provider provider) => provider == Provider.Sqlite ? "sqlite" : "postgres";

    private static byte[] Unpacked(string path)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }

    private static void Run(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Execute(sql);
    }

    private static void Count(Provider provider, string connectionString, Dictionary<string, long> counts)
    {
        using System.Data.Common.DbConnection connection = provider == Provider.Sqlite
            ? new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString())
            : new NpgsqlConnection(connectionString);
        foreach (var table in connection.Query<string>(provider == Provider.Sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'").ToList())
        {
            counts[table] = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM " + table);
        }
    }

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, nameof(Recorded));
}
