using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace ChatGov.Benchmarks;

/// <summary>
/// What the database itself can do: a guarded UPDATE and an INSERT, prepared, durable (WAL, synchronous=FULL), as one
/// transaction each and in groups of 64 that share a commit.
/// </summary>
internal sealed record RawLimit(double Grouped, double Single)
{
    private const int Group = 64;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(3);

    public static RawLimit Measure(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={folder}/raw.db;Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA journal_mode = WAL");
        Run(connection, "PRAGMA synchronous = FULL");
        Run(connection, "CREATE TABLE task (id INTEGER PRIMARY KEY, taken INTEGER NOT NULL, places INTEGER NOT NULL)");
        Run(connection, "CREATE TABLE claim (id INTEGER PRIMARY KEY, task_id INTEGER NOT NULL, person_id INTEGER NOT NULL)");
        for (var i = 1; i <= 100; i++)
        {
            Run(connection, $"INSERT INTO task VALUES ({i}, 0, 1000000000)");
        }

        // The first pass warms the machine and counts for nothing.
        Rate(connection, Group, Time / 3);
        return new RawLimit(Rate(connection, Group, Time), Rate(connection, 1, Time));
    }

    private static double Rate(SqliteConnection connection, int group, TimeSpan time)
    {
        using var update = Prepare(connection, "UPDATE task SET taken = taken + 1 WHERE id = @a AND taken < places");
        using var insert = Prepare(connection, "INSERT INTO claim (task_id, person_id) VALUES (@a, @b)");
        var watch = Stopwatch.StartNew();
        var done = 0;
        while (watch.Elapsed < time)
        {
            Run(connection, "BEGIN IMMEDIATE");
            for (var i = 0; i < group; i++, done++)
            {
                update.Parameters[0].Value = insert.Parameters[0].Value = (done % 100) + 1L;
                insert.Parameters[1].Value = (long)done;
                update.ExecuteNonQuery();
                insert.ExecuteNonQuery();
            }

            Run(connection, "COMMIT");
        }

        return done / watch.Elapsed.TotalSeconds;
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.Add(new SqliteParameter("@a", SqliteType.Integer));
        if (sql.Contains("@b", StringComparison.Ordinal))
        {
            command.Parameters.Add(new SqliteParameter("@b", SqliteType.Integer));
        }

        command.Prepare();
        return command;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
