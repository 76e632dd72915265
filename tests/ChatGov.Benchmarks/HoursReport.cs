using System.Globalization;
using ChatGov.Data;
using ChatGov.Hours;

namespace ChatGov.Benchmarks;

/// <summary>
/// One's own hours over ten years: 2 000 records among 200 000 of a hundred people, beside the same three statements
/// written by hand and prepared.
/// </summary>
internal static class HoursReport
{
    private const int People = 100;
    private const int Services = 2_000;

    private static readonly string[] Statements =
    [
        "SELECT COALESCE(SUM(minutes), 0) FROM service_record WHERE person_id = @person AND day >= @since",
        "SELECT COALESCE(SUM(minutes), 0) FROM service_record WHERE person_id = @person",
        "SELECT s.day, t.title, s.minutes FROM service_record s JOIN task t ON t.id = s.task_id WHERE s.person_id = @person ORDER BY s.id DESC LIMIT 5",
    ];

    public static async Task Measure(string provider, string where)
    {
        await using var db = Stores.Open(provider, where);
        var person = await Populate(db);
        using var connection = db.OpenRaw();
        ByHand.Analyse(connection);
        var commands = Statements.Select(sql => ByHand.Prepare(connection, sql, Values(sql, person))).ToList();

        var bare = Measured.Of(() => commands.ForEach(ByHand.ReadAll));
        OwnHours? hours = null;
        var report = Measured.Of(() => hours = db.Read(tx => OwnHours.Of(tx.As(Actor.Person(person)))));
        commands.ForEach(command => command.Dispose());
        bare.Say($"{provider}: the three statements by hand");
        report.Say(string.Create(CultureInfo.InvariantCulture, $"{provider}: the report of one's hours ({hours!.InAll / 60} h in all)"), bare);
    }

    private static (string, object)[] Values(string sql, long person) => sql.Contains("@since", StringComparison.Ordinal)
        ? [("@person", person), ("@since", TimeProvider.System.GetUtcNow().ToString("yyyy", CultureInfo.InvariantCulture) + "-01-01")]
        : [("@person", person)];

    /// <summary>A hundred people at two thousand tasks: each one's records lie far apart.</summary>
    private static Task<long> Populate(Db db) => db.Write(tx =>
    {
        var org = tx.Insert("INSERT INTO org (kind, name, created_at) VALUES ('Community', 'c', 0) RETURNING id");
        var organiser = tx.Insert("INSERT INTO person (name, language, created_at) VALUES ('o', 'zh-CN', 0) RETURNING id");
        var people = Enumerable.Range(0, People).Select(_ =>
            tx.Insert("INSERT INTO person (name, language, created_at) VALUES ('m', 'zh-CN', 0) RETURNING id")).ToList();
        for (var i = 0; i < Services; i++)
        {
            var starts = tx.Now.AddDays(-3_652 + (i * 3_650.0 / Services));
            var task = tx.Insert(
                """
                INSERT INTO task (org_id, title, place, bring, risk, risk_level, starts_at, ends_at, places, organiser_id, state, created_at)
                VALUES (@org, 't', 'p', 'b', 'r', 'Low', @starts, @ends, 200, @organiser, 'Closed', 0) RETURNING id
                """,
                new { org, organiser, starts, ends = starts.AddHours(2) });
            tx.Run(
                """
                INSERT INTO claim (task_id, person_id, number, state, claimed_at, minutes)
                SELECT @task, id, id - @first + 1, 'Recorded', 0, 120 FROM person WHERE id >= @first
                """,
                new { task, first = people[0] });
            tx.Run(
                """
                INSERT INTO service_record (claim_id, person_id, task_id, day, minutes, revision, confirmed_by, recorded_at)
                SELECT id, person_id, task_id, @day, 120, 1, @organiser, 0 FROM claim WHERE task_id = @task
                """,
                new { task, organiser, day = Deadlines.Shanghai.DayKey(starts) });
        }

        return people[People / 2];
    });
}
