namespace ChatGov.Benchmarks.Growth;

/// <summary>What communities lack and units give, what they agreed on, their meetings, who is looked after, and who asked for help.</summary>
internal static class CountyLists
{
    private const string Need = "id, org_id, kind, title, quantity, measure, held, received, state, created_at, accepted_by, accepted_at, asked_by, until_at";
    private const string ResourceKind = "CASE n % 4 WHEN 0 THEN 'Talk' WHEN 1 THEN 'Venue' WHEN 2 THEN 'People' ELSE 'Goods' END";
    private const int NeedsEach = 20;

    private const string Facts =
        """
        {"title":"供电公司与社区共建","goal":"","rhythm":"","exitClause":"","startsAt":"2026-06-01T00:00:00+08:00","endsAt":"2027-06-01T00:00:00+08:00","parties":["甲","乙"],"commitments":[]}
        """;

    public static IEnumerable<Rows> All(County county) => [.. Wanted(county), .. Agreed(county), .. Met(county), .. Cared(county), .. Asked(county)];

    private static IEnumerable<Rows> Wanted(County county)
    {
        var c = county.Communities;
        var older = 10 * (county.Size - 1);
        const string past = "'Met', @now - (n % 300 + 30) * @day";
        yield return new Rows("need", NeedsEach * c, Need,
            $"""
            1 + n, 1000 + n % {c}, {ResourceKind}, '给老人讲防诈骗', 3, '场', CASE WHEN n / {c} < 3 THEN 1 ELSE 0 END, CASE WHEN n / {c} >= 10 THEN 3 ELSE 0 END,
            CASE WHEN n / {c} < 5 THEN 'Accepted' WHEN n / {c} < 7 THEN 'Submitted' WHEN n / {c} = 7 THEN 'Returned' WHEN n / {c} = 8 THEN 'Referred' WHEN n / {c} = 9 THEN 'Expired' ELSE 'Met' END,
            @now - (n / {c} + 2) * @day, CASE WHEN n / {c} NOT IN (5, 6, 7, 8) THEN 100000 + n % {c} END, @now - @day, CASE WHEN n / {c} IN (3, 5, 6, 12, 13) THEN 1000000 + n END, NULL
            """);
        yield return new Rows("need", older, Need,
            $"1 + {NeedsEach * c} + n, 1000, {ResourceKind}, '给老人讲防诈骗', 3, '场', 0, 3, {past}, 100000, @now - 30 * @day, NULL, NULL");
        yield return new Rows("offer", 8L * c, "id, unit_id, kind, title, quantity, measure, held, delivered, state, created_by, created_at",
            $"1 + n, 10000 + n % {c}, {ResourceKind}, '防诈骗宣讲', 20, '场', CASE WHEN n / {c} = 0 THEN 3 ELSE 0 END, 0, CASE WHEN n / {c} < 3 THEN 'Open' ELSE 'Expired' END, 120000 + n % {c}, @now - (n / {c} + 5) * @day");
        yield return new Rows("list_match", 12L * c, "offer_id, need_id, quantity, proposed_by, state, created_at, due_at",
            $"1 + n % {c} + CASE WHEN n / {c} < 3 THEN 0 ELSE 3 * {c} END, 1 + n % {c} + n / {c} * {c}, 1, 'Unit', CASE n / {c} WHEN 0 THEN 'Proposed' WHEN 1 THEN 'Accepted' WHEN 2 THEN 'Scheduled' ELSE 'Closed' END, @now - (n / {c} + 3) * @day, @now + 2 * @day");
    }

    private static IEnumerable<Rows> Agreed(County county)
    {
        var c = county.Communities;
        yield return new Rows("agreement", 3L * c, "id, number, title, starts_at, ends_at, state, drafted_for, drafted_by, created_at, active_since",
            $"""
            1 + n, '共建2026' || n, '供电公司与社区共建', {Began(c)}, {Began(c)} + 365 * @day, CASE n / {c} WHEN 0 THEN 'Active' WHEN 1 THEN 'Expired' ELSE 'Proposed' END,
            1000 + n % {c}, 100000 + n % {c}, {Began(c)} - 5 * @day, CASE WHEN n / {c} < 2 THEN {Began(c)} END
            """);
        yield return Rows.Of("INSERT INTO agreement_party (agreement_id, org_id, confirmed_by, confirmed_at) SELECT id, drafted_for, drafted_by, created_at FROM agreement");
        yield return Rows.Of("INSERT INTO agreement_party (agreement_id, org_id, confirmed_by, confirmed_at) SELECT id, drafted_for + 9000, CASE WHEN state <> 'Proposed' THEN drafted_by + 20000 END, active_since FROM agreement");
        yield return Rows.Of("INSERT INTO agreement_contact (party_id, person_id) SELECT p.id, 120000 + p.org_id - 10000 FROM agreement_party p WHERE p.org_id >= 10000");
        yield return Rows.Of($"INSERT INTO agreement_revision (agreement_id, number, facts, made_by, made_at) SELECT id, 1, '{Facts}', drafted_by, created_at FROM agreement");
        yield return new Rows("commitment", 9L * c, "id, agreement_id, position, giver_id, receiver_id, what, quantity, measure, per, until_at, promised, state",
            $"1 + n, 1 + n % {3 * c}, 1 + n / {3 * c}, 10000 + n % {c}, 1000 + n % {c}, '查线路', 1, '次', 'Month', @now + 150 * @day, 12, CASE n % {3 * c} / {c} WHEN 0 THEN 'InProgress' WHEN 1 THEN 'Fulfilled' ELSE 'Planned' END");
        yield return Rows.Of(
            """
            INSERT INTO delivery (commitment_id, quantity, delivered_at, said_by, said_at, confirmed_by, confirmed_at)
            SELECT m.id, 1, @now - k.month * 30 * @day, 120000 + m.giver_id - 10000, @now - k.month * 30 * @day, CASE WHEN k.month > 0 THEN 100000 + m.receiver_id - 1000 END, CASE WHEN k.month > 0 THEN @now - k.month * 30 * @day END
            FROM commitment m JOIN (SELECT 0 AS month UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5) k ON k.month > 0 OR m.position = 1
            WHERE m.state <> 'Planned' AND (m.state = 'InProgress' OR k.month > 0)
            """);
    }

    private static IEnumerable<Rows> Met(County county)
    {
        var c = county.Communities;
        yield return new Rows("meeting", 5L * c, "id, committee_id, title, place, starts_at, state, called_by, created_at",
            $"1 + n, 20000 + n % {c}, '例会', '二楼', @now + (9 - 90 * (n / {c})) * @day, CASE n / {c} WHEN 0 THEN 'Published' ELSE 'Confirmed' END, 100000 + n % {c}, @now - (90 * (n / {c}) + 5) * @day");
        yield return new Rows("agenda_item", 15L * c, "meeting_id, position, source_kind, title, outcome, decided_by, decided_at, owner_id, due_at, done_at",
            $"""
            1 + n % {5 * c}, 1 + n / {5 * c}, 'Other', '清雪', CASE WHEN n % {5 * c} >= {c} THEN 'Adopted' END, CASE WHEN n % {5 * c} >= {c} THEN 100000 + n % {c} END, CASE WHEN n % {5 * c} >= {c} THEN @now - 80 * @day END,
            CASE WHEN n % {5 * c} >= {c} THEN 10000 + n % {c} END, CASE WHEN n % {5 * c} >= {c} THEN @now + 5 * @day END, CASE WHEN n % {5 * c} >= {2 * c} THEN @now - 60 * @day END
            """);
    }

    private static IEnumerable<Rows> Cared(County county)
    {
        var c = county.Communities;
        const int each = 8;
        yield return new Rows("care_plan", each * c, "id, org_id, tier, way, is_minor, first_id, second_id, state, consent_until, next_due_at, visits_done, made_by, created_at, ended_at",
            $"""
            1 + n, 1000 + n % {c}, CASE n % 3 WHEN 0 THEN 'A' WHEN 1 THEN 'B' ELSE 'C' END, 'Visit', FALSE, 1000000 + n % {c} + 20 * {c}, 1000000 + n % {c} + 21 * {c},
            CASE n / {c} WHEN 7 THEN 'Ended' ELSE 'Active' END, @now + 90 * @day, @now + 10 * @day, 6, 100000 + n % {c}, @now - 200 * @day, CASE n / {c} WHEN 7 THEN @now - 10 * @day END
            """);
        yield return Rows.Of("INSERT INTO care_consent (plan_id, given_by, form, given_at, until_at, recorded_by) SELECT id, 'Self', 'Spoken', created_at, consent_until, made_by FROM care_plan");
        yield return new Rows("care_visit", 6L * each * c, "plan_id, state, due_at, red_at, first_id, second_id, outcome, done_by, done_at, minutes, time_task_id",
            $"1 + n % {each * c}, 'Done', @now - (n / {each * c} + 1) * 30 * @day, @now - (n / {each * c} + 1) * 30 * @day, 1000000 + n % {c} + 20 * {c}, 1000000 + n % {c} + 21 * {c}, 'Well', 1000000 + n % {c} + 20 * {c}, @now - (n / {each * c} + 1) * 30 * @day, 60, 1 + n % {c}");
        yield return new Rows("care_visit", 4L * c, "plan_id, state, due_at, red_at, first_id, second_id", $"1 + n, 'Due', @now - @day, @now + (n % 5 - 1) * @day, 1000000 + n % {c} + 20 * {c}, 1000000 + n % {c} + 21 * {c}");
        yield return new Rows("care_visit", c, "plan_id, state, due_at, red_at, outcome, done_by, done_at, minutes", $"1 + 4 * {c} + n, 'Done', @now - 2 * @day, @now - @day, 'Well', 1000000 + n % {c} + 20 * {c}, @now - @day, 60");
        yield return new Rows("care_reading", 2L * each * c, "plan_id, person_id, opened_at", $"1 + n % {each * c}, 100000 + n % {c}, @now - (n / {each * c} + 1) * 20 * @day");
    }

    private static IEnumerable<Rows> Asked(County county)
    {
        var c = county.Communities;
        var older = 20 * (county.Size - 1);
        const string request = "kind, org_id, person_id, channel, chat_id, created_at, answered_at, answered_by";
        yield return new Rows("help_request", older, request, $"'HandOff', 1000, 1000000 + n % 140 * {c}, 'telegram', CAST(1000000 + n % 140 * {c} AS TEXT), @now - (n % 200 + 100) * @day, @now - (n % 200 + 99) * @day, 100000");
        yield return new Rows("help_request", 22L * c, request,
            $"'HandOff', 1000 + n % {c}, 1000000 + n, 'telegram', CAST(1000000 + n AS TEXT), @now - (22 - n / {c}) * @day, CASE WHEN n / {c} < 20 THEN @now - (21 - n / {c}) * @day END, CASE WHEN n / {c} < 20 THEN 100000 + n % {c} END");
        yield return new Rows("paper", 5L * c, "kind, person_id, org_id, state, number, requested_at, issued_at, issued_by",
            $"'Certificate', 1000000 + n, 1000 + n % {c}, 'Delivered', 'ZM-' || n, @now - (n / {c} + 10) * @day, @now - (n / {c} + 10) * @day, 100000 + n % {c}");
    }

    private static string Began(int c) => $"@now - CASE n / {c} WHEN 0 THEN 150 WHEN 1 THEN 500 ELSE -5 END * @day";
}
