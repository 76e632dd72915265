namespace ChatGov.Benchmarks.Growth;

/// <summary>The tree, and who holds its offices.</summary>
internal static class CountyPlaces
{
    private const string Org = "id, kind, parent_id, name, unit_level, partner_org_id, latitude, longitude, created_at";
    private const string Closed = "@now - 900 * @day";

    public static IEnumerable<Rows> All(County county)
    {
        var (communities, streets) = (county.Communities, county.Streets);
        yield return new Rows("org", 1, Org, $"1, 'Banner', NULL, '测试旗', NULL, NULL, NULL, NULL, {Closed}");
        yield return new Rows("org", streets, Org, $"100 + n, 'Street', 1, '第' || n || '街道', NULL, NULL, NULL, NULL, {Closed}");
        yield return new Rows("org", communities, Org,
            $"1000 + n, 'Community', 100 + n / 10, '第' || n || '社区', NULL, NULL, 38.8 + (n % 20) * 0.005 + (n / 20) * 0.3, 105.6 + (n % 7) * 0.005, {Closed}");
        yield return new Rows("org", communities, Org, $"10000 + n, 'Unit', 1, '第' || n || '单位', 'Banner', 1000 + n, NULL, NULL, {Closed}");
        yield return new Rows("org", communities, Org, $"20000 + n, 'JointCommittee', 1000 + n, '第' || n || '联合党委', NULL, NULL, NULL, NULL, {Closed}");
        yield return new Rows("org", 2L * communities, Org, $"30000 + n, 'Grid', 1000 + n / 2, '第' || n || '网格', NULL, NULL, NULL, NULL, {Closed}");
        yield return Rows.Of("INSERT INTO org_closure (ancestor_id, descendant_id, depth) SELECT id, id, 0 FROM org");
        foreach (var depth in new[] { "o.id BETWEEN 100 AND 999 OR o.id BETWEEN 10000 AND 19999", "o.id BETWEEN 1000 AND 9999", "o.id BETWEEN 20000 AND 99999" })
        {
            yield return Rows.Of(
                $"INSERT INTO org_closure (ancestor_id, descendant_id, depth) SELECT c.ancestor_id, o.id, c.depth + 1 FROM org o JOIN org_closure c ON c.descendant_id = o.parent_id WHERE {depth}");
        }

        yield return new Rows("estate", 3L * communities, "org_id, name", "1000 + n / 3, '小区' || n");
        yield return new Rows("duty_phone", communities, "org_id, kind, name, phone", "1000 + n, 'Duty', '值班室', '0483-8221111'");
        yield return new Rows("org_tag", communities / 5, "org_id, tag, label", "1000 + n * 5, 'Showcase', '示范点'");
        yield return new Rows("org_past", communities / 5, "org_id, name, parent_id, until_at", "1000 + n * 5, '旧名' || n, 100, @now - 400 * @day");
        yield return new Rows("joint_committee_member", communities, "committee_id, unit_id, since", "20000 + n, 10000 + n, @now - 500 * @day");
        foreach (var rows in Offices(communities, streets))
        {
            yield return rows;
        }
    }

    private static IEnumerable<Rows> Offices(int communities, int streets)
    {
        foreach (var (first, count, name, role, org) in new[]
        {
            (100_000, communities, "书记", "Secretary", "1000 + n"), (110_000, communities, "副书记", "Deputy", "1000 + n"), (120_000, communities, "联络员", "UnitLiaison", "10000 + n"),
            (130_000, communities, "网格员", "GridWorker", "1000 + n"), (140_000, streets, "街道", "StreetOffice", "100 + n"), (150_000, 1, "旗办", "BannerOffice", "1"),
        })
        {
            yield return new Rows("person", count, "id, name, language, created_at", $"{first} + n, '{name}' || n, 'zh-CN', {Closed}");
            yield return new Rows("staff_role", count, "person_id, role, org_id, from_at", $"{first} + n, '{role}', {org}, {Closed}");
            if (role != "BannerOffice")
            {
                yield return new Rows("staff_role", count, "person_id, role, org_id, from_at, until_at", $"{first} + n, '{role}', {org}, @now - 1000 * @day, {Closed}", "n % 4 = 0");
            }
        }
    }
}
