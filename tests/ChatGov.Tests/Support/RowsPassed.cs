using System.Text.Json;
using ChatGov.Data;
using Dapper;
using SQLitePCL;

namespace ChatGov.Tests.Support;

/// <summary>What the statements of one reading cost: steps of SQLite's machine, or the rows that PostgreSQL looks at, whether it keeps them or not.</summary>
internal static class RowsPassed
{
    public static long By(TestDatabase database, long personId, Action<Tx> reading) => By(database, Actor.Person(personId), reading);

    public static long By(TestDatabase database, Actor actor, Action<Tx> reading)
    {
        var asked = new List<(string Sql, DynamicParameters Args)>();
        database.Db.Read(tx =>
        {
            void Note(Tx who, string sql, object? args)
            {
                if (who == tx)
                {
                    asked.Add((sql, WithActor(tx, args)));
                }
            }

            tx.As(actor);
            database.Db.Asked += Note;
            reading(tx);
            database.Db.Asked -= Note;
            return true;
        });
        Assert.NotEmpty(asked);
        return database.Db.Dialect.HasOneWriter ? Steps(database.Db, asked) : Rows(database.Db, asked);
    }

    private static long Steps(Db db, List<(string Sql, DynamicParameters Args)> asked)
    {
        using var connection = (Microsoft.Data.Sqlite.SqliteConnection)db.OpenRaw();
        var steps = 0L;
        raw.sqlite3_progress_handler(connection.Handle, 1, _ => Math.Sign(++steps) - 1, null);
        asked.ForEach(each => connection.Query(each.Sql, each.Args).AsList());
        raw.sqlite3_progress_handler(connection.Handle, 0, null, null);
        return steps;
    }

    private static long Rows(Db db, List<(string Sql, DynamicParameters Args)> asked)
    {
        using var connection = db.OpenRaw();
        connection.Execute("ANALYZE; SET enable_seqscan = off");
        return asked.Sum(each =>
        {
            using var plan = JsonDocument.Parse(connection.QuerySingle<string>("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) " + each.Sql, each.Args));
            return RowsOf(plan.RootElement[0].GetProperty("Plan"));
        });
    }

    private static long RowsOf(JsonElement node)
    {
        var looked = node.GetProperty("Node Type").GetString()!.EndsWith("Scan", StringComparison.Ordinal)
            ? Number(node, "Actual Rows") + Number(node, "Rows Removed by Filter") + Number(node, "Rows Removed by Index Recheck")
            : 0;
        return (looked * Number(node, "Actual Loops")) + (node.TryGetProperty("Plans", out var below) ? below.EnumerateArray().Sum(RowsOf) : 0);
    }

    private static long Number(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? (long)value.GetDouble() : 0;

    private static DynamicParameters WithActor(Tx tx, object? args)
    {
        var all = new DynamicParameters(args);
        all.Add("acting_person", tx.Actor.PersonId);
        all.Add("acting_at", tx.Now.ToUnixTimeMilliseconds());
        all.Add("acting_role", tx.Actor.Grant?.Role.ToString(), System.Data.DbType.String);
        all.Add("acting_part", tx.Actor.Grant?.OrgId, System.Data.DbType.Int64);
        return all;
    }
}
