using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using ChatGov.Data.Backups;
using Dapper;

namespace ChatGov.Data;

/// <summary>
/// Brings the schema up to the program's own version. Migrations are numbered, only ever added to, and check-summed: embedded
/// files of SQL, and steps in code where SQL cannot do it. A changed one, or a schema newer than the program, stops the start.
/// </summary>
public static class Migrator
{
    internal const long PostgresLock = 0x43686174476F76;

    private static readonly IReadOnlyList<Migration> All = Load();

    public static int CurrentVersion => All[^1].Number;

    /// <exception cref="ConfigurationFault">The database is newer than the program, or its history was altered.</exception>
    /// <param name="isRestoring">By whoever is putting a copy in place.</param>
    public static void Run(Db db, bool isRestoring = false)
    {
        using var connection = db.OpenRaw();
        if (db.Dialect == Dialect.Postgres)
        {
            connection.Execute("SELECT pg_advisory_lock(@PostgresLock)", new { PostgresLock });
        }

        try
        {
            if (!isRestoring && db.Dialect == Dialect.Postgres)
            {
                UnfinishedRestore.Refuse(connection);
            }

            Run(db, connection);
        }
        finally
        {
            if (db.Dialect == Dialect.Postgres)
            {
                connection.Execute("SELECT pg_advisory_unlock(@PostgresLock)", new { PostgresLock });
            }
        }
    }

    private static void Run(Db db, DbConnection connection)
    {
        var work = new Work(db, connection);
        while (ApplySql(db, connection) is { } step)
        {
            step.Code!(work);
            using var transaction = connection.BeginTransaction();
            Record(connection, transaction, db, step);
            transaction.Commit();
        }
    }

    /// <summary>Applies what is missing, in order, up to the first step in code.</summary>
    /// <returns>That step; null when nothing is missing any more.</returns>
    private static Migration? ApplySql(Db db, DbConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute(
            "CREATE TABLE IF NOT EXISTS migration (number INTEGER NOT NULL PRIMARY KEY, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)",
            transaction: transaction);
        var applied = connection
            .Query<AppliedMigration>("SELECT number, checksum FROM migration ORDER BY number", transaction: transaction)
            .ToDictionary(row => row.Number, row => row.Checksum);
        Check(applied);
        Migration? step = null;
        foreach (var migration in All.Where(migration => !applied.ContainsKey(migration.Number)))
        {
            // A new database has nothing to move.
            if (migration.Code is not null && applied.Count > 0)
            {
                step = migration;
                break;
            }

            if (migration.Sql is { } sql)
            {
                Execute(connection, transaction, db.Dialect.Ddl(sql));
            }

            Record(connection, transaction, db, migration);
        }

        transaction.Commit();
        return step;
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

    private static void Execute(DbConnection connection, DbTransaction? transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Files of this assembly and constants of the dialect.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    // Another program may have been as fast.
    private static void Record(DbConnection connection, DbTransaction transaction, Db db, Migration migration) => connection.Execute(
        "INSERT INTO migration (number, checksum, applied_at) VALUES (@Number, @Checksum, @Now) ON CONFLICT (number) DO NOTHING",
        new { migration.Number, migration.Checksum, Now = db.Time.GetUtcNow() },
        transaction);

    private static List<Migration> Load()
    {
        const string prefix = "Migrations/";
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => Read(assembly, name, name[prefix.Length..]))
            .Concat(CodeMigration.All.Select(step => new Migration(step.Number, null, step.Run, ChecksumOf(step.Name))))
            .OrderBy(migration => migration.Number)
            .ToList();
    }

    private static Migration Read(Assembly assembly, string resource, string file)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        var number = int.Parse(file.AsSpan(0, 4), CultureInfo.InvariantCulture);
        return new Migration(number, sql, null, ChecksumOf(sql));
    }

    private static string ChecksumOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private sealed record Migration(int Number, string? Sql, Action<MigrationWork>? Code, string Checksum);

    private sealed record AppliedMigration
    {
        public long Number { get; init; }

        public string Checksum { get; init; } = "";
    }

    private sealed class Work(Db db, DbConnection connection) : MigrationWork
    {
        public override void Write(Action<Tx> portion)
        {
            using var transaction = connection.BeginTransaction();
            portion(db.Over(connection, transaction));
            transaction.Commit();
        }

        public override void Compact(IEnumerable<string> tables)
        {
            foreach (var statement in db.Dialect.Compact(tables))
            {
                Execute(connection, null, statement);
            }
        }
    }
}
