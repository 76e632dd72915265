using ChatGov.Agreements;
using ChatGov.Data;
using ChatGov.Hours;
using ChatGov.Matches;
using ChatGov.Meetings;
using ChatGov.Organisations;
using ChatGov.Paging;
using ChatGov.Rights;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Lists;

/// <summary>The same of rows that come to their place by others: whoever sees few walks over nobody else's, and whoever sees all and asks for a part walks over that part.</summary>
public sealed class WayCostTests
{
    private const int Others = 3_000;

    private static readonly PageRequest[] Pages = [new(0, 20), new(0, 20, "-id")];

    // What a page shows, and rows like it of a place: {0} its number, {1} a word that is nobody else's; so many as n has.
    private static readonly Dictionary<string, (Func<Tx, long?, PageRequest, IEnumerable<long>> Page, string[] Rows)> Lists = new(StringComparer.Ordinal)
    {
        ["list_match"] = (
            (tx, under, page) => MatchLists.All(tx, null, under, page).Items.Select(row => row.Id),
            [
                "INSERT INTO need (org_id, kind, title, quantity, measure, held, received, state, created_at) SELECT {0}, 'Talk', '{1}', 1, '场', 0, 1, 'Met', 0 FROM n",
                "INSERT INTO offer (unit_id, kind, title, quantity, measure, held, delivered, state, created_by, created_at) SELECT id, 'Talk', '{1}', 1, '场', 0, 1, 'Expired', (SELECT MIN(id) FROM person), 0 FROM org WHERE kind = 'Unit'",
                "INSERT INTO list_match (offer_id, need_id, quantity, proposed_by, state, created_at) SELECT (SELECT MIN(id) FROM offer WHERE title = '{1}'), id, 1, 'Unit', 'Closed', 0 FROM need WHERE title = '{1}'",
            ]),
        ["agreement"] = (
            (tx, under, page) => AgreementLists.All(tx, null, under, page).Items.Select(row => row.Id),
            [
                "INSERT INTO agreement (number, title, starts_at, ends_at, state, drafted_for, drafted_by, created_at) SELECT '{1}' || i, '{1}', 0, 1, 'Expired', {0}, (SELECT MIN(id) FROM person), 0 FROM n",
                "INSERT INTO agreement_party (agreement_id, org_id) SELECT id, {0} FROM agreement WHERE title = '{1}'",
            ]),
        ["meeting"] = (
            (tx, under, page) => MeetingLists.All(tx, under is { } org ? Committee(tx, org) : null, null, page).Items.Select(row => row.Id),
            ["INSERT INTO meeting (committee_id, title, place, starts_at, state, called_by, created_at) SELECT (SELECT MIN(id) FROM org WHERE kind = 'JointCommittee' AND parent_id = {0}), '{1}', '', 0, 'Confirmed', (SELECT MIN(id) FROM person), 0 FROM n"]),
        ["service_record"] = (
            (tx, under, page) => RecordViews.List(tx, null, under, null, null, page).Items.Select(row => row.Id),
            [
                """
                INSERT INTO task (org_id, title, place, bring, risk, risk_level, starts_at, ends_at, places, organiser_id, state, created_at)
                SELECT {0}, '{1}', '', '', '', 'Low', 0, 1, 1, (SELECT MIN(id) FROM person), 'Closed', 0 FROM n
                """,
                "INSERT INTO claim (task_id, person_id, number, state, claimed_at) SELECT id, (SELECT MIN(id) FROM person), 1, 'Confirmed', 0 FROM task WHERE title = '{1}'",
                """
                INSERT INTO service_record (claim_id, person_id, task_id, day, minutes, revision, confirmed_by, recorded_at)
                SELECT c.id, c.person_id, t.id, '2026-11-01', 60, 1, c.person_id, 0 FROM claim c JOIN task t ON t.id = c.task_id WHERE t.title = '{1}'
                """,
            ]),
        ["org"] = (
            (tx, under, page) => OrgViews.List(tx, new OrgFilter(Under: under), page).Items.Select(row => row.Id),
            [
                "INSERT INTO org (kind, parent_id, name, created_at) SELECT 'Grid', {0}, '{1}' || i, 0 FROM n",
                "INSERT INTO org_closure (ancestor_id, descendant_id, depth) SELECT c.ancestor_id, o.id, c.depth + 1 FROM org o JOIN org_closure c ON c.descendant_id = {0} WHERE o.name LIKE '{1}%' UNION ALL SELECT id, id, 0 FROM org WHERE name LIKE '{1}%'",
            ]),
        ["staff_role"] = (
            (tx, under, page) => Appointments.List(tx, under, null, past: true, page).Items.Select(row => row.Id),
            ["INSERT INTO staff_role (person_id, role, org_id, from_at, until_at) SELECT (SELECT MAX(id) FROM person), 'GridWorker', {0}, 0, 1 FROM n"]),
    };

    public static TheoryData<Provider, string> Everywhere()
    {
        var data = new TheoryData<Provider, string>();
        foreach (var row in new DatabasesAttribute().GetData(null!))
        {
            foreach (var list in Lists.Keys)
            {
                data.Add((Provider)row[0], list);
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(Everywhere))]
    public async Task Who_has_few_rows_and_who_asks_for_a_small_part_walk_over_nobody_elses(Provider provider, string list)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await Committees(database.Db, world);
        await Fill(database, list, world.Helan, 10, "own");
        await Fill(database, list, world.Garden, 30, "few");
        var (own, part) = Costs(database, world, list);

        await Fill(database, list, world.Garden, Others, "many");

        var (ownThen, partThen) = Costs(database, world, list);
        Assert.All(own.Concat(part).Zip(ownThen.Concat(partThen)), cost => Assert.True(cost.Second <= cost.First * 3 / 2, $"{cost.First} became {cost.Second}"));
    }

    private static (List<long> Own, List<long> Part) Costs(TestDatabase database, World world, string list) => (
        Costs(database, new Actor(world.Secretary, Grant: new Grant(0, Role.Secretary, world.Helan)), list, under: null),
        Costs(database, new Actor(world.BannerOffice, Grant: new Grant(0, Role.BannerOffice, world.Banner)), list, world.Helan));

    private static List<long> Costs(TestDatabase database, Actor actor, string list, long? under) =>
        [.. Pages.Select(page => RowsPassed.By(database, actor, tx => Assert.InRange(Lists[list].Page(tx, under, page).Count(), 10, 20)))];

    // Of more places than are few, so that the banner's office is one that walks.
    private static Task Committees(Db db, World world) => db.Write(tx =>
    {
        Assert.All(new[] { world.Helan, world.Garden }, org => Assert.True(OrgTree.Create(tx, new NewOrg { Kind = OrgKind.JointCommittee, ParentId = org, Name = "大工委" }).Ok));
        Assert.All(Enumerable.Range(1, Reach.MostFew), i => Assert.True(OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Street, ParentId = world.Banner, Name = $"街道{i}" }).Ok));
    });

    private static long Committee(Tx tx, long org) => tx.First<long>("SELECT MIN(id) FROM org WHERE kind = 'JointCommittee' AND parent_id = @org", new { org });

    private static async Task Fill(TestDatabase database, string list, long org, int count, string word)
    {
        foreach (var rows in Lists[list].Rows)
        {
            var sql = rows.Replace("{0}", $"{org}", StringComparison.Ordinal).Replace("{1}", word, StringComparison.Ordinal);
            await database.Execute(sql.Contains("FROM n", StringComparison.Ordinal) ? $"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) {sql}" : sql);
        }
    }
}
