using System.Data.Common;
using ChatGov.Settings;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ChatGov.Data;

/// <summary>
/// Where the data lives. Without settings: a SQLite file and a key file (mode 0600) in the user's data folder, the
/// same for every program of ChatGov wherever it is started.
/// </summary>
public sealed record DatabaseSettings
{
    public string Provider { get; private init; } = "sqlite";

    public string ConnectionString { get; private init; } = "";

    public string KeyFile { get; private init; } = "";

    /// <summary>Who was erased, beside the keys: see <c>Tombstones</c>.</summary>
    public string ErasedFile => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(KeyFile))!, "erased.txt");

    public static DatabaseSettings Read(SettingValues settings)
    {
        var provider = settings.Find("Database:Provider")!;
        var connectionString = settings.Find("Database:ConnectionString");
        if (provider == "postgres" && connectionString is null)
        {
            throw new ConfigurationFault("Database:ConnectionString is missing: PostgreSQL needs one");
        }

        return new DatabaseSettings
        {
            Provider = provider,
            ConnectionString = connectionString is null ? DefaultSqlite() : CheckSyntax(provider, connectionString),
            KeyFile = settings.Find("Database:KeyFile") ?? Path.Combine(DataFolder(), "keys.json"),
        };
    }

    /// <summary>The same keys, elsewhere.</summary>
    public DatabaseSettings At(string connectionString) => this with { ConnectionString = connectionString };

    private static string DefaultSqlite() =>
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(DataFolder(), "chatgov.db") }.ToString();

    /// <summary>The user's own data folder, made where it is missing, for its owner only.</summary>
    public static string DataFolder()
    {
        try
        {
            return MakeDataFolder();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ConfigurationFault(
                "the data folder of your account cannot be made: name files elsewhere by Database:ConnectionString and Database:KeyFile", exception);
        }
    }

    private static string MakeDataFolder()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        if (home.Length == 0)
        {
            throw new DirectoryNotFoundException("this account has no folder for data");
        }

        var folder = Path.Combine(home, "chatgov");
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return folder;
    }

    private static string CheckSyntax(string provider, string connectionString)
    {
        try
        {
            DbConnectionStringBuilder builder = provider == "sqlite"
                ? new SqliteConnectionStringBuilder(connectionString)
                : new NpgsqlConnectionStringBuilder(connectionString);
            if (builder is SqliteConnectionStringBuilder { DataSource: "" })
            {
                throw new ConfigurationFault("Database:ConnectionString names no file: Data Source=… is missing");
            }

            return builder is NpgsqlConnectionStringBuilder ? PostgresHosts.OnlyOneThatWrites(connectionString) : connectionString;
        }
        catch (ArgumentException exception)
        {
            // The message of the cause may quote the value, password and all: it is not passed on.
            throw new ConfigurationFault($"Database:ConnectionString is not a connection string for {provider}", exception);
        }
    }
}
