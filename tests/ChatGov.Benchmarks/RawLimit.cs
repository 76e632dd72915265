using System.Data.Common;
using System.Diagnostics;
using ChatGov.Data;

namespace ChatGov.Benchmarks;

/// <summary>
/// What the database itself can do with one connection: a guarded UPDATE and an INSERT, prepared and durable, as one
/// transaction each and in groups of 64 that share a commit. On the tables and indexes of the product (what the whole
/// path can at best reach), and on two bare tables without any index or reference.
/// </summary>
internal sealed record RawLimit(double Grouped, double Single, double BareGrouped)
{
    private const int Group = 64;
    private const int Tasks = 64;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(2);

    /// <param name="db">Migrated, with tasks 1 to 64 and persons from 1 on.</param>
    public static RawLimit Measure(Db db, int persons)
    {
        using var connection = db.OpenRaw();
        Run(connection, "CREATE TABLE bare_task (id BIGINT PRIMARY KEY, taken BIGINT NOT NULL, places BIGINT NOT NULL)");
        Run(connection, "CREATE TABLE bare_claim (task_id BIGINT NOT NULL, person_id BIGINT NOT NULL)");
        Run(connection, "INSERT INTO bare_task SELECT id, 0, places FROM task");
        const string bareTake = "UPDATE bare_task SET taken = taken + 1 WHERE id = @task AND taken < places";
        const string bareClaim = "INSERT INTO bare_claim (task_id, person_id) VALUES (@task, @person)";
        const string take = "UPDATE task SET taken = taken + 1, next_number = next_number + 1 WHERE id = @task AND taken < places";
        const string claim =
            """
            INSERT INTO claim (task_id, person_id, number, state, claimed_at)
            VALUES (@task, @person, (SELECT next_number FROM task WHERE id = @task), 'Confirmed', 0)
            """;

        // The first pass warms the machine and counts for nothing.
        Rate(connection, Group, bareTake, bareClaim, int.MaxValue);
        var bare = Rate(connection, Group, bareTake, bareClaim, int.MaxValue);
        var grouped = Rate(connection, Group, take, claim, persons);
        Run(connection, "DELETE FROM claim");
        var single = Rate(connection, 1, take, claim, persons);
        Run(connection, "DELETE FROM claim");
        Run(connection, "UPDATE task SET taken = 0, next_number = 1");
        Run(connection, "DROP TABLE bare_claim");
        Run(connection, "DROP TABLE bare_task");
        return new RawLimit(grouped, single, bare);
    }

    /// <param name="persons">Each claims each task once, so that there is an end to it.</param>
    private static double Rate(DbConnection connection, int group, string takeSql, string claimSql, int persons)
    {
        using var take = Prepare(connection, takeSql, "@task");
        using var claim = Prepare(connection, claimSql, "@task", "@person");
        var watch = Stopwatch.StartNew();
        var done = 0;
        while (watch.Elapsed < Time && done < persons)
        {
            Run(connection, "BEGIN");
            for (var i = 0; i < group; i++, done++)
            {
                take.Parameters[0].Value = claim.Parameters[0].Value = (done % Tasks) + 1L;
                claim.Parameters[1].Value = (done % (long)persons) + 1;
                take.ExecuteNonQuery();
                claim.ExecuteNonQuery();
            }

            Run(connection, "COMMIT");
        }

        return done / watch.Elapsed.TotalSeconds;
    }

    private static DbCommand Prepare(DbConnection connection, string sql, params string[] names)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in names)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.DbType = System.Data.DbType.Int64;
            command.Parameters.Add(parameter);
        }

        command.Prepare();
        return command;
    }

    private static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
