using System.Data.Common;
using System.Globalization;
using ChatGov.Data;
using ChatGov.Matching;
using ChatGov.People;

namespace ChatGov.Benchmarks;

/// <summary>
/// The list of a member over 5 000 open tasks of 147 communities, beside 20 000 that are over: the ranking alone, the
/// whole of it with the database, and the same rows merely read and sorted by time.
/// </summary>
internal static class ListRanking
{
    private const int Open = 5_000;
    private const int Over = 20_000;
    private const int Communities = 147;

    public static async Task Measure(string provider, string where)
    {
        await using var db = Stores.Open(provider, where);
        var member = await Populate(db);
        var tasks = Read(db);
        var asker = new Asker
        {
            Skills = (1 << (int)Skill.HomeRepair) | (1 << (int)Skill.Tutoring),
            FreeTimes = Slots.Of([new FreeTime(6, DayPart.Morning), new FreeTime(7, DayPart.Afternoon), new FreeTime(3, DayPart.Evening)]),
            OwnOrgs = [tasks[0].OrgId],
            Metres = tasks.Select(task => task.OrgId).Distinct().ToDictionary(org => org, org => org % 40 * 150.0),
            Busy = [.. tasks.Take(3).Select(task => (task.StartsAt, task.EndsAt))],
        };
        var now = db.Read(tx => tx.Now.ToUnixTimeMilliseconds());
        var places = new Placed[tasks.Length];
        using var connection = db.OpenRaw();
        using var command = Command(connection, now);

        var pure = Measured.Of(() => Ranking.ByGain(tasks, asker, CellTable.Prior, now, _ => false, places));
        var bare = Measured.Of(() => ReadAndSort(command));
        var found = 0;
        var whole = Measured.Of(() => found = db.Read(tx => OpenTasks.Find(tx.As(Actor.Person(member)), ListFilter.Everything, personal: true).Total));
        pure.Say($"{provider}: ranking {Open} tasks in memory");
        bare.Say($"{provider}: bare SELECT of the same rows, sorted by time");
        whole.Say(string.Create(CultureInfo.InvariantCulture, $"{provider}: the whole list with the database ({found} of {Open})"), bare);
    }

    private static OpenTask[] Read(Db db) => db.Read(tx =>
    {
        var tasks = new List<OpenTask>();
        tx.Each(
            "SELECT id, org_id, starts_at, ends_at, places - taken, kind FROM task WHERE state = 'Published' ORDER BY id",
            new { },
            row => tasks.Add(new OpenTask
            {
                Id = row.GetInt64(0),
                OrgId = row.GetInt64(1),
                StartsAt = row.GetInt64(2),
                EndsAt = row.GetInt64(3),
                Left = row.GetInt32(4),
                Kind = Enum.Parse<TaskKind>(row.GetString(5)),
            }));
        return tasks.ToArray();
    });

    private static DbCommand Command(DbConnection connection, long now)
    {
        var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT id, org_id, starts_at, ends_at, places - taken, kind, skill, credential, needs_clearance, source_id, series_id
            FROM task WHERE state = 'Published' AND starts_at > @now
            """;
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@now";
        parameter.Value = now;
        command.Parameters.Add(parameter);
        command.Prepare();
        return command;
    }

    private static void ReadAndSort(DbCommand command)
    {
        var rows = new List<(long StartsAt, long Id, long OrgId, long EndsAt, int Left, string Kind)>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            _ = reader.IsDBNull(6) || reader.IsDBNull(7) || reader.GetBoolean(8) || reader.IsDBNull(9) || reader.IsDBNull(10);
            rows.Add((reader.GetInt64(2), reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(3), reader.GetInt32(4), reader.GetString(5)));
        }

        rows.Sort((x, y) => x.StartsAt != y.StartsAt ? x.StartsAt.CompareTo(y.StartsAt) : x.Id.CompareTo(y.Id));
    }

    private static Task<long> Populate(Db db) => db.Write(tx =>
    {
        var random = new Random(7);
        var kinds = Enum.GetNames<TaskKind>();
        var skills = Enum.GetNames<Skill>();
        var organiser = tx.Insert("INSERT INTO person (name, language, created_at) VALUES ('o', 'zh-CN', 0) RETURNING id");
        var orgs = Enumerable.Range(0, Communities).Select(i => tx.Insert(
            "INSERT INTO org (kind, name, latitude, longitude, created_at) VALUES ('Community', @name, @latitude, @longitude, 0) RETURNING id",
            new { name = $"c{i}", latitude = 38.8 + (random.NextDouble() / 10), longitude = 105.6 + (random.NextDouble() / 10) })).ToList();
        for (var i = 0; i < Open + Over; i++)
        {
            var starts = tx.Now.AddMinutes(i < Open ? random.Next(60, 60 * 24 * 14) : -random.Next(60, 60 * 24 * 1_000));
            tx.Run(
                """
                INSERT INTO task (org_id, title, place, bring, risk, risk_level, starts_at, ends_at, places, organiser_id, state, created_at, kind, skill, credential)
                VALUES (@org, 't', 'p', 'b', 'r', 'Low', @starts, @ends, @places, @organiser, @state, 0, @kind, @skill, @credential)
                """,
                new
                {
                    org = orgs[random.Next(Communities)],
                    starts,
                    ends = starts.AddHours(random.Next(1, 4)),
                    places = random.Next(1, 20),
                    organiser,
                    state = i < Open ? "Published" : "Closed",
                    kind = kinds[random.Next(kinds.Length)],
                    skill = random.Next(3) == 0 ? skills[random.Next(skills.Length)] : null,
                    credential = random.Next(20) == 0 ? skills[random.Next(skills.Length)] : null,
                });
        }

        var member = tx.Insert("INSERT INTO person (name, language, created_at) VALUES ('m', 'zh-CN', 0) RETURNING id");
        tx.Run(
            "INSERT INTO registration (kind, person_id, org_id, state, created_at) VALUES ('Home', @member, @home, 'Active', 0)",
            new { member, home = orgs[0] });
        tx.Run("INSERT INTO person_skill (person_id, skill) VALUES (@member, 'HomeRepair'), (@member, 'Tutoring')", new { member });
        tx.Run("INSERT INTO person_free_time (person_id, weekday, day_part) VALUES (@member, 6, 'Morning'), (@member, 7, 'Afternoon')", new { member });
        tx.Run(
            """
            INSERT INTO claim (task_id, person_id, number, state, claimed_at)
            SELECT id, @member, 1, 'Confirmed', 0 FROM task WHERE state = 'Published' ORDER BY starts_at LIMIT 3
            """,
            new { member });
        return member;
    });
}
