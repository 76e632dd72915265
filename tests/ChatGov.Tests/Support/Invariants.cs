using ChatGov.Data;

namespace ChatGov.Tests.Support;

/// <summary>What holds in every database at every moment, whatever raced.</summary>
public static class Invariants
{
    private const string Holding = "'Confirmed', 'CheckedIn', 'CheckedOut'";

    private static readonly (string Never, string Sql)[] All =
    [
        ("taken differs from the claims that hold a place",
            $"""
            SELECT t.id FROM task t
            WHERE t.state IN ('Published', 'Filled', 'InProgress', 'AwaitingConfirm', 'Cancelled', 'Expired')
              AND t.taken <> (SELECT COUNT(*) FROM claim c WHERE c.task_id = t.id AND c.state IN ({Holding}, 'Offered'))
            """),
        ("somebody waits beside a free place",
            "SELECT t.id FROM task t WHERE t.state = 'Published' AND EXISTS (SELECT 1 FROM claim c WHERE c.task_id = t.id AND c.state = 'Waitlisted')"),
        ("somebody waits, is asked or hopes for a yes although the task has begun or ended",
            """
            SELECT c.id FROM claim c JOIN task t ON t.id = c.task_id
            WHERE c.state IN ('Waitlisted', 'Offered', 'Pending') AND t.state NOT IN ('Published', 'Filled')
            """),
        ("more taken than there are places", "SELECT id FROM task WHERE taken > places OR taken < 0"),
        ("filled with a place left, or open without one",
            "SELECT id FROM task WHERE (state = 'Filled' AND taken < places) OR (state = 'Published' AND taken = places)"),
        ("a person with more than three open claims on tasks that are not over",
            """
            SELECT c.person_id FROM claim c JOIN task t ON t.id = c.task_id
            WHERE c.state IN ('Confirmed', 'Pending', 'Waitlisted', 'Offered', 'CheckedIn', 'CheckedOut') AND t.state <> 'AwaitingConfirm'
            GROUP BY c.person_id HAVING COUNT(*) > 3
            """),
        ("a person in two places within an hour, who was not asked whether they still come",
            $"""
            SELECT c.id FROM claim c JOIN task t ON t.id = c.task_id
            JOIN claim d ON d.person_id = c.person_id AND d.id > c.id JOIN task u ON u.id = d.task_id
            WHERE c.state IN ({Holding}) AND d.state IN ({Holding}) AND t.starts_at < u.ends_at + 3600000 AND u.starts_at < t.ends_at + 3600000
              AND c.asked_to_stay_at IS NULL AND d.asked_to_stay_at IS NULL
            """),
        ("a recorded claim without exactly one record, or a record without a recorded claim",
            """
            SELECT c.id FROM claim c WHERE c.state <> 'Disputed'
              AND (SELECT COUNT(*) FROM service_record s WHERE s.claim_id = c.id AND s.reverses_id IS NULL
                   AND NOT EXISTS (SELECT 1 FROM service_record r WHERE r.reverses_id = s.id)) <> CASE c.state WHEN 'Recorded' THEN 1 ELSE 0 END
            """),
        ("a reversing row that does not take back exactly its record",
            "SELECT r.id FROM service_record r JOIN service_record s ON s.id = r.reverses_id WHERE r.minutes <> -s.minutes OR r.claim_id <> s.claim_id"),
        ("hours confirmed by their beneficiary", "SELECT id FROM service_record WHERE confirmed_by = person_id"),
        ("more than eight hours a day", "SELECT person_id FROM service_record GROUP BY person_id, day HAVING SUM(minutes) > 480"),
        ("a minute written down twice",
            """
            WITH net AS (
                SELECT s.person_id, t.id, t.starts_at, t.ends_at,
                       CASE WHEN SUM(s.minutes) * 60000 < t.ends_at - t.starts_at THEN SUM(s.minutes) * 60000 ELSE t.ends_at - t.starts_at END AS counted
                FROM service_record s JOIN task t ON t.id = s.task_id GROUP BY s.person_id, t.id, t.starts_at, t.ends_at)
            SELECT a.person_id FROM net a JOIN net b ON b.person_id = a.person_id AND b.id > a.id
            WHERE a.starts_at < b.ends_at AND b.starts_at < a.ends_at
              AND a.counted + b.counted > CASE WHEN a.ends_at > b.ends_at THEN a.ends_at ELSE b.ends_at END
                  - CASE WHEN a.starts_at < b.starts_at THEN a.starts_at ELSE b.starts_at END
            """),
        ("a claim that outlives its task",
            $"SELECT c.id FROM claim c JOIN task t ON t.id = c.task_id WHERE t.state IN ('Done', 'Closed', 'Cancelled', 'Expired') AND c.state IN ({Holding})"),
        ("a hole in the numbers of a task",
            "SELECT t.id FROM task t WHERE t.next_number - 1 <> (SELECT COUNT(*) FROM claim c WHERE c.task_id = t.id)"),
    ];

    public static void Hold(Db db) => db.Read(tx =>
    {
        foreach (var (never, sql) in All)
        {
            Assert.True(tx.All<long>(sql).Count == 0, never);
        }

        return true;
    });
}
