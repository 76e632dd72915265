using System.Globalization;
using ChatGov.Data;

namespace ChatGov.Benchmarks.Growth;

/// <summary>
/// A county of so many times the usual size. It grows in width: each community stays as it is and there are more of them, under one
/// banner's office that sees them all. And in time: <see cref="Old"/> has so many times the past of any other. Every number in it is
/// a function of a row's place, so that two runs make the same rows.
/// </summary>
internal sealed class County(int size)
{
    public const long Banner = 1;
    public const long BannerOfficer = 150_000;

    /// <summary>The community whose past is as many times as long.</summary>
    public const int Old = 0;

    /// <summary>A community like any other.</summary>
    public const int Usual = 1;

    public const int MembersEach = 150;
    public const int RosterEach = 250;
    public const int PastTasksEach = 15;
    public const int ClaimsOfPast = 10;
    public const int OpenTasksEach = 16;
    private const int CommunitiesOfOne = 20;
    private const int AuditEach = 1_500;

    public int Size => size;

    public int Communities => CommunitiesOfOne * size;

    public int Streets => Communities / 10;

    public int Members => MembersEach * Communities;

    /// <summary>What <see cref="Old"/> has more of than the others: once the yearly work for each further size.</summary>
    public int OlderTasks => PastTasksEach * (size - 1);

    public int PastTasks => (PastTasksEach * Communities) + OlderTasks;

    public int OpenTasks => OpenTasksEach * Communities;

    public int AuditRows => AuditEach * Communities;

    public static long Street(int number) => 100 + number;

    public static long Community(int number) => 1_000 + number;

    public static long Unit(int number) => 10_000 + number;

    public static long Committee(int number) => 20_000 + number;

    public static long Secretary(int community) => 100_000 + community;

    public static long Deputy(int community) => 110_000 + community;

    public static long Liaison(int unit) => 120_000 + unit;

    public static long StreetOfficer(int street) => 140_000 + street;

    public long Member(int community, int number) => 1_000_000 + ((long)number * Communities) + community;

    public async Task Fill(Db db)
    {
        foreach (var part in new[] { CountyPlaces.All(this), CountyPeople.All(this), CountyWork.All(this), CountyLists.All(this), CountyTraces.All(this) })
        {
            foreach (var rows in part)
            {
                await db.Write(tx => tx.Run(rows.Sql(), Instants(tx)));
            }
        }

        await Settle(db);
    }

    // Milliseconds, in which both databases reckon.
    private static object Instants(Tx tx) => new { now = tx.Now.ToUnixTimeMilliseconds(), hour = 3_600_000L, day = 86_400_000L };

    /// <summary>Numbers go on behind those that were given here; PostgreSQL learns how much there is of what, as it would by itself in time.</summary>
    private static async Task Settle(Db db)
    {
        if (db.Dialect.HasOneWriter)
        {
            return;
        }

        var tables = db.Read(tx => tx.All<string>(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = current_schema() AND column_name = 'id' AND is_identity = 'YES' ORDER BY table_name"));
        await db.Write(tx => tables.ForEach(table => tx.Run(
            string.Create(CultureInfo.InvariantCulture, $"SELECT setval(pg_get_serial_sequence('{table}', 'id'), GREATEST((SELECT COALESCE(MAX(id), 0) FROM {table}), 1))"))));
        await db.Write(tx => tx.Run("ANALYZE"));
    }
}

/// <summary>So many rows of a table, each made of its place <c>n</c>, which counts from 0.</summary>
/// <param name="Columns">As they stand in the INSERT.</param>
/// <param name="Values">A value each, of <c>n</c>, <c>@now</c>, <c>@hour</c> and <c>@day</c>.</param>
internal sealed record Rows(string Table, long Count, string Columns, string Values, string Where = "TRUE")
{
    /// <summary>A whole statement instead.</summary>
    public static Rows Of(string sql) => new("", 0, "", sql);

    public string Sql() => Table.Length == 0 ? Values : string.Create(CultureInfo.InvariantCulture,
        $"""
        WITH RECURSIVE place(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM place WHERE n + 1 < {Count})
        INSERT INTO {Table} ({Columns}) SELECT {Values} FROM place WHERE n < {Count} AND ({Where})
        """);
}
