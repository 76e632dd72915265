namespace ChatGov.Benchmarks.Growth;

/// <summary>What all of that left behind: the audit, timers, messages in and out, buttons, tokens and codes. As much is past its time as comes together within an hour, whatever the size.</summary>
internal static class CountyTraces
{
    private const int PastItsTime = 100;

    public static IEnumerable<Rows> All(County county) => [.. Passed(county), .. Messages(county), .. Doors(county)];

    private static IEnumerable<Rows> Passed(County county)
    {
        var (rows, tasks) = (county.AuditRows, county.PastTasks + county.OpenTasks);
        yield return new Rows("audit", rows, "at, actor_id, entity, entity_id, action, from_state, to_state",
            $"""
            @now - ({rows} - n) * (900 * @day / {rows}), 100000 + n % {county.Communities},
            CASE WHEN n % 10 < 5 THEN 'claim' WHEN n % 10 < 7 THEN 'task' WHEN n % 10 < 9 THEN 'registration' ELSE 'need' END,
            1 + CASE WHEN n % 10 < 5 THEN n / 10 WHEN n % 10 < 7 THEN n / {rows / tasks} ELSE n / 75 END, 'claim', NULL, 'Confirmed'
            """);
        yield return new Rows("timer", 5L * county.PastTasks, "kind, entity_id, due_at, dedupe_key, state", $"'task.end', 1 + n / 5, @now - ({5L * county.PastTasks} - n) * @hour / 100, 'past/' || n, 'Done'");
        yield return new Rows("timer", 3L * county.OpenTasks, "kind, entity_id, due_at, dedupe_key, state",
            $"CASE n % 3 WHEN 0 THEN 'task.start' WHEN 1 THEN 'task.end' ELSE 'task.evening_before' END, {county.PastTasks} + 1 + n / 3, @now + (n % 13 + 1) * @day, 'open/' || n, 'Waiting'");
    }

    private static IEnumerable<Rows> Messages(County county)
    {
        var c = county.Communities;
        const string inbox = "channel, dedupe_key, lane, owner, received_at, state, handled_at";
        yield return new Rows("inbox", PastItsTime, inbox, "'telegram', 'old/' || n, 'lane', 'bench', @now - 100 * @hour, 'Handled', @now - 100 * @hour");
        yield return new Rows("inbox", 40L * c, inbox, $"'telegram', 'key/' || n, CAST(1000000 + n AS TEXT), 'bench', @now - ({40L * c} - n) * (60 * @hour / {40L * c}), 'Handled', @now - @hour");
        const string outbox = "person_id, channel, chat_id, kind, created_at, not_before, dedupe_key, state, sent_at, sent_channel, sent_chat_id, taken_at, calls, row_key";
        yield return new Rows("outbox", PastItsTime, outbox, "1000000 + n, NULL, NULL, 'News', @now - 8 * @day, @now - 8 * @day, NULL, 'Sent', @now - 8 * @day, 'telegram', CAST(1000000 + n AS TEXT), @now - 8 * @day, 1, 'old/' || n");
        yield return new Rows("outbox", 40L * c, outbox,
            $"1000000 + n, NULL, NULL, CASE n % 3 WHEN 0 THEN 'Reply' WHEN 1 THEN 'Reminder' ELSE 'News' END, {Lately(40, c)}, {Lately(40, c)}, CASE WHEN n % 10 = 0 THEN 'once/' || n END, 'Sent', {Lately(40, c)}, 'telegram', CAST(1000000 + n AS TEXT), {Lately(40, c)}, 1, 'row/' || n");

        // Written in the night, to go out when the quiet hours are over.
        yield return new Rows("outbox", 2L * c, outbox, $"1000000 + n, NULL, NULL, 'Broadcast', @now - @hour, @now + 22 * @hour, 'later/' || n, 'Waiting', NULL, NULL, NULL, NULL, NULL, 'later/' || n");
        yield return Rows.Of(
            $"INSERT INTO prompt (secret, session_id, person_id, created_at, expires_at) SELECT 'old', MIN(id) + k.n, NULL, @now - 31 * @day, @now - @day FROM session, (WITH RECURSIVE place(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM place WHERE n + 1 < {PastItsTime}) SELECT n FROM place) k GROUP BY k.n");
        yield return Rows.Of(
            "INSERT INTO prompt (secret, session_id, person_id, created_at, expires_at) SELECT 'new', s.id, i.person_id, @now - (30 - k.n) * @day, @now + k.n * @day FROM session s JOIN chat_identity i ON i.channel = s.channel AND i.user_id = s.user_id, (SELECT 1 AS n UNION ALL SELECT 10 UNION ALL SELECT 20 UNION ALL SELECT 29) k ORDER BY k.n, s.id");
    }

    private static IEnumerable<Rows> Doors(County county)
    {
        var c = county.Communities;
        yield return Rows.Of(
            "INSERT INTO api_token (kind, person_id, role, org_id, locator, secret_hash, created_at, expires_at) SELECT 'Token', person_id, role, org_id, 'bench' || id, 'x', @now - 20 * @day, @now + 10 * @day FROM staff_role WHERE until_at IS NULL");
        yield return new Rows("idempotency", 5L * c, "token_id, idempotency_key, request_hash, created_at", $"1 + n % {c}, 'key' || n, 'x', @now - n / {c} * @hour");
        yield return new Rows("access_code", 10L * c, "kind, staff_role_id, secret_hash, issued_at, expires_at, used_at", $"'SignIn', 1 + n % {c}, 'hash' || n, @now - (n / {c}) * @day, @now - (n / {c}) * @day + @hour, @now - (n / {c}) * @day");
        yield return Rows.Of("INSERT INTO access_code (kind, roster_id, secret_hash, locator, issued_at, expires_at) SELECT 'Invite', id, 'x', 'L' || id, @now - 3 * @day, @now + 20 * @day FROM roster WHERE person_id IS NULL AND left_at IS NULL AND id % 10 = 0");
        yield return Rows.Of("INSERT INTO registration (kind, roster_id, org_id, state, created_at) SELECT 'Home', id, NULL, 'Invited', @now - 3 * @day FROM roster WHERE person_id IS NULL AND left_at IS NULL AND id % 10 = 0");
    }

    private static string Lately(int each, int c) => $"@now - ({(long)each * c} - n) * (6 * @day / {(long)each * c})";
}
