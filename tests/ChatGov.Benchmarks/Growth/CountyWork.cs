namespace ChatGov.Benchmarks.Growth;

/// <summary>Tasks that are over and tasks that are open, their claims, the hours they brought, and what is objected to.</summary>
internal static class CountyWork
{
    private const string Task =
        "id, org_id, title, place, bring, risk, risk_level, starts_at, ends_at, places, taken, next_number, pending_claims, organiser_id, state, published_at, created_at, kind";

    private const string Titles = "CASE n % 4 WHEN 0 THEN '清扫公园沙尘' WHEN 1 THEN '陪老人就医' WHEN 2 THEN '小区防火巡查' ELSE '整理图书角' END, '社区门口', '手套', '注意脚下台阶', 'Low'";
    private const string Kind = "CASE n % 4 WHEN 0 THEN 'Public' WHEN 1 THEN 'Medical' WHEN 2 THEN 'Public' ELSE 'Lecture' END";

    public static IEnumerable<Rows> All(County county)
    {
        var (c, older, past) = (county.Communities, county.OlderTasks, county.PastTasks);
        var regular = past - older;

        // What is older was there first.
        var starts = $"@now - 200 * @day - ({older} - n) * 12 * @hour";
        yield return new Rows("task", older, Task,
            $"1 + n, {County.Community(County.Old)}, {Titles}, {starts}, {starts} + 2 * @hour, 10, 10, 11, FALSE, {County.Secretary(County.Old)}, 'Closed', {starts} - 7 * @day, {starts} - 7 * @day, {Kind}");
        var began = $"@now - (3 + 7 * (14 - n / {c})) * @day";
        yield return new Rows("task", regular, Task,
            $"1 + {older} + n, 1000 + n % {c}, {Titles}, {began}, {began} + 2 * @hour, 10, 10, 11, FALSE, 100000 + n % {c}, CASE n / {c} WHEN 14 THEN 'Done' WHEN 7 THEN 'Cancelled' ELSE 'Closed' END, {began} - 7 * @day, {began} - 7 * @day, {Kind}");
        yield return new Rows("task", county.OpenTasks, Task,
            $"""
            1 + {past} + n, 1000 + n % {c}, {Titles}, {OpenStart(c)}, {OpenStart(c)} + 2 * @hour, 10, {Taken(c)}, 11, n / {c} = 0, 100000 + n % {c},
            CASE n / {c} WHEN 13 THEN 'Filled' WHEN 14 THEN 'InProgress' WHEN 15 THEN 'AwaitingConfirm' ELSE 'Published' END, @now - 5 * @day, @now - 6 * @day, {Kind}
            """);
        foreach (var rows in Claims(county))
        {
            yield return rows;
        }
    }

    private static IEnumerable<Rows> Claims(County county)
    {
        var (c, older, past) = (county.Communities, county.OlderTasks, county.PastTasks);
        const string claim = "task_id, person_id, number, state, claimed_at, minutes, confirmed_by, confirmed_at";
        const string ends = "t.starts_at - 3 * @day, CASE WHEN n % 10 < 9 THEN 120 END, t.organiser_id, t.ends_at + @hour";
        var each = County.ClaimsOfPast;
        yield return Rows.Of(
            $"""
            WITH RECURSIVE place(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM place WHERE n + 1 < {past * each})
            INSERT INTO claim ({claim})
            SELECT 1 + n / {each}, 1000000 + (n / {each} * 3 + n % {each} * 7) % 140 * {c} + t.org_id - 1000, 1 + n % {each}, CASE WHEN n % 10 < 9 THEN 'Recorded' ELSE 'Absent' END, {ends}
            FROM place JOIN task t ON t.id = 1 + n / {each} WHERE t.state <> 'Cancelled' ORDER BY n
            """);
        yield return Rows.Of(
            """
            INSERT INTO service_record (claim_id, person_id, task_id, day, minutes, revision, confirmed_by, recorded_at)
            SELECT k.id, k.person_id, k.task_id, '2026-' || CASE k.task_id % 3 WHEN 0 THEN '09' WHEN 1 THEN '10' ELSE '11' END || '-1' || CAST(k.task_id % 10 AS TEXT), 120, 1, k.confirmed_by, k.confirmed_at
            FROM claim k WHERE k.state = 'Recorded'
            """);

        // Of each open task the first few: who is coming, who waits for a yes, who waits in line.
        foreach (var (first, count, state) in new[]
        {
            ("Published", 2, "CASE WHEN t.pending_claims THEN 'Pending' ELSE 'Confirmed' END"), ("Filled", 12, "CASE WHEN n % 12 < 10 THEN 'Confirmed' ELSE 'Waitlisted' END"),
            ("InProgress", 3, "'CheckedIn'"), ("AwaitingConfirm", 4, "'Confirmed'"),
        })
        {
            yield return Rows.Of(
                $"""
                WITH RECURSIVE place(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM place WHERE n + 1 < {county.OpenTasks * count})
                INSERT INTO claim (task_id, person_id, number, state, claimed_at, inbox_id)
                SELECT t.id, 1000000 + ((t.id - {past} - 1) / {c} * 8 + n % {count}) % 140 * {c} + t.org_id - 1000, 1 + n % {count}, {state}, @now - 2 * @day, n
                FROM place JOIN task t ON t.id = 1 + {past} + n / {count} WHERE t.state = '{first}'
                """);
        }

        yield return Rows.Of("UPDATE claim SET state = 'Disputed' WHERE state = 'Absent' AND EXISTS (SELECT 1 FROM task t WHERE t.id = claim.task_id AND t.state = 'Done')");
        yield return Rows.Of("INSERT INTO objection (claim_id, from_state, minutes, raised_at) SELECT id, 'Absent', 60, @now - @day FROM claim WHERE state = 'Disputed'");
        yield return Rows.Of(
            $"INSERT INTO objection (claim_id, from_state, minutes, raised_at, decided_by, decided_minutes, decided_at) SELECT id, 'Absent', 60, claimed_at, confirmed_by, 60, confirmed_at FROM claim WHERE state = 'Absent' AND id % 20 = 0 AND task_id > {older}");
    }

    // What is to come lies within two weeks; one began an hour ago, one ended yesterday.
    private static string OpenStart(int c) => $"CASE n / {c} WHEN 14 THEN @now - @hour WHEN 15 THEN @now - @day ELSE @now + (n / {c} + 1) * @day + n % 5 * @hour END";

    private static string Taken(int c) => $"CASE n / {c} WHEN 0 THEN 0 WHEN 13 THEN 10 WHEN 14 THEN 3 WHEN 15 THEN 4 ELSE 2 END";
}
