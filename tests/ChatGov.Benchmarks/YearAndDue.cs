using System.Globalization;
using ChatGov.Agreements;
using ChatGov.Care;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Benchmarks;

/// <summary>
/// The page of the year and the list of who is due, with 200 agreements, 1 000 commitments, 12 000 deliveries and 2 000 care
/// plans in one community, beside the same rows read by hand-written statements, prepared.
/// </summary>
internal static class YearAndDue
{
    private const int Agreements = 200;
    private const int Commitments = 5;
    private const int Deliveries = 12;
    private const int Plans = 2_000;
    private const int DueEvery = 10;

    private const string YearByHand =
        """
        SELECT a.number, g.name, r.name, c.what, c.measure, c.promised, d.delivered_at, d.quantity
        FROM commitment c JOIN agreement a ON a.id = c.agreement_id JOIN org g ON g.id = c.giver_id JOIN org r ON r.id = c.receiver_id
        LEFT JOIN delivery d ON d.commitment_id = c.id AND d.confirmed_at IS NOT NULL AND d.delivered_at >= @first AND d.delivered_at < @end
        WHERE c.receiver_id = @org AND a.active_since IS NOT NULL
        """;

    private const string DueByHand =
        """
        SELECT v.id, v.plan_id, p.org_id, o.name, p.tier, p.way, v.state, v.due_at, v.red_at, v.major_change, v.first_id, v.second_id, v.planned_at,
               v.outcome, v.done_at, v.explained_cipher, v.row_version
        FROM care_visit v JOIN care_plan p ON p.id = v.plan_id JOIN org o ON o.id = p.org_id
        WHERE v.state IN ('Due', 'Taken') AND p.org_id = @org ORDER BY v.red_at, v.id LIMIT 500
        """;

    public static async Task Measure(string provider, string where)
    {
        await using var db = Stores.Open(provider, where);
        var (org, secretary, agreement) = await Populate(db);
        using var connection = db.OpenRaw();
        ByHand.Analyse(connection);
        var year = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Year;
        var first = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));
        using var yearByHand = ByHand.Prepare(connection, YearByHand, ("@org", org), ("@first", first.ToUnixTimeMilliseconds()), ("@end", first.AddYears(1).ToUnixTimeMilliseconds()));
        using var dueByHand = ByHand.Prepare(connection, DueByHand, ("@org", org));
        var actor = new Actor(secretary, Grant: new Grant(1, Role.Secretary, org));

        var bareYear = Measured.Of(() => ByHand.ReadAll(yearByHand));
        YearPage? page = null;
        var pageOf = Measured.Of(() => page = db.Read(tx => YearPages.OfOrganisation(tx.As(actor), org, year).Value));
        bareYear.Say($"{provider}: the rows of a community's year by hand");
        pageOf.Say(string.Create(CultureInfo.InvariantCulture, $"{provider}: the page of the year ({page!.Lines.Count} commitments, {page.Lines.Sum(line => line.Received)} received)"), bareYear);
        Measured.Of(() => db.Read(tx => YearPages.OfAgreement(tx.As(actor), agreement, year).Value)).Say($"{provider}: the page of one agreement's year");

        var bareDue = Measured.Of(() => ByHand.ReadAll(dueByHand));
        var count = 0;
        var due = Measured.Of(() => count = db.Read(tx => CareLists.Due(tx.As(actor))).Count);
        bareDue.Say($"{provider}: the rows of who is due by hand");
        due.Say(string.Create(CultureInfo.InvariantCulture, $"{provider}: the list of who is due ({count} of {Plans})"), bareDue);
    }

    private static Task<(long Org, long Secretary, long Agreement)> Populate(Db db) => db.Write(tx =>
    {
        var banner = OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Banner, Name = "旗" }).Value;
        var street = OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Street, ParentId = banner, Name = "街道" }).Value;
        var org = OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Community, ParentId = street, Name = "社区" }).Value;
        var secretary = Joining.Agree(tx, new ChatOwner("fake", "s", "s"), Language.Chinese);
        Staff.Appoint(tx, secretary, Role.Secretary, org, tx.Now, until: null);
        var agreement = 0L;
        foreach (var i in Enumerable.Range(0, Agreements))
        {
            var unit = OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Unit, ParentId = banner, Name = $"单位{i}" }).Value;
            agreement = AddAgreement(tx, i, org, unit, secretary);
        }

        foreach (var i in Enumerable.Range(0, Plans))
        {
            var plan = tx.Insert(
                "INSERT INTO care_plan (org_id, tier, way, is_minor, state, made_by, created_at) VALUES (@org, 'B', 'Visit', FALSE, 'Active', @secretary, 0) RETURNING id", new { org, secretary });
            foreach (var month in Enumerable.Range(0, 6))
            {
                tx.Run(
                    "INSERT INTO care_visit (plan_id, state, due_at, red_at) VALUES (@plan, @state, @due, @due)",
                    new { plan, state = month == 5 && i % DueEvery == 0 ? "Due" : "Done", due = tx.Now.AddMonths(month - 5) });
            }
        }

        tx.Audit("care_plan", 0, "populate");
        return (org, secretary, agreement);
    });

    private static long AddAgreement(Tx tx, int number, long org, long unit, long secretary)
    {
        var starts = tx.Now.AddMonths(-11);
        var id = tx.Insert(
            """
            INSERT INTO agreement (number, title, starts_at, ends_at, state, drafted_for, drafted_by, created_at, active_since)
            VALUES (@name, 't', @starts, @ends, 'Active', @org, @secretary, 0, @starts) RETURNING id
            """,
            new { name = $"共建{number}", starts, ends = starts.AddYears(1), org, secretary });
        foreach (var party in new[] { org, unit })
        {
            tx.Run("INSERT INTO agreement_party (agreement_id, org_id, confirmed_at) VALUES (@id, @party, 0)", new { id, party });
        }

        foreach (var position in Enumerable.Range(1, Commitments))
        {
            var commitment = tx.Insert(
                """
                INSERT INTO commitment (agreement_id, position, giver_id, receiver_id, what, quantity, measure, per, until_at, promised, state)
                VALUES (@id, @position, @unit, @org, '查线路', 1, '次', 'Month', @ends, 12, 'InProgress') RETURNING id
                """,
                new { id, position, unit, org, ends = starts.AddYears(1) });
            foreach (var month in Enumerable.Range(0, Deliveries))
            {
                tx.Run(
                    "INSERT INTO delivery (commitment_id, quantity, delivered_at, said_at, confirmed_at) VALUES (@commitment, 1, @at, 0, 0)",
                    new { commitment, at = starts.AddMonths(month) });
            }
        }

        return id;
    }
}
