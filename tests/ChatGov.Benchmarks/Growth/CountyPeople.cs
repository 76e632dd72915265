namespace ChatGov.Benchmarks.Growth;

/// <summary>Members who reported, the rosters of their units, and how they are reached. Member <c>n</c> is the <c>n / communities</c>-th of community <c>n % communities</c>.</summary>
internal static class CountyPeople
{
    private const int Outlived = 5;

    public static IEnumerable<Rows> All(County county)
    {
        var (c, members) = (county.Communities, county.Members);
        var older = 10L * (county.Size - 1);
        yield return new Rows("person", members, "id, name, language, created_at, kind",
            $"1000000 + n, '成员' || n, 'zh-CN', @now - (n % 700 + 100) * @day, CASE n / {c} % 10 WHEN 0 THEN 'RetiredMember' WHEN 1 THEN 'Volunteer' ELSE 'ServingMember' END");
        yield return new Rows("person", Outlived, "id, name, language, created_at", "900000 + n, '从前的成员' || n, 'zh-CN', @now - 2500 * @day");
        yield return Rows.Of("INSERT INTO chat_identity (channel, user_id, chat_id, person_id, linked_at) SELECT 'telegram', CAST(id AS TEXT), CAST(id AS TEXT), id, created_at FROM person");
        yield return Rows.Of("INSERT INTO consent (person_id, scope, version, given_at) SELECT id, 'Service', 2, created_at FROM person");
        yield return Rows.Of(
            "INSERT INTO session (channel, chat_id, user_id, language, expires_at) SELECT 'telegram', CAST(id AS TEXT), CAST(id AS TEXT), 'zh-CN', @now + (id % 29 + 1) * @day FROM person WHERE id < 900000 OR id % 4 = 0 AND id >= 1000000");
        yield return new Rows("registration", members, "number, kind, person_id, org_id, state, submitted_at, due_at, confirmed_at, confirmed_by, target_org_id, suspended_until, created_at",
            $"""
            'BD' || n, 'Home', 1000000 + n, 1000 + n % {c}, {StateOf(c)}, @now - (n % 3 + 1) * @day, CASE WHEN n / {c} BETWEEN 144 AND 145 THEN @now + @day END,
            @now - (n % 700 + 50) * @day, 100000 + n % {c}, CASE n / {c} WHEN 147 THEN 1000 + (n + 1) % {c} END, CASE n / {c} WHEN 148 THEN @now + 30 * @day END, @now - (n % 700 + 50) * @day
            """);
        yield return new Rows("registration", members / 3, "number, kind, person_id, org_id, state, confirmed_at, created_at",
            $"'DW' || n, 'UnitPartner', 1000000 + n, 1000 + n % {c}, 'Active', @now - 80 * @day, @now - 81 * @day");
        yield return new Rows("registration", members / 10, "kind, person_id, org_id, state, confirmed_at, ended_at, created_at",
            $"'Home', 1000000 + n, 1000 + (n + 3) % {c}, 'Ended', @now - 600 * @day, @now - (n % 300 + 100) * @day, @now - 601 * @day");
        yield return new Rows("registration", older, "kind, person_id, org_id, state, confirmed_at, ended_at, created_at",
            $"'Home', 1000000 + n % 100 * {c}, {County.Community(County.Old)}, 'Ended', @now - 800 * @day, @now - (n % 300 + 300) * @day, @now - 801 * @day");
        yield return new Rows("registration", Outlived, "kind, person_id, org_id, state, confirmed_at, ended_at, created_at",
            "'Home', 900000 + n, 1000, 'Ended', @now - 2400 * @day, @now - 2000 * @day, @now - 2401 * @day");
        yield return new Rows("roster", (long)County.RosterEach * c, "unit_id, name, phone_last4, person_id, imported_at, left_at",
            $"10000 + n % {c}, '名册' || n, '4321', CASE WHEN n / {c} < 100 THEN 1000000 + n END, @now - 300 * @day, CASE WHEN n / {c} >= 240 THEN @now - 20 * @day END");
        yield return new Rows("person_skill", members / 2, "person_id, skill", "1000000 + n, CASE n % 3 WHEN 0 THEN 'HomeRepair' WHEN 1 THEN 'Tutoring' ELSE 'Environment' END");
        yield return new Rows("person_free_time", members / 2, "person_id, weekday, day_part", "1000000 + n, 1 + n % 7, 'Morning'");
        yield return new Rows("qualification", 2L * c, "person_id, kind, skill, checked_by, checked_at, valid_until",
            $"1000000 + n, 'Credential', 'HealthCare', 100000 + n % {c}, @now - 90 * @day, @now + 200 * @day");
    }

    private static string StateOf(int c) =>
        $"CASE n / {c} WHEN 144 THEN 'Submitted' WHEN 145 THEN 'Submitted' WHEN 146 THEN 'Returned' WHEN 147 THEN 'Transferring' WHEN 148 THEN 'Suspended' ELSE 'Active' END";
}
