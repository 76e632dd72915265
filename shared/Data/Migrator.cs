using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace ChatGov.Data;

/// <summary>
/// Brings the schema up to the program's own version. Migrations are numbered files, embedded, only ever added to,
/// and check-summed: a changed file, or a schema newer than the program, stops the start.
/// </summary>
public static class Migrator
{
    private const long PostgresLock = 0x43686174476F76;

    private static readonly IReadOnlyList<Migration> All = Load();

    public static int CurrentVersion => All[^1].Number;

    /// <exception cref="ConfigurationFault">The database is newer than the program, or its history was altered.</exception>
    public static void Run(Db db)
    {
        using var connection = db.OpenRaw();
        using var transaction = connection.BeginTransaction();
        if (db.Dialect == Dialect.Postgres)
        {
            connection.Execute("SELECT pg_advisory_xact_lock(@PostgresLock)", new { PostgresLock }, transaction);
        }

        connection.Execute(
            "CREATE TABLE IF NOT EXISTS migration (number INTEGER NOT NULL PRIMARY KEY, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)",
            transaction: transaction);
        var applied = connection
            .Query<AppliedMigration>("SELECT number, checksum FROM migration ORDER BY number", transaction: transaction)
            .ToDictionary(row => row.Number, row => row.Checksum);
        Check(applied);
        foreach (var migration in All.Where(migration => !applied.ContainsKey(migration.Number)))
        {
            Apply(connection, transaction, db, migration);
        }

        transaction.Commit();
    }

    private static void Check(Dictionary<long, string> applied)
    {
        foreach (var (number, checksum) in applied)
        {
            var known = All.FirstOrDefault(migration => migration.Number == number)
                ?? throw new ConfigurationFault(string.Create(CultureInfo.InvariantCulture,
                    $"the database is newer than this program (schema {number}, program {CurrentVersion}): install the newer program"));
            if (known.Checksum != checksum)
            {
                throw new ConfigurationFault(string.Create(CultureInfo.InvariantCulture,
                    $"migration {number} of the database is not the one of this program: use the program that made the database"));
            }
        }
    }

    private static void Apply(DbConnection connection, DbTransaction transaction, Db db, Migration migration)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // The text is an embedded file of this assembly.
        command.CommandText = db.Dialect.Ddl(migration.Sql);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        connection.Execute(
            "INSERT INTO migration (number, checksum, applied_at) VALUES (@Number, @Checksum, @Now)",
            new { migration.Number, migration.Checksum, Now = db.Time.GetUtcNow() },
            transaction);
    }

    private static List<Migration> Load()
    {
        const string prefix = "Migrations/";
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(assembly, name, name[prefix.Length..]))
            .ToList();
    }

    private static Migration Read(Assembly assembly, string resource, string file)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        var number = int.Parse(file.AsSpan(0, 4), CultureInfo.InvariantCulture);
        return new Migration(number, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
    }

    private sealed record Migration(int Number, string Sql, string Checksum);

    private sealed record AppliedMigration
    {
        public long Number { get; init; }

        public string Checksum { get; init; } = "";
    }
}
